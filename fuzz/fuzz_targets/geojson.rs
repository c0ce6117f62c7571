#![no_main]

use choro_placemark::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| choro_fuzz::survives(Format::GeoJson, data));
