//! What holds inside a group and is forgotten at its end: where text goes and how it looks.

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Text,
    /// Nowhere: pictures, comments, data of programs.
    Nowhere,
    Fonts,
    Colours,
    Styles,
    /// The number of a list item, as the writer printed it.
    Label,
    /// The instruction of a field.
    Code,
    /// Information on the document; only the title is of use.
    Info,
    Title,
    Producer,
}

/// Why a stretch with paragraphs of its own was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Footnote,
    Marginal,
    Box,
}

/// Properties of paragraphs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphState {
    pub style: i32,
    pub outline: Option<u8>,
    /// In a table, and how many tables deep.
    pub in_table: bool,
    pub table_level: usize,
    /// In a list, and at which of its levels.
    pub in_list: bool,
    pub list_level: u8,
    /// The first line begins left of the others.
    pub hanging: bool,
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub destination: Destination,
    /// The group opened a stretch of its own.
    pub opened: Option<Purpose>,
    pub paragraph: ParagraphState,
    pub hidden: bool,
    pub deleted: bool,
    pub bold: bool,
    pub font: i32,
    /// Characters after `\u` that say the same for old readers.
    pub fallback: usize,
    /// Inside a table of contents.
    pub contents: bool,
}

impl State {
    pub fn new() -> Self {
        State {
            destination: Destination::Text,
            opened: None,
            paragraph: ParagraphState::default(),
            hidden: false,
            deleted: false,
            bold: false,
            font: -1,
            fallback: 1,
            contents: false,
        }
    }
}

/// What a control word at the start of a group makes of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The text goes there.
    To(Destination),
    /// A stretch with paragraphs of its own.
    Stretch(Purpose),
    /// Nothing special, even where the group is marked as one to pass over if unknown.
    Transparent,
}

/// What the word opens, if it opens something.
pub(super) fn opening(word: &str) -> Option<Opening> {
    use Destination as D;
    use Opening::{Stretch, To, Transparent};
    Some(match word {
        "fonttbl" => To(D::Fonts),
        "colortbl" => To(D::Colours),
        "stylesheet" => To(D::Styles),
        "listtext" | "pntext" => To(D::Label),
        "fldinst" => To(D::Code),
        "info" => To(D::Info),
        "generator" => To(D::Producer),
        "footnote" => Stretch(Purpose::Footnote),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => Stretch(Purpose::Marginal),
        "shptxt" | "dptxbxtext" => Stretch(Purpose::Box),
        "shpinst" | "nesttableprops" | "do" | "mr" => Transparent,
        // In formulas only the runs hold text; the rest are signs that say how to draw it.
        "moMath" | "moMathPara" | "mmath" => To(D::Nowhere),
        "pict" | "nonshppict" | "shppict" | "shprslt" | "sp" | "objdata" | "objclass" | "nonesttables" | "xe" | "tc" | "rxe" | "txe"
        | "annotation" | "atnid" | "atnauthor" | "atrfstart" | "atrfend" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc"
        | "aftncn" | "filetbl" | "revtbl" | "listtable" | "listoverridetable" | "listpicture" | "pgdsctbl" | "template" | "bkmkstart"
        | "bkmkend" | "pntxta" | "pntxtb" | "private" | "userprops" | "themedata" | "datastore" | "formfield" => To(D::Nowhere),
        _ => return None,
    })
}
