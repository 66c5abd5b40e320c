//! Presentations built part by part, small enough to see what is tested.

use super::read;
use crate::read::Limits;
use crate::read::testing::{outline, zipped};
use crate::text::{Document, Format, Origin, Place, Problem, ProblemCode};
use std::time::{Duration, Instant};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMES: &str = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

fn part(root: &str, inner: &str) -> String {
    format!("<?xml version=\"1.0\"?><p:{root} {NAMES}>{inner}</p:{root}>")
}

fn slide(shapes: &str) -> String {
    part("sld", &format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"))
}

/// A shape with a placeholder (its attributes; none for a plain box) and paragraphs.
fn shape(placeholder: &str, paragraphs: &str) -> String {
    let holder = if placeholder.is_empty() { String::new() } else { format!("<p:ph {placeholder}/>") };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"1\" name=\"x\"/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
}

fn p(properties: &str, text: &str) -> String {
    format!("<a:p><a:pPr {properties}</a:pPr><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>")
}

fn plain(text: &str) -> String {
    format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
}

fn relationships(all: &[(&str, &str, &str)]) -> String {
    let inner: String =
        all.iter().map(|(id, kind, target)| format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")).collect();
    format!("<Relationships>{inner}</Relationships>")
}

/// A presentation of these slides, shown in this order; the first has the layout and what the other parts are.
fn pptx(slides: &[String], others: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let ids: String = (0..slides.len()).map(|n| format!("<p:sldId id=\"{}\" r:id=\"s{n}\"/>", 256 + n)).collect();
    let main = part("presentation", &format!("<p:sldIdLst>{ids}</p:sldIdLst>"));
    // Names run against the order, which only the list tells.
    let names: Vec<String> = (0..slides.len()).map(|n| format!("slides/slide{}.xml", 90 - n)).collect();
    let targets: Vec<(String, &String)> = names.iter().enumerate().map(|(n, name)| (format!("s{n}"), name)).collect();
    let targets: Vec<(&str, &str, &str)> = targets.iter().map(|(id, name)| (id.as_str(), "slide", name.as_str())).collect();
    let own: Vec<(&str, &str, String)> = others.iter().map(|(id, kind, name, _)| (*id, *kind, format!("../{name}"))).collect();
    let own: Vec<(&str, &str, &str)> = own.iter().map(|(id, kind, name)| (*id, *kind, name.as_str())).collect();
    let mut parts: Vec<(String, String)> = vec![
        ("_rels/.rels".into(), relationships(&[("a", "officeDocument", "ppt/presentation.xml")])),
        ("ppt/presentation.xml".into(), main),
        ("ppt/_rels/presentation.xml.rels".into(), relationships(&targets)),
        ("ppt/slides/_rels/slide90.xml.rels".into(), relationships(&own)),
        ("ppt/layouts/_rels/layout1.xml.rels".into(), relationships(&[("m", "slideMaster", "../masters/master1.xml")])),
    ];
    parts.extend(names.iter().zip(slides).map(|(name, text)| (format!("ppt/{name}"), text.clone())));
    parts.extend(others.iter().map(|(_, _, name, text)| (format!("ppt/{name}"), (*text).to_owned())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zipped(&parts)
}

fn try_read(bytes: &[u8], limits: &Limits) -> Result<Document, Problem> {
    read(bytes, Origin { name: "prov.pptx".into(), format: Format::Pptx, title: None, producer: None }, limits)
}

#[track_caller]
fn document(slides: &[String], others: &[(&str, &str, &str, &str)]) -> Document {
    try_read(&pptx(slides, others), &Limits::default()).unwrap()
}

#[test]
fn slides_are_pages_in_the_order_shown() {
    let hidden =
        slide(&shape("type=\"title\"", &plain("Dold"))).replace("<p:cSld>", "<p:cSld >").replacen("<p:sld ", "<p:sld show=\"0\" ", 1);
    let slides = [
        slide(
            &(shape("type=\"subTitle\" idx=\"1\"", &plain("Underrubrik"))
                + &shape("type=\"ctrTitle\"", "<a:p><a:r><a:t>Barns</a:t></a:r><a:br/><a:r><a:t>rätt</a:t></a:r></a:p>")),
        ),
        slide(
            &(shape("type=\"title\"", &plain("Mål"))
                + &shape("type=\"sldNum\"", &plain("2"))
                + &shape("type=\"ftr\"", &plain("Granbo kommun"))),
        ),
        hidden,
        slide("<p:pic/>"),
    ];
    let d = document(&slides, &[]);
    assert_eq!(outline(&d), ["h1 Barns rätt", "p Underrubrik", "h2 Mål", "Marginal 2", "Marginal Granbo kommun", "h2 Dold"]);
    assert_eq!(d.pages().iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(d.slice(d.pages()[2].span), "Dold");
    let problems: Vec<_> = d.problems().iter().map(|p| (p.code, p.place.clone())).collect();
    assert_eq!(problems, [(ProblemCode::ScannedPage, Place::Page(4)), (ProblemCode::HiddenPage, Place::Page(3))]);
}

#[test]
fn bullets_come_from_paragraph_shape_layout_and_master() {
    let master = part(
        "sldMaster",
        "<p:cSld><p:spTree><p:sp><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr><p:txBody><a:lstStyle/></p:txBody></p:sp></p:spTree></p:cSld>\
         <p:txStyles><p:titleStyle/><p:bodyStyle><a:lvl1pPr><a:buChar char=\"•\"/></a:lvl1pPr><a:lvl2pPr><a:buChar char=\"–\"/></a:lvl2pPr></p:bodyStyle></p:txStyles>",
    );
    let layout = part(
        "sldLayout",
        "<p:cSld><p:spTree><p:sp><p:nvPr><p:ph idx=\"1\"/></p:nvPr><p:txBody><a:lstStyle/></p:txBody></p:sp>\
         <p:sp><p:nvPr><p:ph type=\"body\" idx=\"13\"/></p:nvPr><p:txBody><a:lstStyle><a:lvl1pPr><a:buNone/></a:lvl1pPr></a:lstStyle></p:txBody></p:sp></p:spTree></p:cSld>",
    );
    let body = plain("Lyssna")
        + &p("lvl=\"1\">", "på barn")
        + &p("><a:buNone/>", "Utan punkt")
        + &p("><a:buAutoNum type=\"arabicPeriod\"/>", "först")
        + &p("><a:buAutoNum type=\"arabicPeriod\"/>", "sedan");
    let shapes = shape("idx=\"1\"", &body)
        + &shape("type=\"body\" idx=\"13\"", &plain("Löpande text."))
        + &shape("", &(plain("I en ruta.") + &p("><a:buChar char=\"•\"/>", "med punkt")));
    let d = document(
        &[slide(&shapes)],
        &[("l", "slideLayout", "layouts/layout1.xml", &layout), ("x", "other", "masters/master1.xml", &master)],
    );
    assert_eq!(
        outline(&d),
        ["li0 Lyssna", "li1 på barn", "p Utan punkt", "li0 1. först", "li0 2. sedan", "p Löpande text.", "p I en ruta.", "li0 med punkt"]
    );
}

#[test]
fn tables_groups_smartart_charts_and_notes() {
    let cell = |text: &str, more: &str| format!("<a:tc{more}><a:txBody>{}</a:txBody><a:tcPr/></a:tc>", plain(text));
    let table = format!(
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid><a:gridCol/><a:gridCol/></a:tblGrid>\
         <a:tr>{}{}</a:tr><a:tr>{}{}</a:tr><a:tr>{}{}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        cell("Åtgärd", ""),
        cell("Ansvarig", ""),
        cell("Utbilda", ""),
        cell("Rektor", ""),
        cell("bred", " gridSpan=\"2\""),
        cell("", " hMerge=\"1\""),
    );
    let group = format!("<p:grpSp><p:grpSp>{}</p:grpSp></p:grpSp>", shape("", &plain("I grupp.")));
    let foreign = "<p:graphicFrame><dgm:relIds r:dm=\"d\"/></p:graphicFrame><p:graphicFrame><c:chart r:id=\"c\"/></p:graphicFrame>";
    let hidden = shape("", &plain("Syns inte")).replace("name=\"x\"", "name=\"x\" hidden=\"1\"");
    let diagram = format!(
        "<dgm:dataModel {NAMES}><dgm:pt type=\"node\"><dgm:t>{}</dgm:t></dgm:pt><dgm:pt type=\"pres\"><dgm:t>{}</dgm:t></dgm:pt></dgm:dataModel>",
        plain("Steg ett"),
        plain("nej")
    );
    let chart =
        format!("<c:chartSpace {NAMES}><c:title><c:rich>{}</c:rich></c:title><c:v>4711</c:v></c:chartSpace>", plain("Elever per år"));
    let notes = part(
        "notes",
        &(shape("type=\"sldNum\"", &plain("7")) + &shape("type=\"body\" idx=\"1\"", &(plain("Säg hej.") + &plain("Och tack.")))),
    );
    let d = document(
        &[slide(&(table + &group + &hidden + foreign))],
        &[
            ("d", "diagramData", "diagrams/data1.xml", &diagram),
            ("c", "chart", "charts/chart1.xml", &chart),
            ("n", "notesSlide", "notesSlides/n1.xml", &notes),
        ],
    );
    assert_eq!(
        outline(&d),
        [
            "th0 Åtgärd|Ansvarig",
            "tr0 Utbilda|Rektor",
            "tr0 bred|",
            "p I grupp.",
            "p Steg ett",
            "Caption Elever per år",
            "Footnote Säg hej.",
            "Footnote Och tack.",
        ]
    );
    assert_eq!(d.problems(), []);
}

#[test]
fn broken_slides_are_named_and_the_others_read() {
    let good = slide(&shape("", &plain("Text.")));
    let cut = good[..good.len() - 20].to_owned();
    let foreign = slide("<p:graphicFrame><dgm:relIds r:dm=\"finns-ej\"/></p:graphicFrame>");
    let d = document(&[cut, good.clone(), foreign, "<x/>".into()], &[]);
    let parts: Vec<_> = d.problems().iter().map(|p| (p.code, p.place.clone())).collect();
    let missing = |name: &str| (ProblemCode::MissingPart, Place::Part(name.into()));
    assert_eq!(d.text(), "Text.");
    assert_eq!(parts, [missing("finns-ej"), missing("ppt/slides/slide87.xml"), missing("ppt/slides/slide90.xml")]);
    let few = Limits { max_pages: 1, ..Limits::default() };
    let d = try_read(&pptx(&[good.clone(), good], &[]), &few).unwrap();
    assert_eq!((d.pages().len(), d.problems()[0].code), (1, ProblemCode::Truncated));
    assert_eq!(try_read(&zipped(&[("ppt/presentation.xml", b"<x/>")]), &few).unwrap_err().code, ProblemCode::Damaged);
    assert_eq!(try_read(&zipped(&[("a.txt", b"x")]), &few).unwrap_err().code, ProblemCode::Damaged);
}

#[test]
fn bombs_and_nesting_are_bounded() {
    let start = Instant::now();
    let small = Limits { max_unpacked: 4 << 20, ..Limits::default() };
    let bomb = slide(&shape("", &plain(&"a".repeat(3 << 20))));
    let deep = slide(&"<p:grpSp>".repeat(100_000));
    for limits in [&small, &Limits::default()] {
        let d = try_read(&pptx(&[slide(&shape("", &plain("Text."))), deep.clone()], &[]), limits).unwrap();
        assert_eq!((d.text(), d.problems()[0].code), ("Text.", ProblemCode::LimitReached));
    }
    let d = try_read(&pptx(&[slide(&shape("", &plain("Text."))), bomb], &[]), &small).unwrap();
    assert_eq!((d.text(), d.problems()[0].code), ("Text.", ProblemCode::LimitReached));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
