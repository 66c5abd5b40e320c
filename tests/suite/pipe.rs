//! `genomsyra pipe` as a program that others keep running: what it gets may be anything, who reads may be slow or leave.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_genomsyra");
/// Longer than anything here takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running pipe.
struct Pipe {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Pipe {
    fn start(arguments: &[&str]) -> Pipe {
        let mut child = Command::new(PROGRAM)
            .arg("pipe")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (questions, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Pipe { child, questions, answers }
    }

    /// The answer to a line, which must come before anything more is sent.
    fn ask(&mut self, line: &[u8]) -> Value {
        self.questions.write_all(line).unwrap();
        self.questions.write_all(b"\n").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
    }

    /// The id of an answer that has a finding.
    fn works(&mut self, id: u32) {
        let answer = self.ask(question(id).as_bytes());
        assert_eq!((&answer["id"], &answer["findings"][0]["status"]), (&json!(id), &json!("counted")), "{answer}");
    }

    /// Most memory that the process has held, in megabytes; `None` where the system does not say.
    fn peak(&self) -> Option<usize> {
        peak(&self.child)
    }

    /// Ends the input: exit code, and what was told on standard error.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.questions);
        let mut told = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        (self.child.wait().unwrap().code(), told)
    }
}

fn peak(child: &Child) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() / 1024)
}

fn question(id: u32) -> String {
    json!({"id": id, "text": "Barnets bästa ska beaktas i alla beslut."}).to_string()
}

#[test]
fn bad_lines_get_an_error_and_the_next_line_its_answer() {
    let mut pipe = Pipe::start(&[]);
    let deep = [b"[".repeat(200_000), b"]".repeat(200_000)].concat();
    let lines: [(&[u8], &str); 12] = [
        (b"\xFF\xFE{\x00}", "invalid-json"),
        (b"{\"id\": 1, \"text\": \"r\xE4tt\"}", "invalid-json"),
        (b"{\"id\": 1, \"text\": \"\\ud800\"}", "invalid-json"),
        (b"\x00\x00\x00", "invalid-json"),
        (b"{\"id\": 1, \"text\": \"slutar mitt i", "invalid-json"),
        (b"{\"id\": 1, \"text\": \"a\"} {\"id\": 2, \"text\": \"b\"}", "invalid-json"),
        (&deep, "invalid-json"),
        (b"[1, 2]", "missing-id"),
        (b"null", "missing-id"),
        (b"{\"id\": {\"a\": 1}, \"text\": \"a\"}", "missing-id"),
        (b"{\"id\": 1, \"text\": 7}", "missing-text"),
        (b"{\"id\": 1, \"text\": \"a\", \"type\": 7}", "unknown-type"),
    ];
    for (number, (line, code)) in lines.iter().enumerate() {
        let answer = pipe.ask(line);
        assert_eq!((&answer["error"]["code"], &answer["error"]["line"]), (&json!(code), &json!(2 * number + 1)), "{answer}");
        pipe.works(number as u32);
    }
    assert_eq!(pipe.end(), (Some(3), String::new()));
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_no_mistake() {
    let mut pipe = Pipe::start(&[]);
    let answer = pipe.ask(format!("\u{FEFF}{}\r", question(1)).as_bytes());
    assert_eq!(answer["id"], 1, "{answer}");
    assert_eq!(pipe.end().0, Some(0));
}

#[test]
fn the_last_line_needs_no_line_break() {
    let mut pipe = Pipe::start(&[]);
    pipe.questions.write_all(question(4).as_bytes()).unwrap();
    drop(pipe.questions);
    let mut answer = String::new();
    pipe.answers.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("{\"id\":4,") && answer.ends_with("}\n"), "{answer}");
    assert_eq!(pipe.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_line_of_100_megabytes_costs_itself_and_a_longer_one_than_the_limit_nearly_nothing() {
    const LENGTH: usize = 100_000_000;
    let mut pipe = Pipe::start(&[]);
    pipe.works(1);
    let before = pipe.peak();
    let answer = pipe.ask(&vec![b'x'; LENGTH]);
    assert_eq!(answer["error"]["code"], "invalid-json", "{answer}");
    pipe.works(2);
    // The line grows in a buffer that doubles.
    let grown = |pipe: &Pipe, before: Option<usize>| pipe.peak().zip(before).map_or(0, |(now, before)| now - before);
    assert!(grown(&pipe, before) < 350, "{} MB more at most", grown(&pipe, before));
    assert_eq!(pipe.end().0, Some(3));

    let mut pipe = Pipe::start(&["--max-size", "1"]);
    pipe.works(1);
    let before = pipe.peak();
    let answer = pipe.ask(&[br#"{"id": 1, "text": ""#.to_vec(), vec![b'x'; LENGTH], br#""}"#.to_vec()].concat());
    assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!("line-too-long")), "{answer}");
    assert!(answer["error"]["message"].as_str().unwrap().contains("6 MB"), "{answer}");
    pipe.works(2);
    assert!(grown(&pipe, before) < 32, "{} MB more at most", grown(&pipe, before));
    assert_eq!(pipe.end().0, Some(3));
}

#[test]
fn a_document_larger_than_the_limit_is_a_problem_of_its_own_line() {
    let mut pipe = Pipe::start(&["--max-size", "1"]);
    let answer = pipe.ask(json!({"id": "stor", "text": "Barnets bästa. ".repeat(80_000)}).to_string().as_bytes());
    assert_eq!((&answer["id"], &answer["problems"][0]["code"]), (&json!("stor"), &json!("too-large")), "{answer}");
    pipe.works(2);
    assert_eq!(pipe.end().0, Some(3));
}

/// Where a finding stands is looked up, not sought through the rest of the text: six times the text takes some six times as long, and not
/// thirty.
#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let mut pipe = Pipe::start(&[]);
    let mut time = |count: usize| {
        let line = json!({"id": 1, "text": "Barnets bästa ska beaktas.\n\n".repeat(count)}).to_string();
        let started = Instant::now();
        let answer = pipe.ask(line.as_bytes());
        assert!(answer["findings"].as_array().unwrap().len() >= count);
        started.elapsed().as_secs_f64()
    };
    time(1_000);
    // The better of two: other work may run beside.
    let (short, long) = (time(10_000), time(60_000).min(time(60_000)));
    assert!(long < 14.0 * short, "{short:.2} s for 10,000 sentences, {long:.2} s for 60,000");
}

/// Whoever writes faster than the answers are read must wait: nothing piles up in the program, and nothing is lost or out of order.
#[test]
fn a_slow_reader_makes_the_writer_wait() {
    const COUNT: u32 = 4_000;
    let mut pipe = Pipe::start(&[]);
    pipe.works(0);
    let before = pipe.peak();
    let padding = " ".repeat(4_000);
    let sent = Arc::new(AtomicUsize::new(0));
    let (mut questions, counter) = (pipe.questions, sent.clone());
    let writer = std::thread::spawn(move || {
        for id in 0..COUNT {
            questions.write_all(format!("{}{padding}\n", question(id)).as_bytes()).unwrap();
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    // Nobody reads: after a while no more is taken.
    let started = Instant::now();
    let mut last = usize::MAX;
    while last != sent.load(Ordering::SeqCst) {
        assert!(started.elapsed() < PATIENCE);
        last = sent.load(Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(1_500));
    }
    assert!(last > 0 && last < COUNT as usize / 2, "{last} of {COUNT} questions were taken though no answer was read");
    if let (Some(now), Some(before)) = (peak(&pipe.child), before) {
        assert!(now - before < 32, "{} MB more", now - before);
    }
    for id in 0..COUNT {
        let mut answer = String::new();
        pipe.answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "question {id}: {answer}");
    }
    writer.join().unwrap();
    assert_eq!(pipe.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_leaves_ends_the_run_without_complaint() {
    let mut pipe = Pipe::start(&[]);
    pipe.works(1);
    drop(pipe.answers);
    // Until the program has met the closed end; then the questions meet a closed end too.
    let started = Instant::now();
    while pipe.questions.write_all(format!("{}\n", question(2)).as_bytes()).is_ok() {
        assert!(started.elapsed() < PATIENCE, "the program goes on though nobody listens");
    }
    drop(pipe.questions);
    let mut told = String::new();
    pipe.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((pipe.child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

/// Words that were met are remembered, but not for ever.
#[test]
fn ever_new_words_do_not_fill_the_memory() {
    let mut pipe = Pipe::start(&[]);
    let mut state = 1_u64;
    let mut ask = |pipe: &mut Pipe, words: usize| {
        let mut text = String::new();
        for _ in 0..words {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut rest = state >> 24;
            while rest > 0 {
                text.push(char::from(b'a' + (rest % 26) as u8));
                rest /= 26;
            }
            text.push(' ');
        }
        pipe.ask(json!({"id": 1, "text": text}).to_string().as_bytes());
    };
    // Past the limit of what is remembered; then twice that once more.
    (0..8).for_each(|_| ask(&mut pipe, 50_000));
    let before = pipe.peak();
    (0..16).for_each(|_| ask(&mut pipe, 50_000));
    if let (Some(now), Some(before)) = (pipe.peak(), before) {
        assert!(now - before < 24, "{} MB more", now - before);
    }
    assert_eq!(pipe.end().0, Some(0));
}
