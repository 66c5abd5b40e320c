//! Tests of the store by itself: what goes in comes out, files that are none of ours are named, broken ones never stop the program.

use std::io::{self, Read, Write};
use std::path::Path;

use proptest::prelude::*;
use tempfile::NamedTempFile;

use super::*;
use crate::archive::{FileFacts, Glossary};
use crate::text::{Problem, ProblemCode};

fn glossary(hash: &str) -> Glossary {
    Glossary {
        rules: "prov".into(),
        version: "1".into(),
        hash: hash.into(),
        areas: Vec::new(),
        types: Vec::new(),
        duties: Vec::new(),
        sources: Vec::new(),
    }
}

fn kept(title: &str) -> Kept {
    let file = FileFacts { sha256: "0".repeat(64), bytes: 9, format: Some("pdf".into()), title: Some(title.into()), pages: 1, words: 2 };
    Kept { record: Record::unread(file, Problem::error(ProblemCode::NoText, "")), identity: Identity::default() }
}

fn finished(content: u8, name: &str, title: &str) -> Finished {
    let packed = Packed::of(&kept(title)).unwrap();
    Finished { content: [content; 32], name: name.into(), passing: false, locked: false, other: None, packed }
}

fn sighting<'a>(place: &'a str, size: u64) -> Sighting<'a> {
    Sighting { place: place.as_bytes(), shown: place, size, changed: 7, options: "" }
}

fn member(shown: &str, content: u8) -> MemberSeen {
    let name = shown.rsplit('/').next().unwrap().to_string();
    MemberSeen { shown: shown.into(), name, content: Some([content; 32]), other: None }
}

fn titles(store: &Store, whose: &Whose, selected: bool) -> Vec<(String, Option<String>)> {
    let mut out = Vec::new();
    let mut each = |entry: Entry| -> io::Result<()> {
        out.push((entry.shown.to_string(), entry.kept.map(|kept| kept.record.brief.file.title.unwrap())));
        Ok(())
    };
    let listing = store.listing(whose, selected).unwrap();
    store.each(&listing, &mut each).unwrap();
    out
}

fn pairs(expected: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    expected.iter().map(|(path, title)| (path.to_string(), title.map(str::to_string))).collect()
}

#[test]
fn what_goes_in_comes_out_in_the_order_of_paths() {
    let mut store = Store::temporary().unwrap();
    let setting = store.setting(&glossary("aa"), "x").unwrap();
    store.keep(setting, &[finished(1, "b.pdf", "ett"), finished(2, "a.pdf", "två")]).unwrap();
    let second = store.see(&sighting("m/b.pdf", 1), &[member("m/b.pdf", 1)]).unwrap();
    store.see(&sighting("m/a.pdf", 1), &[member("m/a.pdf", 2)]).unwrap();
    store.see(&sighting("m/ä.pdf", 1), &[member("m/ä.pdf", 3)]).unwrap();
    let whose = Whose::Setting(setting);
    assert_eq!(titles(&store, &whose, false), pairs(&[("m/a.pdf", Some("två")), ("m/b.pdf", Some("ett")), ("m/ä.pdf", None)]));
    store.select([second]).unwrap();
    assert_eq!(titles(&store, &whose, true), pairs(&[("m/b.pdf", Some("ett"))]));
    // Other rules have judged nothing, and are there all the same.
    let other = store.setting(&glossary("ab"), "x").unwrap();
    assert_eq!(titles(&store, &Whose::Setting(other), true), pairs(&[("m/b.pdf", None)]));
    assert_eq!(titles(&store, &Whose::Rules("aa".into()), true), pairs(&[("m/b.pdf", Some("ett"))]));
    assert_eq!(store.find_rules("aa").unwrap(), "aa");
    assert_eq!(store.find_rules("a").unwrap_err().failure, StoreFailure::ManyRules("a".into()));
    assert_eq!(store.find_rules("b").unwrap_err().failure, StoreFailure::NoRules("b".into()));
    assert_eq!(store.glossary("aa").unwrap(), glossary("aa"));
}

#[test]
fn a_file_is_known_as_long_as_nothing_about_it_changes() {
    let mut store = Store::temporary().unwrap();
    let file = sighting("m/a.zip", 10);
    let members =
        vec![member("m/a.zip/plan.pdf", 1), MemberSeen { content: None, other: Some("jpg".into()), ..member("m/a.zip/torg.jpg", 0) }];
    let id = store.see(&file, &members).unwrap();
    let seen = |store: &Store, file: &Sighting| {
        let sightings = store.sightings("").unwrap();
        sightings.unchanged(file).map(|(id, members)| (id, members.to_vec()))
    };
    assert_eq!(seen(&store, &file), Some((id, members)));
    for other in [
        Sighting { size: 11, ..file },
        Sighting { changed: 8, ..file },
        Sighting { options: "y", ..file },
        Sighting { place: b"n", ..file },
        Sighting { shown: "n", ..file },
    ] {
        assert_eq!(seen(&store, &other), None);
    }
    assert_eq!(store.see(&Sighting { size: 11, ..file }, &[]).unwrap(), id, "a file keeps its number");
    assert_eq!(seen(&store, &file), None);
}

#[test]
fn results_of_the_moment_give_way_and_are_not_trusted() {
    let mut store = Store::temporary().unwrap();
    let setting = store.setting(&glossary("aa"), "").unwrap();
    let title = |store: &Store| {
        let kept = titles(store, &Whose::Setting(setting), false);
        kept[0].1.clone().unwrap()
    };
    store.see(&sighting("a.pdf", 1), &[member("a.pdf", 1)]).unwrap();
    let late = Finished { passing: true, ..finished(1, "a.pdf", "avbruten") };
    store.keep(setting, std::slice::from_ref(&late)).unwrap();
    assert!(!store.known(setting, false).unwrap().has(&[1; 32], "a.pdf"));
    store.keep(setting, &[Finished { locked: true, ..finished(1, "a.pdf", "låst") }]).unwrap();
    assert_eq!(title(&store), "låst");
    let known = |password| store.known(setting, password).unwrap().has(&[1; 32], "a.pdf");
    assert!(known(false) && !known(true));
    store.keep(setting, &[finished(1, "a.pdf", "hel")]).unwrap();
    store.keep(setting, &[late]).unwrap();
    assert_eq!(title(&store), "hel");
    assert!(!store.known(setting, true).unwrap().has(&[1; 32], "b.pdf"), "the name is part of it");
}

#[test]
fn what_nothing_leads_to_goes_when_the_store_is_compacted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.arkiv");
    let mut store = Store::open(&path).unwrap();
    let old = store.setting(&glossary("aa"), "").unwrap();
    let setting = store.setting(&glossary("ab"), "").unwrap();
    store.keep(old, &[finished(1, "a.pdf", "ett")]).unwrap();
    store.keep(setting, &(0..100).map(|at| finished(at, "b.pdf", "två")).collect::<Vec<_>>()).unwrap();
    store.see(&sighting("m/a.pdf", 1), &[member("m/a.pdf", 1)]).unwrap();
    store.see(&sighting("m/b.pdf", 1), &[member("m/b.pdf", 1)]).unwrap();
    assert_eq!(store.forget(|_, place| place == b"m/a.pdf").unwrap(), 1);
    let info = store.info().unwrap();
    assert_eq!((info.files, info.documents, info.records, info.unused, info.rules.len()), (1, 1, 101, 100, 2));
    let done = store.compact().unwrap();
    assert_eq!(done.records, 100);
    assert!(done.after < done.before);
    let info = store.info().unwrap();
    assert_eq!((info.records, info.unused, info.rules.len()), (1, 0, 1));
    assert_eq!(info.rules[0].hash, "ab");
    assert_eq!(store.check().unwrap(), []);
}

/// A file with these bytes.
fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn contents(file: &NamedTempFile) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.reopen().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn files_that_are_no_stores_are_named_and_left_alone() {
    let failure = |path: &Path| Store::open(path).map(drop).unwrap_err().failure;
    let plan = file("# Plan\n".repeat(1000).as_bytes());
    assert_eq!(failure(plan.path()), StoreFailure::NotStore);
    assert_eq!(contents(&plan).len(), 7000);
    let other = file(b"");
    rusqlite::Connection::open(other.path()).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert_eq!(failure(other.path()), StoreFailure::NotStore);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Store::open_existing(&folder.path().join("saknas")).map(drop).unwrap_err().failure, StoreFailure::Missing);
    assert_eq!(failure(&folder.path().join("saknas/a.arkiv")), StoreFailure::Denied);
    let newer = file(b"");
    drop(Store::open(newer.path()).unwrap());
    rusqlite::Connection::open(newer.path()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(failure(newer.path()), StoreFailure::Newer(99));
    rusqlite::Connection::open(newer.path()).unwrap().pragma_update(None, "user_version", 1).unwrap();
    assert_eq!(failure(newer.path()), StoreFailure::Older(1));
}

/// A small store as bytes.
fn sample() -> Vec<u8> {
    let file = file(b"");
    let mut store = Store::open(file.path()).unwrap();
    let setting = store.setting(&glossary("aa"), "").unwrap();
    for at in 0..20 {
        let shown = format!("m/{at}.pdf");
        store.finish(setting, &[finished(at, &format!("{at}.pdf"), "plan")], &sighting(&shown, 1), &[member(&shown, at)]).unwrap();
    }
    drop(store);
    contents(&file)
}

/// Does everything that can be done with a store; what comes of it does not matter, only that it ends.
fn exercise(bytes: &[u8]) {
    let file = file(bytes);
    let Ok(mut store) = Store::open(file.path()) else { return };
    let _ = (store.check(), store.info(), store.find_rules("a"), store.glossary("aa"), store.sightings("").map(drop));
    if let Ok(listing) = store.listing(&Whose::Rules("aa".into()), false) {
        let _ = store.each(&listing, &mut |_| Ok::<(), io::Error>(()));
        let _ = store.each_brief(&listing, &|_, kept| kept, &mut |_, _| Ok::<(), io::Error>(()));
        let _ = store.sentences(&listing, "m/1.pdf");
    }
    let _ = store.others(&Whose::Rules("aa".into()), false);
    if let Ok(setting) = store.setting(&glossary("aa"), "") {
        let _ = store.known(setting, false);
        let _ = store.finish(setting, &[finished(99, "ny.pdf", "ny")], &sighting("m/ny.pdf", 1), &[member("m/ny.pdf", 99)]);
    }
    let _ = store.compact();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbage_is_never_more_than_an_error(bytes in prop::collection::vec(any::<u8>(), 0..5000), with_head in any::<bool>()) {
        let mut file = if with_head { sample()[..100].to_vec() } else { Vec::new() };
        file.extend(bytes);
        exercise(&file);
    }

    #[test]
    fn a_broken_store_is_never_more_than_an_error(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut file = sample();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        exercise(&file);
    }
}

#[test]
fn a_record_that_cannot_be_unpacked_is_told_and_does_not_stop_the_rest() {
    let mut store = Store::temporary().unwrap();
    let setting = store.setting(&glossary("aa"), "").unwrap();
    let mut broken = finished(1, "a.pdf", "ett");
    broken.packed.brief.truncate(5);
    store.keep(setting, &[broken, finished(2, "b.pdf", "två")]).unwrap();
    store.see(&sighting("a.pdf", 1), &[member("a.pdf", 1)]).unwrap();
    store.see(&sighting("b.pdf", 1), &[member("b.pdf", 2)]).unwrap();
    assert_eq!(titles(&store, &Whose::Setting(setting), false), pairs(&[("a.pdf", None), ("b.pdf", Some("två"))]));
    assert_eq!(store.check().unwrap(), [Flaw::Record("a.pdf".into())]);
}

#[test]
fn parts_put_together_are_what_one_run_would_have_kept() {
    let place = tempfile::tempdir().unwrap();
    let part = |name: &str, files: &[(&str, u8, i64, bool)]| {
        let path = place.path().join(name);
        let mut store = Store::open(&path).unwrap();
        let setting = store.setting(&glossary("aa"), "").unwrap();
        for (shown, content, changed, passing) in files {
            let name = shown.rsplit('/').next().unwrap();
            let title = format!("{content} {}", if *passing { "passing" } else { "whole" });
            let document = Finished { passing: *passing, ..finished(*content, name, &title) };
            let sighting = Sighting { changed: *changed, ..sighting(shown, 9) };
            store.finish(setting, &[document], &sighting, &[member(shown, *content)]).unwrap();
        }
        path
    };
    let first = part("first", &[("m/a.txt", 1, 1, false), ("m/b.txt", 2, 1, true), ("m/d.txt", 4, 9, false)]);
    let second = part("second", &[("m/c.txt", 3, 1, false), ("m/b.txt", 2, 1, false), ("m/d.txt", 5, 3, false), ("n/a.txt", 1, 1, false)]);
    let expected = pairs(&[
        ("m/a.txt", Some("1 whole")),
        ("m/b.txt", Some("2 whole")),
        ("m/c.txt", Some("3 whole")),
        // Of a file that both have seen its later state holds.
        ("m/d.txt", Some("4 whole")),
        ("n/a.txt", Some("1 whole")),
    ]);
    for (n, order) in [[&first, &second], [&second, &first]].into_iter().enumerate() {
        let mut whole = Store::open(&place.path().join(format!("whole{n}"))).unwrap();
        for part in order {
            whole.merge(part).unwrap();
        }
        assert_eq!(titles(&whole, &Whose::Rules("aa".into()), false), expected, "{n}");
        assert_eq!(whole.check().unwrap(), []);
        // What is there already changes nothing.
        assert_eq!(whole.merge(&first).unwrap(), Merged::default());
        assert_eq!(whole.merge(&second).unwrap(), Merged::default());
        assert_eq!(titles(&whole, &Whose::Rules("aa".into()), false), expected, "{n}");
    }
}

#[test]
fn settings_of_parts_stay_apart_and_what_is_no_store_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    let part = |name: &str, hash: &str, options: &str| {
        let mut store = Store::open(&at(name)).unwrap();
        let setting = store.setting(&glossary(hash), options).unwrap();
        store
            .finish(setting, &[finished(1, "a.txt", hash)], &Sighting { options, ..sighting("m/a.txt", 9) }, &[member("m/a.txt", 1)])
            .unwrap();
    };
    part("old", "aa", "x");
    part("new", "bb", "y");
    let mut whole = Store::open(&at("whole")).unwrap();
    whole.merge(&at("old")).unwrap();
    whole.merge(&at("new")).unwrap();
    for hash in ["aa", "bb"] {
        assert_eq!(titles(&whole, &Whose::Rules(hash.into()), false), pairs(&[("m/a.txt", Some(hash))]));
    }
    let mut text = NamedTempFile::new().unwrap();
    text.write_all(b"no store").unwrap();
    for (path, failure) in [(text.path().to_path_buf(), StoreFailure::NotStore), (at("nothing"), StoreFailure::Missing)] {
        let error = whole.merge(&path).unwrap_err();
        assert_eq!((error.path, error.failure), (path, failure));
    }
    // The attached file is let go each time, so that the next can be taken.
    whole.merge(&at("old")).unwrap();
    assert_eq!(whole.info().unwrap().records, 2);
}
