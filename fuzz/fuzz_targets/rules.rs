//! See the row `rules` in `genomsyra_fuzz::TARGETS`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| genomsyra_fuzz::run("rules", data));
