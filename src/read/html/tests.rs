//! Pages of every kind, and what they become.

use super::read;
use crate::read::Limits;
use crate::read::testing::outline;
use crate::text::{Document, Format, Origin, ProblemCode};
use std::time::{Duration, Instant};

fn document(bytes: &[u8]) -> Document {
    let origin = Origin { name: "prov.html".into(), format: Format::Html, title: None, producer: None };
    read(bytes, origin, &Limits::default()).unwrap()
}

fn blocks(text: &str) -> Vec<String> {
    outline(&document(text.as_bytes()))
}

#[test]
fn the_common_elements() {
    let page = "<!DOCTYPE html><html lang=sv><head><title>Plan &ndash; Granbo</title><meta name=Generator content='Skrivaren'><style>p{}</style></head><body>\
        <h1>Plan <em>A</em></h1><p>Ett stycke\n  med &aring;, &#228; och &ouml;.<br>Ny rad.</p>\
        <blockquote><p>Sagt av n&aring;gon.</p></blockquote><p>Nämnden ska:</p>\
        <ul><li>lyssna<ul><li>på barn</li></ul></li><li><p>svara</p><p>Mer om det.</p></li></ul>\
        <ol start=3 type=a><li>tredje<li>fjärde<li value=7>sjunde</ol><ol reversed><li>två<li>ett</ol>\
        <figure><img alt=Bild><figcaption>Figur 1</figcaption></figure><pre>rad ett\nrad två</pre>\
        <script>nej()</script><template>nej</template><noscript>nej</noscript><select><option>nej</select>\
        <p hidden>nej</p><p style='DISPLAY : none'>nej</p><div hidden=until-found>Utfälld.</div>\
        <p>Sök <i aria-hidden=true>zoom</i>här.</p><div aria-hidden=true><p>Hopfälld del.</p></div></body></html>";
    let d = document(page.as_bytes());
    assert_eq!(
        outline(&d),
        [
            "h1 Plan A",
            "p Ett stycke med å, ä och ö. Ny rad.",
            "Quote Sagt av någon.",
            "p Nämnden ska:",
            "li0 lyssna",
            "li1 på barn",
            "li0 svara",
            "p Mer om det.",
            "li0 c. tredje",
            "li0 d. fjärde",
            "li0 g. sjunde",
            "li0 2. två",
            "li0 1. ett",
            "Caption Figur 1",
            "p rad ett rad två",
            "p Utfälld.",
            "p Sök här.",
            "p Hopfälld del.",
        ]
    );
    assert_eq!((d.origin().title.as_deref(), d.origin().producer.as_deref()), (Some("Plan – Granbo"), Some("Skrivaren")));
}

#[test]
fn tables_keep_their_columns() {
    let table = "<table><caption>Åtgärder</caption><thead><tr><th>Mål<th>Åtgärd<th>När</thead>\
        <tr><td rowspan=2>Mål 1<td>a<td>2027<tr><td>b<td>2028<tr><td colspan=2>bred<td>2029</table>\
        <table><tr><th>Namn</th><td>Plan</td></tr><tr><th>Ägare</th><td>Nämnden</td></tr></table>";
    assert_eq!(
        blocks(table),
        [
            "Caption Åtgärder",
            "th0 Mål|Åtgärd|När",
            "tr0 Mål 1|a|2027",
            "tr0 |b|2028",
            "tr0 bred||2029",
            "tr1 Namn|Plan",
            "tr1 Ägare|Nämnden",
        ]
    );
}

#[test]
fn notes_stand_apart_and_their_signs_stay_out() {
    let page = "<p>Barn<a href=#fn1 role=doc-noteref><sup>1</sup></a> har rätt<sup><a href='plan.html#n2'>[2]</a></sup> till 10<sup>2</sup> <a href=#s>3</a>.</p>\
        <div id=sdfootnote1><p><a href=#sdfootnote1anc>1</a>Under 18 år.</p></div>\
        <section class='x footnotes'><ol><li><p>Andra noten.<a href=#b role=doc-backlink>↩</a></p></li></ol></section>";
    assert_eq!(blocks(page), ["p Barn har rätt till 102 3.", "Footnote Under 18 år.", "Footnote Andra noten."]);
}

#[test]
fn tables_that_only_lay_out_are_text() {
    let page = "<table><tr><td><h2>Mål</h2><p>Text.</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>\
        <table role=presentation><tr><td>Ett.</td><td>Två.</td></tr></table>";
    assert_eq!(blocks(page), ["h2 Mål", "p Text.", "tr0 a|b", "p Ett.", "p Två."]);
}

#[test]
fn the_subject_is_told_from_what_stands_around_it() {
    let page = "<body><a href=#x>Hoppa till innehåll</a><header><h2>Granbo kommun</h2><nav><ul><li>Skola</ul></nav></header>\
        <main><h1>Barnets bästa</h1><aside>Faktaruta.</aside><p>Alla barn har rätt att höras.</p><nav>På sidan</nav></main>\
        <div>Kakor används.</div><footer>Kontakt</footer>";
    assert_eq!(
        blocks(page),
        [
            "Marginal Hoppa till innehåll",
            "Marginal Granbo kommun",
            "Marginal Skola",
            "h1 Barnets bästa",
            "p Faktaruta.",
            "p Alla barn har rätt att höras.",
            "Marginal På sidan",
            "Marginal Kakor används.",
            "Marginal Kontakt",
        ]
    );
    // A main element that holds next to nothing is not believed; an only article with most of the text is.
    assert_eq!(blocks("<main>x</main><p>Här står all text på sidan.</p>")[1], "p Här står all text på sidan.");
    let article = "<div>Meny</div><article><header><h1>Nyhet</h1></header><p>Beslutet är fattat.</p></article>";
    assert_eq!(blocks(article), ["Marginal Meny", "h1 Nyhet", "p Beslutet är fattat."]);
    let two = "<p>Inledning.</p><article><p>Ett.</p></article><article><p>Två.</p></article>";
    assert_eq!(blocks(two), ["p Inledning.", "p Ett.", "p Två."]);
}

#[test]
fn encodings_by_mark_by_word_and_by_guess() {
    let page = |meta: &str| format!("<html><head>{meta}</head><body><p>Åtgärder för jämställdhet på fritidsgårdar i år.</p></body></html>");
    let expected = "Åtgärder för jämställdhet på fritidsgårdar i år.";
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let mac = |text: &str| encoding_rs::MACINTOSH.encode(text).0.into_owned();
    let wide = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    for (bytes, problems) in [
        (page("").into_bytes(), 0),
        // What the bytes are goes before what the page says.
        (page("<meta charset=iso-8859-1>").into_bytes(), 0),
        (latin(&page("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>")), 0),
        (mac(&page("<meta charset='macintosh'>")), 0),
        (latin(&page("")), 1),
        (latin(&page("<meta charset=utf-8>")), 1),
        (wide(&page("")), 0),
    ] {
        let d = document(&bytes);
        assert_eq!((d.text(), d.problems().len()), (expected, problems));
    }
}

#[test]
fn xhtml_and_pages_saved_by_word() {
    let page = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\
        <head><title>Titel</title><script src=\"a.js\" /></head><body><p>Text.</p><p/><p>Mer.</p></body></html>";
    assert_eq!(blocks(page), ["p Text.", "p Mer."]);
    let word = "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span><![endif]>barn</p>\
        <p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>först<o:p></o:p></p>";
    assert_eq!(blocks(word), ["li1 barn", "li0 1. först"]);
}

#[test]
fn broken_and_hostile_pages_are_bounded() {
    let start = Instant::now();
    assert_eq!(blocks("<p>ett<b>två<p>tre</i></b><td>fyra<li>fem"), ["p etttvå", "p trefyra", "li0 fem"]);
    assert_eq!(document(b"<html>").problems()[0].code, ProblemCode::NoText);
    let wide = "<table><tr><td colspan=999999999 rowspan=999999999>a<td rowspan=0>b<tr><td>c</table>";
    assert!(document(wide.as_bytes()).text().lines().all(|row| row.matches('\t').count() < 70));
    for element in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<font size=1><p>", "<svg>", "<a><b>"] {
        let d = document(format!("<p>Text.{}slut", element.repeat(200_000)).as_bytes());
        assert!(d.text().starts_with("Text."), "{element}");
    }
    let different: String = (0..20_000).map(|n| format!("<font size={n}>")).collect();
    let d = document(format!("<p>Text.{different}{}", "<p>a".repeat(20_000)).as_bytes());
    assert_eq!(d.problems()[0].code, ProblemCode::LimitReached);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
