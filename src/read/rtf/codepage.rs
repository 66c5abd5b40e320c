//! Code pages of RTF: by the header (`\ansicpg1252`) and by the character set of a font (`\fcharset238`).

use crate::read::decode::cp850;
use crate::read::items::symbol;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// How bytes become letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CodePage {
    Known(&'static Encoding),
    /// Code pages 437 and 850.
    Dos,
    /// A font of signs.
    Symbol,
}

impl CodePage {
    pub const WESTERN: CodePage = CodePage::Known(WINDOWS_1252);
    pub const MAC: CodePage = CodePage::Known(MACINTOSH);

    /// By number, as Windows counts; unknown ones are read as Western.
    pub fn numbered(number: i32) -> CodePage {
        CodePage::Known(match number {
            437 | 850 => return CodePage::Dos,
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            65001 => UTF_8,
            _ => WINDOWS_1252,
        })
    }

    /// By the character set of a font; `None` where the document's code page holds.
    pub fn of_font(charset: i32) -> Option<CodePage> {
        Some(match charset {
            2 => CodePage::Symbol,
            77 => CodePage::MAC,
            128 => CodePage::numbered(932),
            129 => CodePage::numbered(949),
            134 => CodePage::numbered(936),
            136 => CodePage::numbered(950),
            161 => CodePage::numbered(1253),
            162 => CodePage::numbered(1254),
            163 => CodePage::numbered(1258),
            177 => CodePage::numbered(1255),
            178 => CodePage::numbered(1256),
            186 => CodePage::numbered(1257),
            204 => CodePage::numbered(1251),
            222 => CodePage::numbered(874),
            238 => CodePage::numbered(1250),
            254 | 255 => CodePage::Dos,
            _ => return None,
        })
    }

    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            CodePage::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            CodePage::Dos => cp850(bytes),
            CodePage::Symbol => {
                // Letters in a font of signs are signs as well; only what we know to be one says something.
                let sign =
                    |byte: u8| if byte == b' ' || byte.is_ascii_digit() { Some(byte as char) } else { symbol(0xF000 + u32::from(byte)) };
                bytes.iter().filter_map(|byte| sign(*byte)).collect()
            }
        }
    }
}
