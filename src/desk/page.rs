//! The page that receives documents: one template in two languages, plain modules and a style. What answers its calls (`engine.js`) differs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::statement;
use crate::report::{HTML_STYLE, Language};

const TEMPLATE: &str = include_str!("page/page.html");
const TEXTS: &str = include_str!("page/texts.toml");
const STYLE: &str = include_str!("page/page.css");

/// The page's own modules, by their file names; `main.js` imports `./engine.js`, which whoever serves the page adds.
pub const MODULES: [(&str, &str); 6] = [
    ("main.js", include_str!("page/main.js")),
    ("papers.js", include_str!("page/papers.js")),
    ("reviewing.js", include_str!("page/reviewing.js")),
    ("viewer.js", include_str!("page/viewer.js")),
    ("dom.js", include_str!("page/dom.js")),
    ("texts.js", include_str!("page/texts.js")),
];

/// The document that the page offers to try: ours, in Word.
pub const SAMPLE: (&str, &[u8]) = ("exempel-policy.docx", include_bytes!("../../corpus/docx/exempel-policy.docx"));

/// What of the page differs with who serves it. Markup, put in as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame<'a> {
    /// For the page's head: policy, style, icon.
    pub head: &'a str,
    /// Items of its navigation.
    pub links: &'a str,
    /// Where the same page stands in the other language.
    pub other_href: &'a str,
    /// What starts its modules.
    pub scripts: &'a str,
}

/// The page's style: the reports' own, and what the page adds.
pub fn style() -> String {
    format!("{HTML_STYLE}\n{STYLE}")
}

/// The whole page.
pub fn page(language: Language, frame: Frame) -> String {
    let Frame { head, links, other_href, scripts } = frame;
    let (code, other_code) = match language {
        Language::Swedish => ("sv", "en"),
        Language::English => ("en", "sv"),
    };
    // A script element ends where its end stands, whatever it holds.
    let script = Say { texts: &TEXTS_OF_PAGE.script, language };
    let for_script: BTreeMap<&str, &str> = script.texts.keys().map(|key| (key.as_str(), script.text(key))).collect();
    let texts_json = serde_json::to_string(&for_script).unwrap_or_default().replace('<', "\\u003c");
    let own = [
        ("code", code),
        ("other_code", other_code),
        ("head", head),
        ("links", links),
        ("other_href", other_href),
        ("scripts", scripts),
        ("texts_json", &texts_json),
        ("statement_text", &statement::markup(language)),
    ];
    let words = Say { texts: &TEXTS_OF_PAGE.page, language };
    let mut out = String::with_capacity(TEMPLATE.len() * 2);
    let mut rest = TEMPLATE;
    while let Some((before, after)) = rest.split_once("{{") {
        let (key, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(before);
        match own.iter().find(|(name, _)| *name == key) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(words.text(key)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A text of those who answer the page; empty if there is none of that name.
pub fn words_of_server(key: &str, language: Language) -> &'static str {
    Say { texts: &TEXTS_OF_PAGE.server, language }.text(key)
}

/// A text with values in the places of `{names}`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Texts of one kind in one language.
#[derive(Clone, Copy)]
pub(super) struct Say {
    texts: &'static BTreeMap<String, Said>,
    language: Language,
}

impl Say {
    /// Those of the accessibility statement.
    pub fn statement(language: Language) -> Say {
        Say { texts: &TEXTS_OF_PAGE.statement, language }
    }

    /// A text; empty if there is none of that name.
    pub fn text(self, key: &str) -> &'static str {
        match (self.texts.get(key), self.language) {
            (Some(said), Language::Swedish) => &said.sv,
            (Some(said), Language::English) => &said.en,
            (None, _) => "",
        }
    }
}

#[derive(Deserialize)]
struct Said {
    sv: String,
    en: String,
}

#[derive(Deserialize, Default)]
struct Texts {
    page: BTreeMap<String, Said>,
    script: BTreeMap<String, Said>,
    server: BTreeMap<String, Said>,
    statement: BTreeMap<String, Said>,
}

/// Read once; that it can be read is tested.
static TEXTS_OF_PAGE: LazyLock<Texts> = LazyLock::new(|| toml::from_str(TEXTS).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    /// The names between two marks.
    fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
        text.split(open).skip(1).filter_map(|rest| rest.split_once(close).map(|(name, _)| name)).collect()
    }

    #[test]
    fn every_text_is_there_and_used_and_said_in_both_languages() {
        let texts: Texts = toml::from_str(TEXTS).unwrap();
        let own = ["code", "other_code", "head", "links", "other_href", "scripts", "texts_json", "statement_text"];
        let mut asked: Vec<&str> = between(TEMPLATE, "{{", "}}").into_iter().filter(|name| !own.contains(name)).collect();
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(texts.page.keys().map(String::as_str).collect::<Vec<_>>(), asked);

        let engines = [
            include_str!("../serve/engine.js"),
            include_str!("../wasm/page/core.js"),
            include_str!("../wasm/page/engine.js"),
            include_str!("../wasm/page/languages.js"),
        ];
        let scripts: String = MODULES.iter().map(|(_, module)| *module).chain(engines).collect();
        for (key, said) in &texts.script {
            let is_asked = scripts.contains(&format!("\"{key}\"")) || (key.starts_with("save_") && scripts.contains("save_${form}"));
            assert!(is_asked, "no module asks for {key}");
            assert_eq!(between(&said.sv, "{", "}").len(), between(&said.en, "{", "}").len(), "{key}");
        }
        for key in between(&scripts, "text(\"", "\"") {
            assert!(texts.script.contains_key(key), "a module asks for {key}");
        }
        for (key, said) in texts.page.iter().chain(&texts.script).chain(&texts.server).chain(&texts.statement) {
            assert!(!said.sv.is_empty() && !said.en.is_empty(), "{key}");
            assert!(said.sv != said.en || key == "save_md", "{key} says the same in both languages");
        }
    }

    #[test]
    fn the_page_is_whole_in_both_languages() {
        for (language, _) in Language::ALL {
            let frame = Frame { head: "<meta name=\"prov\">", links: "", other_href: "?lang=en", scripts: "<script></script>" };
            let page = page(language, frame);
            assert!(page.contains("<meta name=\"prov\">") && page.ends_with("</html>\n"), "{page}");
            assert!(!page.contains("{{") && !page.contains("}}"), "{page}");
        }
    }
}
