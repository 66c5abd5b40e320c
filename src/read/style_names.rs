//! What the names of paragraph styles say, as Word and LibreOffice give them in Swedish and English.

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u8),
    Contents,
    Caption,
    Quote,
    /// A list style, with its depth.
    List(u8),
    Body,
}

/// How style names are compared: without white space at the ends and in lower case.
pub(super) fn normal_name(name: &str) -> String {
    name.trim().to_lowercase()
}

/// "heading 2", "Rubrik 2 Nr", "Rubrik2" and the title styles. The name is normal (see [`normal_name`]).
pub(super) fn heading_name(name: &str) -> Option<u8> {
    for start in ["heading", "rubrik"] {
        if let Some(rest) = name.strip_prefix(start)
            && let Some(level) = rest.trim_start().chars().next().and_then(|c| c.to_digit(10)).filter(|d| *d > 0)
        {
            return Some(level as u8);
        }
    }
    matches!(name, "title" | "rubrik").then_some(1)
}

/// The styles of tables of contents and their headings. The name is normal.
pub(super) fn is_contents(name: &str) -> bool {
    let numbered = |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.trim().parse::<u8>().is_ok());
    numbered("toc ")
        || numbered("innehåll ")
        || numbered("contents ")
        || matches!(
            name,
            "toc heading"
                | "contents heading"
                | "innehållsförteckningsrubrik"
                | "innehållsförteckning"
                | "table of figures"
                | "figurförteckning"
                | "index heading"
        )
}

/// Roles other than heading that one name tells of. The name is normal.
pub(super) fn other_role(name: &str) -> Option<Role> {
    if is_contents(name) {
        return Some(Role::Contents);
    }
    match name {
        "caption" | "beskrivning" | "bildtext" | "figurtext" | "tabelltext rubrik" => return Some(Role::Caption),
        "quote" | "quotations" | "intense quote" | "citat" | "starkt citat" | "block text" | "blockcitat" => return Some(Role::Quote),
        _ => {}
    }
    for start in ["list bullet", "list number", "punktlista", "numrerad lista"] {
        if let Some(rest) = name.strip_prefix(start) {
            let depth = rest.trim().parse::<u8>().unwrap_or(1).clamp(1, 9) - 1;
            return Some(Role::List(depth));
        }
    }
    None
}
