//! The block of facts that stands before or after a title: "Dokumenttyp: Policy", "Antagen av: …". It tells of the document and never counts.

use crate::text::{Block, BlockKind, Document};

/// Labels of metadata lines, lower case.
const LABELS: &[&str] = &[
    "dokumenttyp",
    "typ av dokument",
    "dokumentnamn",
    "dokumentansvarig",
    "dokumentägare",
    "dokumentet gäller",
    "diarienummer",
    "dnr",
    "diarienr",
    "fastställd",
    "fastställt",
    "fastställd av",
    "fastställt av",
    "antagen",
    "antaget",
    "antagen av",
    "antaget av",
    "beslutad",
    "beslutat",
    "beslutad av",
    "beslutat av",
    "beslutsinstans",
    "beslut",
    "beslutsdatum",
    "gäller för",
    "gäller från",
    "gäller till",
    "gäller",
    "gällande",
    "giltig",
    "giltighetstid",
    "giltig till och med",
    "giltig från",
    "ikraftträdande",
    "senast reviderad",
    "reviderad",
    "revideras",
    "ansvarig för revidering",
    "ansvarig för uppföljning",
    "version",
    "utgåva",
    "datum",
    "handläggare",
    "kontaktperson",
    "författare",
    "ersätter",
    "tillsammans med",
    "ansvarig nämnd",
    "ansvarig förvaltning",
    "målgrupp",
    "projektledare",
    "uppdaterad",
    "godkänd",
    "godkänd av",
    "behandlad",
];

/// How many of the first blocks are looked at.
const EARLY_BLOCKS: usize = 40;
/// Longer lines are text.
const LONGEST_LINE: usize = 160;

/// Whether a block is a metadata line.
pub(super) fn is_metadata(document: &Document, index: usize, block: &Block) -> bool {
    let short = block.span.len() <= LONGEST_LINE;
    if index >= EARLY_BLOCKS
        || !short
        || !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::TableRow { .. })
    {
        return false;
    }
    let text = document.slice(block.span).to_lowercase();
    if let BlockKind::TableRow { .. } = block.kind {
        let first = text.split('\t').next().unwrap_or_default().trim().trim_end_matches(':');
        return LABELS.contains(&first);
    }
    let labelled = text.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim()));
    let decided = index < 14
        && ["antagen ", "antaget ", "fastställd ", "fastställt ", "beslutad av", "beslutat av"].iter().any(|s| text.starts_with(s))
        && !text.ends_with('.');
    labelled || decided
}

/// What a line "Dokumenttyp: …" says.
pub(super) fn stated_type(document: &Document) -> Option<String> {
    document.blocks().iter().take(EARLY_BLOCKS).find_map(|block| {
        let text = document.slice(block.span);
        let (label, value) = text.split_once(':').or_else(|| text.split_once('\t'))?;
        let label = label.trim().to_lowercase();
        (label == "dokumenttyp" || label == "typ av dokument").then(|| value.trim().chars().take(60).collect())
    })
}
