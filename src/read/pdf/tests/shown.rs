//! What is shown and what is not: layers, fields, boxes, recognised text, text drawn as outlines.

use super::*;

fn text(x: i32, y: i32, text: &str) -> String {
    format!("BT /F1 11 Tf {x} {y} Td ({text}) Tj ET ")
}

#[test]
fn hidden_layers_are_left_out() {
    let page = resources("/Properties<</A 10 0 R/B 11 0 R/C<</Type/OCMD/OCGs[10 0 R 11 0 R]/P/AllOn>>>>");
    let layers = "/OCProperties<</OCGs[10 0 R 11 0 R]/D<</OFF[11 0 R]>>>>";
    let groups = [(10, "<</Type/OCG/Name(A)>>".to_owned()), (11, "<</Type/OCG/Name(B)>>".to_owned())];
    let content = ["A", "B", "C"].map(|layer| format!("/OC /{layer} BDC {}EMC ", text(72, 700, &format!("Lager {layer}."))));
    assert_eq!(one_page(layers, &page, &content.concat(), &groups).text(), "Lager A.");
    let all_off = "/OCProperties<</OCGs[10 0 R 11 0 R]/D<</BaseState/OFF/ON[11 0 R]>>>>";
    assert_eq!(one_page(all_off, &page, &content.concat(), &groups).text(), "Lager B.");
}

#[test]
fn values_of_fields_are_read_where_the_viewer_draws_them() {
    let annotations = "/Annots[<</Subtype/Widget/Rect[72 650 300 670]/Parent 10 0 R>>\
                       <</Subtype/Widget/FT/Tx/Ff 8192/V(hemligt)/Rect[72 600 300 620]>>\
                       <</Subtype/FreeText/Contents(Anteckning)/Rect[72 550 300 570]>>\
                       <</Subtype/Text/Contents(Kommentar)/Rect[72 500 300 520]>>]";
    let field = [(10, "<</FT/Tx/V(Socialn\\344mnden)>>".to_owned())];
    let d = one_page("", &(resources("") + annotations), &text(72, 700, "Ansvarig:"), &field);
    assert!(d.text().contains("Ansvarig:") && d.text().contains("Socialnämnden") && d.text().contains("Anteckning"), "{}", d.text());
    assert!(!d.text().contains("hemligt") && !d.text().contains("Kommentar"), "{}", d.text());
}

#[test]
fn text_outside_the_visible_box_is_left_out() {
    let content = text(72, 700, "Planen g\\344ller alla skolor.") + &text(72, 20, "utanf\\366r");
    let d = one_page("", &(resources("") + "/CropBox[0 100 595 842]"), &content, &[]);
    assert_eq!(d.text(), "Planen gäller alla skolor.");
}

#[test]
fn pages_that_lie_on_their_side() {
    let content = "BT /F1 11 Tf 0 1 -1 0 200 72 Tm (Sidan ligger ned.) Tj 0 1 -1 0 220 72 Tm (Andra raden.) Tj ET";
    let d = one_page("", &(resources("") + "/Rotate 90"), content, &[]);
    assert_eq!(d.text().split_whitespace().collect::<Vec<_>>().join(" "), "Sidan ligger ned. Andra raden.");
}

#[test]
fn recognised_text_is_read_and_said() {
    let page = resources("/XObject<</I1 10 0 R>>");
    let image = [(10, stream("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x"))];
    let content = format!("q 595 0 0 842 0 0 cm /I1 Do Q 3 Tr {}", text(72, 700, "Alla barn har samma v\\344rde."));
    let d = one_page("", &page, &content, &image);
    assert_eq!((d.text(), codes(&d)), ("Alla barn har samma värde.", vec![ProblemCode::RecognisedText]));
}

#[test]
fn letters_drawn_as_outlines_are_said() {
    let letter = |x: usize, y: usize| format!("{x} {y} m {} {y} l {} {} {x} {} {x} {} c h f ", x + 5, x + 5, y + 8, y + 8, y + 8);
    let content: String =
        (0..10).flat_map(|row| (0..40).map(move |column| (72 + 8 * column, 700 - 14 * row))).map(|(x, y)| letter(x, y)).collect();
    let d = one_page("", &resources(""), &content, &[]);
    assert!(codes(&d).contains(&ProblemCode::SparseText), "{:?}", d.problems());
    // A drawing of as many shapes in no rows is none.
    let scattered: String = (0..400).map(|n| letter(72 + n, 100 + (n * 37) % 601)).collect();
    assert!(!codes(&one_page("", &resources(""), &(scattered + &text(72, 780, "Karta")), &[])).contains(&ProblemCode::SparseText));
}
