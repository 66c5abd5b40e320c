//! What elements are: which stay out, which stand beside the page's subject, which make blocks.

use super::tree::{Data, NodeId, Tree};

/// Elements that begin and end lines.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "xmp",
        "listing",
        "plaintext",
    ];
    BLOCKS.contains(&name)
}

/// Elements that are passed over with all that they hold: no text, text for other cases, or text that is not shown.
pub(super) fn stays_out(tree: &Tree, id: NodeId) -> bool {
    let name = tree.name(id);
    let never = matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "noframes"
            | "noembed"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "map"
            | "select"
            | "datalist"
            | "textarea"
            | "progress"
            | "meter"
            | "rp"
            | "rt"
    );
    if never || name == "dialog" && tree.attribute(id, "open").is_none() {
        return true;
    }
    if tree.attribute(id, "hidden").is_some_and(|value| value != "until-found") {
        return true;
    }
    // Hidden from screen readers: signs and repetitions beside text. Whole blocks that are marked so are folded parts of the page.
    if tree.attribute(id, "aria-hidden") == Some("true") && !is_block(name) {
        return true;
    }
    tree.attribute(id, "style").is_some_and(|style| {
        let style: String = style.to_ascii_lowercase().split_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Whether the element is the page's main part.
pub(super) fn is_main(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "main" || tree.attribute(id, "role") == Some("main")
}

/// What stands beside the subject: menus everywhere; heads, feet and side boxes only where they are the page's and not a part's.
pub(super) fn is_beside(tree: &Tree, id: NodeId, inside_part: bool) -> bool {
    let name = tree.name(id);
    match tree.attribute(id, "role") {
        Some("navigation" | "search") => return true,
        Some("banner" | "contentinfo" | "complementary") if !inside_part => return true,
        _ => {}
    }
    matches!(name, "nav" | "search") || !inside_part && matches!(name, "header" | "footer" | "aside")
}

/// Whether the element holds notes, as pages and programs that save them mark it.
pub(super) fn is_note(tree: &Tree, id: NodeId) -> bool {
    let role = matches!(tree.attribute(id, "role"), Some("doc-footnote" | "doc-endnote" | "doc-endnotes"));
    let class =
        tree.attribute(id, "class").is_some_and(|all| all.split_whitespace().any(|class| matches!(class, "footnotes" | "footnote")));
    let by_program = tree.attribute(id, "id").is_some_and(|id| {
        ["sdfootnote", "sdendnote", "ftn", "edn"].iter().any(|start| id.strip_prefix(start).is_some_and(|rest| rest.parse::<u32>().is_ok()))
    });
    role || is_block(tree.name(id)) && (class || by_program)
}

/// Whether the element is the sign of a note or the way back from one: a link inside the page that shows a number or an arrow.
pub(super) fn is_note_sign(tree: &Tree, id: NodeId, inside_note: bool) -> bool {
    if tree.name(id) != "a" || !tree.attribute(id, "href").is_some_and(|href| href.contains('#')) {
        return false;
    }
    let marked = matches!(tree.attribute(id, "role"), Some("doc-noteref" | "doc-backlink"));
    // The sign stands in the link, or one element further in or out.
    let child = tree.nodes[id].first.filter(|child| tree.nodes[*child].next.is_none());
    let raised =
        child.is_some_and(|child| tree.name(child) == "sup") || tree.nodes[id].parent.is_some_and(|parent| tree.name(parent) == "sup");
    let text = child.map(|child| tree.nodes[child].first.unwrap_or(child));
    let sign = text.is_some_and(|text| match &tree.nodes[text].data {
        Data::Text(text) => text.chars().count() <= 5 && !text.chars().any(char::is_alphabetic),
        _ => false,
    });
    sign && (marked || raised || inside_note)
}

/// The level of a heading.
pub(super) fn heading(tree: &Tree, id: NodeId) -> Option<u8> {
    match tree.name(id).as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ if tree.attribute(id, "role") == Some("heading") => {
            Some(tree.attribute(id, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2))
        }
        _ => None,
    }
}

/// The depth of a list item that Word saved as a paragraph (`style="mso-list:l0 level2 lfo1"`).
pub(super) fn word_list_depth(tree: &Tree, id: NodeId) -> Option<u8> {
    let style = tree.attribute(id, "style")?;
    let list = &style[style.find("mso-list:")?..];
    let level = list.split(';').next()?.split("level").nth(1)?.bytes().next()?;
    level.is_ascii_digit().then(|| level.saturating_sub(b'1').min(8))
}
