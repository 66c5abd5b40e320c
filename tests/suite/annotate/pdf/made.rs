//! Files made for one purpose each: where the highlights stand, and what else of the file stays.

use super::*;

const WIDTH: f32 = 6.0;

/// The corners that a strip of upright text has in 12 points: its left edge, its letters, its baseline.
fn quad(x: f32, letters: usize, y: f32) -> [f32; 8] {
    let (right, top, bottom) = (x + WIDTH * letters as f32, y + 9.6, y - 2.88);
    [x, top, right, top, x, bottom, right, bottom]
}

/// The duty in two lines with other sentences before and after it.
fn broken_duty() -> String {
    let (head, tail) = DUTY.split_at(DUTY.find("hur").unwrap());
    line(72, 700, "Plan för förskolan") + &line(72, 660, &format!("{OTHER} {}", head.trim())) + &line(72, 644, &format!("{tail} {OTHER}"))
}

fn assert_broken_duty(found: &[Found]) {
    let (head, tail) = DUTY.split_at(DUTY.find("hur").unwrap());
    let [one] = found else { panic!("{found:?}") };
    let start = 72.0 + WIDTH * (OTHER.chars().count() + 1) as f32;
    assert_eq!(one.quads.len(), 2);
    assert_near(&one.quads[0], &quad(start, head.trim().chars().count(), 660.0));
    assert_near(&one.quads[1], &quad(72.0, tail.chars().count(), 644.0));
    let right = start + WIDTH * head.trim().chars().count() as f32;
    assert_near(&one.rect, &[72.0, 644.0 - 2.88, right, 669.6]);
    assert!(one.told.starts_with("Barnets rättigheter · nivå "), "{}", one.told);
    assert!(one.name.starts_with("genomsyra-"));
}

#[test]
fn highlights_stand_around_their_sentence_and_no_other() {
    for listed in [Listed::Table, Listed::Stream] {
        let bytes = pdf(&[sheet(broken_duty())], &[], listed);
        let made = annotated(&bytes).unwrap();
        assert_eq!((made.comments, made.beside), (2, 0));
        assert!(made.bytes.starts_with(&bytes));
        assert_broken_duty(&highlights(&made.bytes));
        // The section is of the kind that the file has.
        let added = String::from_utf8_lossy(&made.bytes[bytes.len()..]).into_owned();
        assert_eq!((added.contains("\nxref\n"), added.contains("/XRef")), (listed == Listed::Table, listed == Listed::Stream));
        // The whole is told on the first page.
        let all = found(&made.bytes);
        assert!(all[0].kind == "Text" && all[0].told.starts_with("genomsyra: nivå ") && all[0].told.contains("Färger: "), "{all:?}");
    }
}

#[test]
fn a_cropped_page_keeps_the_coordinates_of_its_content() {
    let entries = "/CropBox[40 100 500 800]";
    let made = annotated(&pdf(&[Sheet { entries, content: broken_duty() }], &[], Listed::Table)).unwrap();
    assert_broken_duty(&highlights(&made.bytes));
    let icon = found(&made.bytes)[0].rect;
    assert!(icon[0] >= 40.0 && icon[3] <= 800.0, "{icon:?}");
}

#[test]
fn turned_pages_are_marked_along_their_text() {
    // Turned a quarter clockwise by the viewer, so the text runs upwards.
    let content =
        format!("BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Plan f\u{F6}r f\u{F6}rskolan) Tj ET BT /F1 12 Tf 0 1 -1 0 140 60 Tm ({DUTY}) Tj ET");
    let made = annotated(&pdf(&[Sheet { entries: "/Rotate 90", content }], &[], Listed::Table)).unwrap();
    let [one] = &highlights(&made.bytes)[..] else { panic!() };
    let (left, right) = (60.0, 60.0 + WIDTH * DUTY.chars().count() as f32);
    assert_near(&one.quads[0], &[140.0 - 9.6, left, 140.0 - 9.6, right, 140.0 + 2.88, left, 140.0 + 2.88, right]);
    // The upper left corner as it is seen.
    let icon = found(&made.bytes)[0].rect;
    assert!(icon[0] < 40.0 && icon[1] < 40.0, "{icon:?}");
}

#[test]
fn annotations_that_are_there_stay() {
    let note = |number: u32| format!("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Egen {number})>>");
    let (one, two) = (note(1), note(2));
    let objects = [(5, "[6 0 R 7 0 R]"), (6, one.as_str()), (7, two.as_str())];
    let direct = "/Annots[6 0 R<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]";
    for (entries, own) in [("/Annots 5 0 R", 2), (direct, 2)] {
        // The second page shares the list and gets no note of its own.
        let quiet = line(72, 700, OTHER);
        let sheets = [Sheet { entries, content: broken_duty() }, Sheet { entries, content: quiet }];
        let bytes = pdf(&sheets, &objects, Listed::Table);
        let before = lists(&Document::load_mem(&bytes).unwrap());
        let made = annotated(&bytes).unwrap();
        let after = lists(&Document::load_mem(&made.bytes).unwrap());
        assert_eq!(after[0][..own], before[0][..]);
        assert_eq!(after[0].len(), own + 4);
        assert_eq!(after[1], before[1]);
        assert_broken_duty(&highlights(&made.bytes));
    }
}

#[test]
fn a_sentence_over_two_pages_is_marked_on_both() {
    let (head, tail) = DUTY.split_at(DUTY.find("hur").unwrap());
    let text =
        |y: i32| (0..8).map(|n| line(72, y - 16 * n, "Lokalerna ligger vid torget och är byggda av sten och trä.")).collect::<String>();
    let first = line(72, 780, "Plan för förskolan") + &text(740) + &line(72, 60, head.trim());
    let second = line(72, 780, &format!("{tail} {OTHER}")) + &text(764);
    let made = annotated(&pdf(&[sheet(first), sheet(second)], &[], Listed::Table)).unwrap();
    assert_eq!(made.comments, 2);
    let found = highlights(&made.bytes);
    let [one, two] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.page, two.page), (0, 1));
    assert_near(&one.quads[0], &quad(72.0, head.trim().chars().count(), 60.0));
    assert_near(&two.quads[0], &quad(72.0, tail.chars().count(), 780.0));
    assert!(one.told == two.told && one.name != two.name);
}

#[test]
fn columns_and_broken_words_are_followed() {
    // Two columns, drawn row by row; the sentence begins the first, a word of it is broken.
    let left = [
        "Socialnämnden ska varje år",
        "redovisa hur barnets bäs-",
        "ta har beaktats. Lokalerna",
        "ligger vid torget i staden.",
        "Där finns en park med trä,",
        "en damm och en liten scen",
        "som används om sommaren.",
    ];
    let right = [
        "Gatan är lagad och belyst,",
        "och parken har fått träd.",
        "Bron målas om till våren.",
        "Allt detta står i en bilaga",
        "som hör till den här planen",
        "och som uppdateras varje",
        "år i oktober av kontoret.",
    ];
    let rows = left.iter().zip(right).enumerate();
    let content: String = rows.map(|(n, (a, b))| line(60, 700 - 16 * n as i32, a) + &line(320, 700 - 16 * n as i32, b)).collect();
    let made = annotated(&pdf(&[sheet(line(60, 760, "Plan för förskolan") + &content)], &[], Listed::Table)).unwrap();
    let [one] = &highlights(&made.bytes)[..] else { panic!() };
    let letters = [left[0].chars().count(), left[1].chars().count(), "ta har beaktats.".chars().count()];
    assert_eq!(one.quads.len(), 3, "{one:?}");
    for (n, letters) in letters.into_iter().enumerate() {
        assert_near(&one.quads[n], &quad(60.0, letters, 700.0 - 16.0 * n as f32));
    }
}

#[test]
fn sentences_that_begin_alike_are_marked_each_at_its_place() {
    let content = line(72, 700, "Plan för förskolan")
        + &line(72, 660, DUTY)
        + &line(72, 600, OTHER)
        + &line(72, 560, &DUTY.replace('.', " i budgeten."));
    let made = annotated(&pdf(&[sheet(content)], &[], Listed::Table)).unwrap();
    let tops: Vec<f32> = highlights(&made.bytes).iter().map(|one| one.quads[0][1]).collect();
    assert_near(&tops, &[669.6, 569.6]);
}

#[test]
fn a_broken_table_is_written_anew_and_told_of() {
    for listed in [Listed::Table, Listed::Stream] {
        let mut bytes = pdf(&[sheet(broken_duty())], &[], listed);
        let at = bytes.windows(9).rposition(|nine| nine == b"startxref").unwrap();
        bytes.truncate(at);
        bytes.extend(b"startxref\n7\n%%EOF");
        let made = annotated(&bytes).unwrap();
        assert!(made.bytes.starts_with(&bytes));
        assert_broken_duty(&highlights(&made.bytes));
        assert!(found(&made.bytes)[0].told.contains("inre register var trasigt"));
    }
    // Offsets that count from a header which is not the first byte.
    let bytes = [&b"skr\xE4p\n"[..], &pdf(&[sheet(broken_duty())], &[], Listed::Table)].concat();
    assert_broken_duty(&highlights(&annotated(&bytes).unwrap().bytes));
}

#[test]
fn colours_say_what_the_words_say() {
    let colour = |sentence: &str| {
        let made = annotated(&pdf(&[sheet(line(72, 700, "Plan för förskolan") + &line(72, 660, sentence))], &[], Listed::Table)).unwrap();
        let one = highlights(&made.bytes).remove(0);
        (format!("{:?}", one.all.get(b"C").unwrap()), one.told)
    };
    let (gap, told) = colour("Det saknas rutiner för barnets rättigheter.");
    assert!(told.contains("brist"), "{told}");
    let (sharpen, told) = colour("Vi bör om möjligt beakta barnets rättigheter.");
    assert!(told.contains("Att skärpa"), "{told}");
    let (steered, told) = colour(DUTY);
    assert!(told.contains("nivå 5") || told.contains("nivå 4"), "{told}");
    assert!(gap != sharpen && sharpen != steered && gap != steered);
}

#[test]
fn nothing_of_the_text_where_it_shall_not_be_quoted_and_other_languages() {
    let bytes = pdf(&[sheet(broken_duty())], &[], Listed::Table);
    let told = |options: Options| {
        let made = annotate(&bytes, &outcome(&bytes), rules(), &options, &Limits::default()).unwrap();
        found(&made.bytes).into_iter().map(|one| one.told).collect::<String>()
    };
    let quiet = told(Options { quotes: false, ..Options::default() });
    assert!(!quiet.contains("Socialnämnden") && !quiet.contains("förskolan"), "{quiet}");
    let english = told(Options { language: genomsyra::report::Language::English, ..Options::default() });
    assert!(english.contains("genomsyra: level ") && english.contains("Colours: ") && !english.contains("nivå"), "{english}");
}
