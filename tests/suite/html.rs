//! The report for browsers: a page that a parser has nothing to say of, whose links all lead somewhere, and in which documents stay text.

use std::cell::RefCell;
use std::collections::BTreeSet;

use genomsyra::outcome::Outcome;
use genomsyra::report::{Format, Language, Options, write_outcomes};
use genomsyra::run::Analyser;
use genomsyra::text::{DocumentBuilder, Format as FileFormat, Origin, PageStart, Place, Problem, ProblemCode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::helpers::{analyse, rules, unreadable, version};

const STRATEGY: &str = include_str!("../../corpus/documents/jamstalldhetsstrategi-region-vastmark.md");
const PROGRAMME: &str = include_str!("../../corpus/documents/program-manskliga-rattigheter-granlida.md");
const SILENT: &str = include_str!("../../corpus/documents/va-plan-vitgarn.md");

/// A document with pages, tables and lists, of which one page is an image, whose every text tries to be markup.
fn hostile() -> Outcome {
    let evil = "</p></mark></section><script>document.title='x'</script><img src=x onerror=alert(1)>\" onload='x'";
    let mut builder = DocumentBuilder::new(Origin {
        name: format!("{evil}.pdf"),
        format: FileFormat::Pdf,
        title: Some(format!("Titel {evil}")),
        producer: Some(evil.into()),
    });
    for number in 1..=3 {
        builder.begin_page(PageStart { number, label: Some(format!("<b>{number}")) });
        match number {
            1 => {
                builder.heading(1, &format!("Plan för barnets rättigheter {evil}"));
                builder.heading(3, &format!("Mål {evil}"));
                builder.paragraph(&format!("Socialnämnden ska varje år redovisa hur barnets bästa har prövats {evil} \u{0}\u{202e}."));
                builder.paragraph(&format!("Det bör {evil} om möjligt finnas stöd för jämställdhet, men medel saknas för tillgänglighet."));
            }
            2 => builder.problem(Problem::warning(ProblemCode::ScannedPage, Place::Page(number), evil)),
            _ => builder.paragraph(&format!("Ingen får diskrimineras på grund av kön eller ålder {evil}.")),
        }
    }
    let analysis = Analyser::new(rules()).judge(builder.finish());
    Outcome { name: format!("{evil}.pdf"), bytes: 4096, sha256: "1".repeat(64), rules: version(), result: Ok(analysis) }
}

fn page(outcomes: &[Outcome], options: &Options) -> String {
    let mut out = Vec::new();
    write_outcomes(outcomes, rules(), Format::Html, options, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// A start tag with its attributes.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }
}

/// What the parser saw: start tags, text outside script and style, and everything that is wrong.
#[derive(Default)]
struct Seen {
    elements: Vec<Element>,
    open: Vec<String>,
    text: String,
    wrong: Vec<String>,
}

#[derive(Default)]
struct Sink(RefCell<Seen>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut seen = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let attributes = tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                seen.elements.push(Element { name: name.clone(), attributes });
                let raw = match name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" => Some(RawKind::Rawtext),
                    "title" => Some(RawKind::Rcdata),
                    _ => None,
                };
                // These two have no end tag.
                if !matches!(name.as_str(), "meta" | "input") {
                    seen.open.push(name);
                }
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::TagToken(tag) => {
                let open = seen.open.pop();
                // Cells stand apart though nothing is written between them.
                if matches!(&*tag.name, "td" | "th") {
                    seen.text.push(' ');
                }
                if open.as_deref() != Some(&*tag.name) {
                    seen.wrong.push(format!("line {line}: </{}> closes {open:?}", tag.name));
                }
            }
            Token::CharacterTokens(text) => {
                if !seen.open.last().is_some_and(|open| open == "script" || open == "style") {
                    seen.text.push_str(&text);
                }
            }
            Token::NullCharacterToken => seen.wrong.push(format!("line {line}: a null character")),
            Token::CommentToken(_) => seen.wrong.push(format!("line {line}: a comment")),
            Token::ParseError(error) => seen.wrong.push(format!("line {line}: {error}")),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

fn parse(html: &str) -> Seen {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut seen = tokenizer.sink.0.take();
    let open = seen.open.join(", ");
    if !open.is_empty() {
        seen.wrong.push(format!("never closed: {open}"));
    }
    seen
}

/// Everything that holds for every page.
#[track_caller]
fn sound(html: &str) -> Seen {
    let seen = parse(html);
    assert!(seen.wrong.is_empty(), "{:#?}", seen.wrong);
    let mut ids = BTreeSet::new();
    for id in seen.elements.iter().filter_map(|e| e.get("id")) {
        assert!(ids.insert(id), "two elements are called {id}");
        assert!(!id.contains(char::is_whitespace), "{id}");
    }
    for element in &seen.elements {
        if let Some(href) = element.get("href") {
            let target = href.strip_prefix('#').unwrap_or_else(|| panic!("{href} leads out of the page"));
            assert!(ids.contains(target), "{href} leads nowhere");
        }
        for attribute in ["aria-labelledby", "for"] {
            assert!(element.get(attribute).is_none_or(|id| ids.contains(id)), "{:?}", element.get(attribute));
        }
        assert!(element.get("src").is_none() && element.get("style").is_none(), "<{}> fetches or styles by itself", element.name);
        assert!(element.attributes.iter().all(|(name, _)| !name.starts_with("on")), "<{}> runs something", element.name);
        let dangerous = ["img", "link", "iframe", "object", "embed", "base"];
        assert!(!dangerous.contains(&element.name.as_str()), "<{}> in the page", element.name);
        assert!(element.name != "th" || element.get("scope").is_some(), "a heading of a table without scope");
    }
    let count = |name: &str| seen.elements.iter().filter(|e| e.name == name).count();
    for name in ["html", "head", "title", "body", "main", "h1", "script", "style", "footer"] {
        assert_eq!(count(name), 1, "<{name}>");
    }
    assert_eq!(count("table"), count("caption"), "every table has its caption");
    // Headings go down one step at a time.
    let mut last = 0;
    for element in &seen.elements {
        if let Some(level) = element.name.strip_prefix('h').and_then(|n| n.parse::<usize>().ok()) {
            assert!(level <= last + 1, "<h{level}> after <h{last}>");
            last = level;
        }
    }
    seen
}

fn options(language: Language) -> Options {
    Options { language, ..Options::default() }
}

#[test]
fn every_page_is_sound() {
    let outcomes = [
        analyse("strategi.md", STRATEGY),
        analyse("program.md", PROGRAMME),
        analyse("va-plan.md", SILENT),
        analyse("tom.md", ""),
        analyse("rubrik.md", "# Bara en rubrik\n"),
        unreadable(),
        hostile(),
    ];
    for (language, code) in Language::ALL {
        for quotes in [true, false] {
            let options = Options { quotes, ..options(language) };
            for outcome in &outcomes {
                let seen = sound(&page(std::slice::from_ref(outcome), &options));
                let html = seen.elements.iter().find(|e| e.name == "html").expect("a root");
                assert_eq!(html.get("lang"), Some(code));
            }
            sound(&page(&outcomes, &options));
        }
    }
}

#[test]
fn a_report_has_its_parts_in_order() {
    let parts = |text: &str| -> Vec<String> {
        let html = page(&[analyse("strategi.md", text)], &options(Language::Swedish));
        let seen = parse(&html);
        seen.elements.iter().filter(|e| e.name == "section").filter_map(|e| e.get("id")).map(|id| id.replace("d1-", "")).collect()
    };
    assert_eq!(
        parts(STRATEGY),
        [
            "omdome",
            "rutnat",
            "omraden",
            "kedja",
            "grunder",
            "skarpa",
            "lagar",
            "plikter",
            "raknades-inte",
            "poang",
            "vyer",
            "text",
            "metod"
        ]
    );
    // A document that says nothing has no chain.
    assert!(!parts(SILENT).contains(&"kedja".to_string()) && parts(SILENT).contains(&"rutnat".to_string()));
}

#[test]
fn the_verdict_is_that_of_the_outcome() {
    let outcome = analyse("program.md", PROGRAMME);
    let score = outcome.result.as_ref().expect("read").score.clone().expect("judged");
    let swedish = parse(&page(std::slice::from_ref(&outcome), &options(Language::Swedish))).text;
    assert!(swedish.contains(&format!("Nivå {} av 5", score.maturity.level)));
    assert!(swedish.contains(&format!("{:.1} av 100 poäng", score.value).replace('.', ",")), "{}", score.value);
    let english = parse(&page(std::slice::from_ref(&outcome), &options(Language::English))).text;
    assert!(english.contains(&format!("Level {} of 5", score.maturity.level)) && english.contains(&format!("{:.1} of 100", score.value)));
    assert!(swedish.contains(rules().hash()) && swedish.contains(&outcome.sha256));
}

#[test]
fn what_is_not_mentioned_is_apart_from_what_is_not_asked_for() {
    let cells = |text: &str| {
        let seen = parse(&page(&[analyse("dokument.md", text)], &options(Language::Swedish)));
        let count = |class: &str| seen.elements.iter().filter(|e| e.name == "td" && e.get("class") == Some(class)).count();
        (count("missing"), count("irrelevant"))
    };
    // The strategy is aimed at one area, the programme at all.
    let (missing, irrelevant) = cells(STRATEGY);
    assert!(missing == 0 && irrelevant > 10, "{missing}, {irrelevant}");
    let (missing, irrelevant) = cells(PROGRAMME);
    assert!(missing > 0 && irrelevant == 0, "{missing}, {irrelevant}");
}

#[test]
fn every_sentence_that_counts_is_marked_with_its_level_and_leads_back() {
    let outcome = analyse("strategi.md", STRATEGY);
    let analysis = outcome.result.as_ref().expect("read");
    let seen = sound(&page(std::slice::from_ref(&outcome), &options(Language::Swedish)));
    let marks: Vec<&Element> = seen.elements.iter().filter(|e| e.name == "mark" && e.get("data-unit").is_some()).collect();
    let counts = analysis.findings.units.iter().filter(|u| u.eligible && u.steering.level >= 1);
    let (own, carried): (Vec<_>, Vec<_>) =
        counts.filter(|u| !(u.areas.is_empty() && u.inherited.is_empty())).partition(|u| !u.areas.is_empty());
    let score = analysis.score.as_ref().expect("judged");
    assert_eq!((own.len(), carried.len()), (score.references, score.chain_units));
    assert_eq!(marks.len(), own.len() + carried.len());
    assert!(marks.iter().all(|m| m.get("data-level").is_some() && m.get("data-areas").is_some_and(|a| !a.is_empty())));
    for unit in 0..analysis.document.units().len() {
        let id = format!("d1-u{unit}");
        assert!(seen.elements.iter().any(|e| e.get("id") == Some(&id)), "{id}");
    }
    // Every mark is followed by its level in words and a link to each area: as many links as areas.
    let back = seen.elements.iter().filter(|e| e.get("href").is_some_and(|href| href.starts_with("#d1-omrade-"))).count();
    let areas: usize = own.iter().map(|u| u.areas.len()).chain(carried.iter().map(|u| u.inherited.len())).sum();
    assert!(back >= areas, "{back} links back for {areas} areas");
}

#[test]
fn the_text_comes_along_whole() {
    let seen = parse(&page(&[analyse("program.md", PROGRAMME)], &options(Language::Swedish)));
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_string).collect::<Vec<_>>();
    let start = seen.text.find("Dokumentets text med fynden").expect("the contents name it");
    let shown: BTreeSet<String> = words(&seen.text[start..]).into_iter().collect();
    for word in words(PROGRAMME) {
        assert!(shown.contains(&word), "{word} is lost");
    }
}

#[test]
fn a_document_stays_text() {
    for quotes in [true, false] {
        let html = page(&[hostile()], &Options { quotes, ..options(Language::Swedish) });
        let seen = sound(&html);
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>document.title"));
        assert!(!html.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
        // It reads as it stands.
        assert!(seen.text.contains("<script>document.title='x'</script>"));
        let policy = seen.elements.iter().find(|e| e.get("http-equiv").is_some()).and_then(|e| e.get("content")).expect("a policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    }
}

#[test]
fn without_quotes_no_text_of_the_document_leaves() {
    let secret = "zxqv";
    let text: Vec<String> = STRATEGY
        .lines()
        .map(|l| if l.is_empty() || l.starts_with("|-") { l.to_string() } else { l.replacen(' ', &format!(" {secret} "), 1) })
        .collect();
    let outcomes = [analyse("strategi.md", text.join("\n")), analyse("plan.md", text.join("\n"))];
    for outcomes in [&outcomes[..1], &outcomes[..]] {
        let shown = options(Language::Swedish);
        assert!(page(outcomes, &shown).contains(secret));
        let hidden = page(outcomes, &Options { quotes: false, ..shown });
        assert!(!hidden.contains(secret) && !hidden.contains("barnmorskemottagning") && !hidden.contains("id=\"d1-text\""));
    }
}

#[test]
fn several_documents_stand_under_one_table() {
    let outcomes = [analyse("strategi.md", STRATEGY), unreadable(), analyse("program.md", PROGRAMME)];
    let seen = sound(&page(&outcomes, &options(Language::Swedish)));
    for (number, outcome) in outcomes.iter().enumerate() {
        let id = format!("#d{}", number + 1);
        assert!(seen.elements.iter().any(|e| e.get("href") == Some(&id)) && seen.text.contains(&outcome.name));
    }
    assert!(seen.text.contains("kunde inte granskas") && seen.text.contains("KUNDE INTE GRANSKAS"));
    assert_eq!(seen.elements.iter().filter(|e| e.name == "nav").count(), 2);
}

#[test]
fn the_same_outcomes_give_the_same_bytes() {
    let once = page(&[analyse("strategi.md", STRATEGY), hostile()], &options(Language::English));
    assert_eq!(once, page(&[analyse("strategi.md", STRATEGY), hostile()], &options(Language::English)));
}
