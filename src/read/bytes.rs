//! Little-endian numbers out of binary files: what lies outside the bytes is `None`, never a panic.

/// The bytes `at..at + len`, if they are there.
pub(super) fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// One byte.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    slice(bytes, at, 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// Four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    slice(bytes, at, 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// A double.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    slice(bytes, at, 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// UTF-16 text from bytes; half a pair stands as U+FFFD, an odd byte at the end is dropped.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_none() {
        let bytes = [1, 2, 3, 4, 5];
        assert_eq!((u8_at(&bytes, 4), u8_at(&bytes, 5)), (Some(5), None));
        assert_eq!((u16_at(&bytes, 0), u16_at(&bytes, 4)), (Some(0x201), None));
        assert_eq!((u32_at(&bytes, 1), u32_at(&bytes, 2), u32_at(&bytes, usize::MAX)), (Some(0x0504_0302), None, None));
        assert_eq!((f64_at(&1.5f64.to_le_bytes(), 0), f64_at(&bytes, 0)), (Some(1.5), None));
        assert_eq!(utf16(&[0xE5, 0, 0x33, 0xD8, 7]), "å\u{FFFD}");
    }
}
