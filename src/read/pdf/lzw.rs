//! LZW streams, unpacked through a small buffer.
//!
//! `lopdf` unpacks them with the same decoder, but behind a buffer of 16 MiB that is allocated and zeroed for every stream: in files of
//! the nineties, with a stream a page, that was two fifths of all the time.

use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

/// Bytes unpacked at a time.
const CHUNK: usize = 1 << 14;

/// The bytes behind `input`, as far as they can be read; none when they are more than `limit`.
///
/// `early` says whether codes grow one step early, as PDF has it unless the stream says otherwise.
pub(super) fn unpack(input: &[u8], early: bool, limit: usize) -> Option<Vec<u8>> {
    let mut decoder = if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let mut rest = input;
    let mut out = Vec::new();
    loop {
        let start = out.len();
        out.resize(start + CHUNK, 0);
        let step = decoder.decode_bytes(rest, out.get_mut(start..).unwrap_or(&mut []));
        out.truncate(start + step.consumed_out);
        if out.len() > limit {
            return None;
        }
        rest = rest.get(step.consumed_in..).unwrap_or(&[]);
        match step.status {
            Ok(LzwStatus::Ok) if step.consumed_in > 0 || step.consumed_out > 0 => {}
            // The end, or bytes that make no sense: what came before them stays.
            _ => return Some(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_short_long_and_broken() {
        let long: Vec<u8> = (0..200_000u32).map(|number| (number.wrapping_mul(number) % 251) as u8).collect();
        for (early, text) in [(true, b"-----A---B".as_slice()), (true, &long), (false, &long), (true, b"")] {
            let mut encoder = if early {
                weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8)
            } else {
                weezl::encode::Encoder::new(BitOrder::Msb, 8)
            };
            let packed = encoder.encode(text).expect("a vector takes any bytes");
            assert_eq!(unpack(&packed, early, text.len()).as_deref(), Some(text));
            if !text.is_empty() {
                assert_eq!(unpack(&packed, early, text.len() - 1), None, "over the limit");
            }
            // Cut off: what stands before the cut is read.
            let half = unpack(&packed[..packed.len() / 2], early, text.len()).expect("within the limit");
            assert!(text.starts_with(&half));
        }
        // The example of the PDF specification.
        assert_eq!(unpack(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], true, 100).as_deref(), Some(b"-----A---B".as_slice()));
        assert_eq!(unpack(&[0xFF; 40], true, 100), Some(Vec::new()));
    }
}
