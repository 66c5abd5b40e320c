//! Streams as files write them: filters, predictors, wrong lengths, missing ends.

use super::*;

/// `BT /F1 11 Tf 72 700 Td (Alla barn ska höras.) Tj ET`, packed in several ways; the bytes in sixteens.
const ASCII85: &str = "6<#'\\7PQ#?0d'G-+?)%u2_Zp.<+I+\"6#:@G+C\\c\"DBO\"9@3B5g1H%.3@<4%M+B3(u78s~>";
const RUN_LENGTH: &str = "354254202f4631203131205466203732203730302054642028416c6c61206261726e20736b6120685c3336367261732e2920546a20455480";
const LZW: &str = "80108a82017918622018c1ca866100dc650d180c04054320805041361b0c22031184e46e101ccd71b3417066361b1c8c273170a6266a10114a9010";
const FLATE_UP: &str = "78da014200bdff024254202f4631203131200212120008ecef17ffff000200fe00f10f4c3531f042020d0e4ef832fff5bf48fa02d2c4c852ee08cd09b8f80237ea0fe2bfadf2f700ccef9e1bf0";

#[track_caller]
fn page_of(content: String) -> Document {
    let objects = [
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned()),
        (3, format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{}>>", resources(""))),
        (4, content),
        (5, "[/ASCIIHexDecode/FlateDecode]".to_owned()),
    ];
    read(&assemble(&objects), origin(), &Limits::default()).expect("the file can be read")
}

#[test]
fn every_filter_for_text() {
    for (entries, data) in [
        ("/Filter/ASCII85Decode", ASCII85.to_owned()),
        ("/Filter/A85", ASCII85.to_owned()),
        ("/Filter[/ASCIIHexDecode/RunLengthDecode]", RUN_LENGTH.to_owned() + ">"),
        ("/Filter[/AHx/RL]", RUN_LENGTH.to_owned() + ">"),
        ("/Filter[/ASCIIHexDecode/LZWDecode]", LZW.to_owned() + ">"),
        ("/Filter 5 0 R/DecodeParms[null<</Predictor 12/Columns 10>>]", FLATE_UP.to_owned() + ">"),
    ] {
        assert_eq!(page_of(stream(entries, data.as_str())).text(), "Alla barn ska höras.", "{entries}");
    }
}

#[test]
fn lengths_that_lie() {
    let content = "BT /F1 11 Tf 72 700 Td (Alla barn ska h\\366ras.) Tj ET";
    for body in [
        format!("<</Length 9>>stream\n{content}\nendstream"),
        format!("<</Length 90000>>stream\n{content}\nendstream"),
        format!("<</Length 77 0 R>>stream\n{content}\nendstream"),
        format!("<<>>stream\n{content}\nendstream"),
    ] {
        assert_eq!(page_of(body.clone()).text(), "Alla barn ska höras.", "{body}");
    }
}

#[test]
fn content_that_cannot_be_had_is_told_of() {
    let content = "BT /F1 11 Tf 72 700 Td (Alla barn) Tj ET";
    for body in [
        // Without its end a stream is no object.
        format!("<</Length {}>>stream\n{content}\n", content.len()),
        format!("<</Filter/FlateDecode/Length {}>>stream\n{content}\nendstream", content.len()),
        format!("<</Filter/NoSuchDecode/Length {}>>stream\n{content}\nendstream", content.len()),
        "[99 0 R]".to_owned(),
    ] {
        assert!(codes(&page_of(body.clone())).contains(&ProblemCode::MissingPart), "{body}");
    }
    for none in ["[]", "<</Length 0>>stream\n\nendstream"] {
        assert!(!codes(&page_of(none.to_owned())).contains(&ProblemCode::MissingPart), "{none}");
    }
}

#[test]
fn images_between_the_operators() {
    let content = "BI /W 4 /H 4 /BPC 8 /CS /G ID \x01\x02 EI\x7F(Tj)\x03\x04 EI\nBT /F1 11 Tf 72 700 Td (Efter bilden.) Tj ET";
    assert_eq!(page_of(stream("", content)).text(), "Efter bilden.");
}
