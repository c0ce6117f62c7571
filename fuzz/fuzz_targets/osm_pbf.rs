#![no_main]

use choro_way::format::osm_pbf;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| choro_fuzz::is_drawn_whole(osm_pbf::read, data));
