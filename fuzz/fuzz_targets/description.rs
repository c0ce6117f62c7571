#![no_main]

use choro_placemark::Description;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let html = Description(String::from_utf8_lossy(data).into_owned());
    let safe = html.safe();
    assert_eq!(Description(safe.clone()).safe(), safe);
    let _ = html.plain();
});
