//! What surrounds Markdown or stands inside it and is none: YAML front matter and HTML.

/// HTML elements whose tags are dropped; `<Ange namn>` and the like stay as text.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "video",
];

/// Length of YAML front matter (`---`, lines `key: value`, `---`) and the title in it.
pub(super) fn front_matter(text: &str) -> (usize, Option<String>) {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|l| l.trim_end() == "---") else { return (0, None) };
    let mut len = first.len();
    let mut title = None;
    let mut keys = 0;
    for line in lines {
        len += line.len();
        let bare = line.trim_end();
        if (bare == "---" || bare == "...") && keys > 0 {
            return (len, title);
        }
        let inside = line.starts_with([' ', '\t', '-', '#']);
        match bare.split_once(':') {
            Some((key, value)) if !inside && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') => {
                keys += 1;
                if key.eq_ignore_ascii_case("title") || key.eq_ignore_ascii_case("titel") {
                    title = Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|t| !t.is_empty());
                }
            }
            _ if inside && keys > 0 => {}
            _ => break,
        }
    }
    (0, None)
}

/// Whether `tag` is an HTML tag or comment, and not text between angle brackets.
pub(super) fn is_markup(tag: &str) -> bool {
    let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    tag.starts_with("<!") || tag.starts_with("<?") || TAGS.contains(&name.to_lowercase().as_str())
}
