//! Every way in that must be shut, asked over a real connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;

use serde_json::Value;

use super::Server;
use crate::desk::Desk;
use crate::identity::Date;
use crate::read::{Limits, ReadOptions};
use crate::rule::{RuleSet, built_in_files};

/// A server on a free port, and its token. It runs until the tests end.
fn started(limits: Limits) -> (SocketAddr, String) {
    let rules: &'static RuleSet = Box::leak(Box::new(RuleSet::from_files(&built_in_files()).unwrap()));
    let desk = Desk::new(rules, ReadOptions::from(limits), Date::day(2026, 1, 1).unwrap());
    let server = Server::bind("127.0.0.1:0".parse().unwrap(), desk, None, 2).unwrap();
    let (address, token) = (server.address, server.guard.token().to_string());
    thread::spawn(move || server.run());
    (address, token)
}

/// Status, head and body of an answer. `head` holds lines without Host, Content-Length and Connection.
fn ask(address: SocketAddr, line: &str, host: &str, head: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\nConnection: close\r\n{head}\r\n", body.len()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let at = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let told = String::from_utf8(answer[..at].to_vec()).unwrap();
    (told.split(' ').nth(1).unwrap().parse().unwrap(), told.to_lowercase(), answer[at + 4..].to_vec())
}

/// A page with a session, as its own script asks.
struct Page {
    address: SocketAddr,
    base: String,
    session: String,
}

impl Page {
    fn open(address: SocketAddr, token: &str) -> Page {
        let mut page = Page { address, base: format!("/{token}/"), session: String::new() };
        let (status, _, body) = page.ask("POST", "session", b"");
        assert_eq!(status, 200);
        let told: Value = serde_json::from_slice(&body).unwrap();
        page.session = format!("s/{}/", told["session"].as_str().unwrap());
        page
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let host = self.address.to_string();
        let head = format!("Origin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n");
        ask(self.address, &format!("{method} {}{path}", self.base), &host, &head, body)
    }

    fn own(&self, method: &str, path: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        self.ask(method, &format!("{}{path}", self.session), body)
    }

    fn json(&self, method: &str, path: &str, body: &[u8]) -> Value {
        let (status, _, body) = self.own(method, path, body);
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }
}

const POLICY: &str = "# Policy\n\nSocialnämnden ska varje år redovisa hur barnets bästa har beaktats.\n";

#[test]
fn only_the_reader_of_the_address_comes_in() {
    let (address, token) = started(Limits::default());
    let host = address.to_string();
    let page = format!("/{token}/");
    let refused = [
        ("the right page", format!("GET {page}"), host.clone(), "", 200),
        ("typed into the browser", format!("GET {page}"), host.clone(), "Sec-Fetch-Site: none\r\n", 200),
        ("localhost", format!("GET {page}"), format!("localhost:{}", address.port()), "", 200),
        ("no token", "GET /".into(), host.clone(), "", 404),
        ("another token", format!("GET /{}/", "0".repeat(32)), host.clone(), "", 404),
        ("part of the token", format!("GET /{}/", &token[..31]), host.clone(), "", 404),
        ("a name that leads here", format!("GET {page}"), "evil.example".into(), "", 421),
        ("a name that leads here, with our port", format!("GET {page}"), format!("evil.example:{}", address.port()), "", 421),
        ("a link on another site", format!("GET {page}"), host.clone(), "Sec-Fetch-Site: cross-site\r\n", 403),
        ("another port of this machine", format!("GET {page}"), host.clone(), "Sec-Fetch-Site: same-site\r\n", 403),
        ("a form of another site", format!("POST {page}session"), host.clone(), "Origin: http://evil.example\r\n", 403),
        ("a form of a sandbox", format!("POST {page}session"), host.clone(), "Origin: null\r\n", 403),
        ("a post from nowhere", format!("POST {page}session"), host.clone(), "", 403),
        ("a session that is not there", format!("GET {page}s/{}/", "0".repeat(32)), host.clone(), "", 404),
        ("a way out of the assets", format!("GET {page}assets/..%2f..%2fCargo.toml"), host.clone(), "", 404),
        ("what nobody asks for", format!("GET {page}nothing"), host.clone(), "", 404),
    ];
    for (what, line, host, head, wanted) in refused {
        let (status, told, _) = ask(address, &line, &host, head, b"");
        assert_eq!(status, wanted, "{what}");
        for name in
            ["content-security-policy:", "cache-control: no-store", "x-content-type-options: nosniff", "referrer-policy: no-referrer"]
        {
            assert!(told.contains(name), "{what}: {told}");
        }
    }
}

#[test]
fn a_document_is_read_shown_compared_and_forgotten() {
    let (address, token) = started(Limits::default());
    let page = Page::open(address, &token);
    let added = page.json("POST", "documents?name=a%2Fpolicy.md", POLICY.as_bytes());
    assert_eq!((added[0]["card"]["name"].as_str(), added[0]["card"]["title"].as_str()), (Some("policy.md"), Some("Policy")));
    let other = page.json("POST", "documents?name=ny.md", POLICY.replace("ska varje år", "bör").as_bytes());
    assert_eq!(other[0]["id"], "2");

    let judged = page.json("POST", "documents/1?kind=budget&lang=en", b"");
    assert_eq!((judged["given"].as_str(), judged["card"]["verdict"]["document_type"].as_str()), (Some("budget"), Some("budget")));

    for (form, kind, begins) in [
        ("html", "text/html", "<!DOCTYPE html>"),
        ("json", "application/json", "{"),
        ("csv", "text/csv", "\u{feff}"),
        ("md", "text/markdown", "#"),
        ("docx", "application/vnd.openxmlformats", "PK"),
        ("xlsx", "application/vnd.openxmlformats", "PK"),
    ] {
        let (status, head, body) = page.own("GET", &format!("documents/1/{form}?save=1"), b"");
        assert_eq!(status, 200, "{form}");
        assert!(
            head.contains(&format!("content-type: {kind}")) && head.contains("attachment; filename*=utf-8''policy%20granskning"),
            "{head}"
        );
        assert!(body.starts_with(begins.as_bytes()), "{form}: {:?}", &body[..20]);
    }
    let (status, _, body) = page.own("GET", "documents/1/annotated", b"");
    let told: Value = serde_json::from_slice(&body).unwrap();
    assert!(status == 422 && told["message"].as_str().unwrap().contains("DOCX"), "{told}");

    let (status, _, body) = page.own("GET", "comparison/1/2/html", b"");
    assert!(status == 200 && String::from_utf8(body).unwrap().contains("bör"));
    assert_eq!(page.own("GET", "comparison/1/2/xlsx", b"").0, 404);

    let stranger = Page::open(address, &token);
    assert_eq!(stranger.json("GET", "", b"")["papers"], serde_json::json!([]));
    assert_eq!(stranger.own("GET", "documents/1/html", b"").0, 404);

    assert_eq!(page.own("DELETE", "documents/1", b"").0, 204);
    assert_eq!(page.own("GET", "documents/1/html", b"").0, 404);
    assert_eq!(page.json("GET", "", b"")["papers"].as_array().unwrap().len(), 1);
    assert_eq!(page.own("DELETE", "", b"").0, 204);
    assert_eq!(page.json("GET", "", b"")["papers"], serde_json::json!([]));
}

#[test]
fn what_is_too_large_or_cannot_be_read_is_told() {
    let (address, token) = started(Limits { max_bytes: 1 << 20, ..Limits::default() });
    let page = Page::open(address, &token);
    // Told before it has been sent: the server may hang up on the rest.
    let host = page.address.to_string();
    let line = format!("POST {}{}documents?name=stor.pdf", page.base, page.session);
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{line} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", 2 << 20)
        .unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("större än 1 MB"), "{answer}");

    for (name, bytes) in [("tom.docx", &b""[..]), ("trasig.pdf", b"%PDF-1.7\nnothing"), ("okand.bin", b"\x00\x01\x02\x03\xff\xfe")] {
        let added = page.json("POST", &format!("documents?name={name}"), bytes);
        let card = &added[0]["card"];
        assert!(card["verdict"].is_null() && !card["problems"].as_array().unwrap().is_empty(), "{card}");
    }
}

/// The fingerprint of a page's first finding, as its report tells it.
fn first_finding(page: &Page, id: u32) -> String {
    let html = String::from_utf8(page.own("GET", &format!("documents/{id}/html"), b"").2).unwrap();
    html.split("data-fingerprint=\"").nth(1).unwrap()[..16].to_string()
}

fn say(page: &Page, paper: u32, print: &str, answer: &str, reason: &str, by: &str) -> (u16, Value) {
    let statement =
        serde_json::json!({ "paper": paper.to_string(), "fingerprint": print, "answer": answer, "reason": reason, "by": by }).to_string();
    let host = page.address.to_string();
    let head = format!("Origin: http://{host}\r\nContent-Type: application/json\r\n");
    let (status, _, body) = ask(page.address, &format!("POST {}{}reviews", page.base, page.session), &host, &head, statement.as_bytes());
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[test]
fn what_is_said_of_a_finding_holds_for_the_page_and_can_be_taken_home_and_brought_back() {
    let (address, token) = started(Limits::default());
    let page = Page::open(address, &token);
    page.json("POST", "documents?name=policy.md", POLICY.as_bytes());
    page.json("POST", "documents?name=annan.md", "# Plan\n\nKulturen ska vara tillgänglig för alla.\n".as_bytes());
    let print = first_finding(&page, 1);
    assert_eq!(say(&page, 1, &print, "avvisad", " ", "Anna").0, 422);
    assert_eq!(say(&page, 1, &print, "avvisad", "Ett citat.", "").0, 422);
    assert_eq!(say(&page, 2, &print, "avvisad", "Ett citat.", "Anna").0, 404);
    assert_eq!(say(&page, 1, "0000", "avvisad", "Ett citat.", "Anna").0, 404);

    let (status, told) = say(&page, 1, &print, "avvisad", "Ett citat.", "Anna");
    assert_eq!((status, told["reviews"].as_u64(), told["changed"].as_array().unwrap().len()), (200, Some(1), 1), "{told}");
    assert_eq!(told["changed"][0]["id"], "1");
    let html = String::from_utf8(page.own("GET", "documents/1/html", b"").2).unwrap();
    assert!(
        html.contains("Ett citat.") && html.contains(&format!("data-fingerprint=\"{print}\"")) && html.contains("data-answer=\"avvisad\"")
    );
    // Judged as another type, and added again: it still holds.
    page.json("POST", "documents/1?kind=budget", b"");
    let json: Value = page.json("GET", "documents/1/json", b"");
    assert!(json.to_string().contains("Ett citat."), "{json}");

    let (status, head, file) = page.own("GET", "reviews", b"");
    assert!(status == 200 && head.contains("genomsyra-bedomningar.toml") && String::from_utf8_lossy(&file).contains(&print), "{head}");
    let stranger = Page::open(address, &token);
    stranger.json("POST", "documents?name=policy.md", POLICY.as_bytes());
    assert_eq!(stranger.own("GET", "reviews", b"").2, b"");
    assert_eq!(stranger.json("PUT", "reviews", &file)["reviews"], 1);
    assert!(String::from_utf8(stranger.own("GET", "documents/1/html", b"").2).unwrap().contains("Ett citat."));
    let (status, _, body) = stranger.own("PUT", "reviews", b"[[bedomning]]\nsvarr = 1");
    assert!(status == 422 && String::from_utf8_lossy(&body).contains("svarr"));

    let (status, told) = say(&page, 1, &print, "", "", "");
    assert_eq!((status, told["reviews"].as_u64()), (200, Some(0)));
    assert_eq!(first_finding(&page, 1), print);
    assert_eq!(say(&page, 1, &print, "", "", "").0, 404);
    assert_eq!(say(&page, 1, &print, "godtagen", &"å".repeat(40_000), "Anna").0, 413);
}

/// A store of one document in a folder.
fn store() -> (tempfile::TempDir, crate::browse::Shelf) {
    use crate::archive::store::{Finished, Kept, MemberSeen, Packed, Sighting, Store};
    let folder = tempfile::tempdir().unwrap();
    let rules = RuleSet::from_files(&built_in_files()).unwrap();
    let path = folder.path().join("prov.arkiv");
    let mut store = Store::open(&path).unwrap();
    let setting = store.setting(&crate::archive::Glossary::of(&rules), "").unwrap();
    let outcome = crate::run::Analyser::new(&rules).analyse(POLICY.as_bytes(), "policy.md");
    let record = crate::archive::Record::of(&outcome, &rules);
    let packed = Packed::of(&Kept { record, identity: Default::default() }).unwrap();
    let (content, name) = ([7; 32], "policy.md".to_string());
    store.keep(setting, &[Finished { content, name: name.clone(), passing: false, locked: false, other: None, packed }]).unwrap();
    let sighting = Sighting { place: b"policy.md", shown: "policy.md", size: 1, changed: 1, options: "" };
    store.see(&sighting, &[MemberSeen { shown: name.clone(), name, content: Some(content), other: None }]).unwrap();
    let shelf = crate::browse::Shelf::open(&path, rules.hash(), crate::identity::Hints::default(), None).unwrap();
    (folder, shelf)
}

#[test]
fn an_archive_is_shown_to_the_reader_of_the_address_only() {
    let rules: &'static RuleSet = Box::leak(Box::new(RuleSet::from_files(&built_in_files()).unwrap()));
    let desk = Desk::new(rules, ReadOptions::default(), Date::day(2026, 1, 1).unwrap());
    let (_folder, shelf) = store();
    let server = Server::bind("127.0.0.1:0".parse().unwrap(), desk, None, 2).unwrap().with_archive(shelf);
    let (address, token) = (server.address, server.guard.token().to_string());
    assert_eq!(server.archive_url().unwrap(), format!("http://{address}/{token}/archive/"));
    thread::spawn(move || server.run());
    let host = address.to_string();
    let get = |path: &str, head: &str| {
        let (status, told, body) = ask(address, &format!("GET /{token}/{path}"), &host, head, b"");
        (status, told, String::from_utf8(body).unwrap())
    };
    for (path, wanted, says) in [
        ("archive/", 200, "1 räknas"),
        ("archive/?lang=en", 200, "1 count"),
        ("archive/documents?name=policy&level=9", 200, "Visar 1–1 av 1 dokument"),
        ("archive/sentences?words=barnets%20b%C3%A4sta", 200, "<mark><strong>barnets</strong></mark>"),
        ("archive/document?id=0", 404, "Dokumentet finns inte"),
        ("archive/documents?name=%ff%00%e5", 200, "Inget dokument passar"),
    ] {
        let (status, told, html) = get(path, "Sec-Fetch-Site: same-origin\r\n");
        assert!(status == wanted && html.contains(says), "{path}: {status} {html}");
        assert!(told.contains("default-src 'none'; style-src 'self'") && !told.contains("script-src"), "{path}: {told}");
        assert!(told.contains("cache-control: no-store"), "{path}: {told}");
    }
    assert!(get("archive/archive.css", "").2.contains(".filters"));
    assert!(get("", "").2.contains("<a href=\"archive/\">"));
    assert_eq!(get("archive/annat", "").0, 404);
    assert_eq!(get("archive/", "Sec-Fetch-Site: cross-site\r\n").0, 403);
    assert_eq!(ask(address, "GET /archive/", &host, "", b"").0, 404);
}

#[test]
fn without_an_archive_there_is_no_way_to_one() {
    let (address, token) = started(Limits::default());
    let host = address.to_string();
    for path in ["archive/", "archive/documents", "archive/archive.css"] {
        assert_eq!(ask(address, &format!("GET /{token}/{path}"), &host, "", b"").0, 404, "{path}");
    }
    let (_, _, page) = ask(address, &format!("GET /{token}/"), &host, "", b"");
    assert!(!String::from_utf8(page).unwrap().contains("archive/"));
}
