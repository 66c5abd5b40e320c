//! Roman numerals and letters, as list labels and page labels are numbered with.

/// Lower-case roman numeral of 1 to 3999; digits for anything else.
pub(super) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

/// `a` to `z`, then `aa`, `bb` … up to twenty letters; digits for anything else.
pub(super) fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 20) else { return number.to_string() };
    let letter = (b'a' + (index % 26) as u8) as char;
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (number, expected_roman, expected_letters) in
            [(1, "i", "a"), (4, "iv", "d"), (28, "xxviii", "bb"), (1994, "mcmxciv", "1994"), (0, "0", "0")]
        {
            assert_eq!((roman(number).as_str(), letters(number).as_str()), (expected_roman, expected_letters));
        }
    }
}
