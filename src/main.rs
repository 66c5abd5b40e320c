//! Temporary driver while the house is being built.
use genomsyra::read::*;
use genomsyra::rule::*;
use genomsyra::scan::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut dir = None;
    let mut filter = vec![];
    let mut i = 3;
    while i < args.len() {
        if args[i] == "--rules" {
            dir = Some(args[i + 1].clone());
            i += 2
        } else if args[i] == "--format" {
            i += 2
        } else {
            filter.push(args[i].clone());
            i += 1
        }
    }
    let files = match dir {
        Some(d) => {
            let mut v = vec![];
            walk(std::path::Path::new(&d), std::path::Path::new(&d), &mut v);
            v.sort();
            v
        }
        None => built_in_files(),
    };
    let t = std::time::Instant::now();
    let set = match RuleSet::from_files(&files) {
        Ok(s) => s,
        Err(e) => {
            println!("{e}");
            println!("{} fel", e.0.len());
            std::process::exit(2)
        }
    };
    eprintln!("{} regler, {} klasser, {} former, {:?}", set.rules().len(), set.classes().len(), set.form_count(), t.elapsed());
    match args.get(2).map(String::as_str) {
        Some("test") => {
            let mut sc = Scanner::new(&set);
            let (mut ok, mut bad) = (0, 0);
            for r in set.rules() {
                if !filter.is_empty() && !filter.iter().any(|f| r.id.contains(f.as_str()) || r.file.contains(f.as_str())) {
                    continue;
                }
                for (list, want) in [(&r.examples, true), (&r.counter_examples, false)] {
                    for e in list {
                        let d = read(e.as_bytes(), "exempel.md", &Limits::default()).unwrap();
                        let f = sc.scan(&d, &ScanOptions::default());
                        let hit = f.findings.iter().any(|x| {
                            matches!(x.cause, genomsyra::finding::Cause::Rule(id) if set.rule(id).id == r.id)
                                && (x.status == genomsyra::finding::Status::Counted || (!r.strength.opens()))
                        });
                        if hit == want {
                            ok += 1
                        } else {
                            bad += 1;
                            println!(
                                "{} rad {} {}: {} {:?}",
                                r.file,
                                r.line,
                                r.id,
                                if want { "exemplet träffas inte:" } else { "motexemplet träffas:" },
                                e
                            );
                            if want {
                                for x in &f.findings {
                                    println!("      annat fynd: {:?} {:?} {:?}", x.status, set.taxonomy().names(x.areas), d.slice(x.span));
                                }
                            }
                        }
                    }
                }
            }
            for r in set.classes() {
                if !filter.is_empty() && !filter.iter().any(|f| r.name.contains(f.as_str()) || r.file.contains(f.as_str())) {
                    continue;
                }
                for (list, want) in [(&r.examples, true), (&r.counter_examples, false)] {
                    for e in list {
                        let d = read(e.as_bytes(), "exempel.md", &Limits::default()).unwrap();
                        let hit = sc.class_stands_in(r, &d);
                        if hit == want {
                            ok += 1
                        } else {
                            bad += 1;
                            println!(
                                "{} rad {} <{}>: {} {:?}",
                                r.file,
                                r.line,
                                r.name,
                                if want { "exemplet träffas inte:" } else { "motexemplet träffas:" },
                                e
                            )
                        }
                    }
                }
            }
            let counted = |sc: &mut Scanner, e: &str, g: AreaSet| {
                let d = read(e.as_bytes(), "exempel.md", &Limits::default()).unwrap();
                let f = sc.scan(&d, &ScanOptions::default());
                f.findings.iter().any(|x| x.status == genomsyra::finding::Status::Counted && !x.areas.intersection(g).is_empty())
            };
            let all: AreaSet = set.taxonomy().ids().collect();
            for (file, line, id, g, ex, cx) in set
                .false_friends()
                .iter()
                .map(|r| (&r.file, r.line, &r.id, r.guards, &r.examples, &r.counter_examples))
                .chain(set.masks().iter().map(|r| (&r.file, r.line, &r.id, all, &r.examples, &r.counter_examples)))
            {
                if !filter.is_empty() && !filter.iter().any(|f| id.contains(f.as_str()) || file.contains(f.as_str())) {
                    continue;
                }
                for e in ex {
                    if counted(&mut sc, e, g) {
                        bad += 1;
                        println!("{file} rad {line} {id}: exemplet ger ett räknat fynd: {e:?}")
                    } else {
                        ok += 1
                    }
                }
                for e in cx {
                    if !counted(&mut sc, e, g) {
                        bad += 1;
                        println!("{file} rad {line} {id}: motexemplet ger inget fynd: {e:?}")
                    } else {
                        ok += 1
                    }
                }
            }
            for (n, r) in set.sources().iter().enumerate() {
                if !filter.is_empty() && !filter.iter().any(|f| r.id.contains(f.as_str()) || r.file.contains(f.as_str())) {
                    continue;
                }
                for (list, want) in [(&r.examples, true), (&r.counter_examples, false)] {
                    for e in list {
                        let d = read(e.as_bytes(), "exempel.md", &Limits::default()).unwrap();
                        let f = sc.scan(&d, &ScanOptions::default());
                        let hit = f.anchors.iter().any(|a| a.source as usize == n);
                        if hit == want {
                            ok += 1
                        } else {
                            bad += 1;
                            println!(
                                "{} rad {} {}: {} {:?}",
                                r.file,
                                r.line,
                                r.id,
                                if want { "exemplet träffas inte:" } else { "motexemplet träffas:" },
                                e
                            )
                        }
                    }
                }
            }
            println!("{ok} rätt, {bad} fel");
            if bad > 0 {
                std::process::exit(1)
            }
        }
        Some("measure") => {
            let mut sc = Scanner::new(&set);
            let gold = std::fs::read_to_string(&filter[0]).unwrap();
            let show = std::env::var("SHOW").ok();
            let mut per: std::collections::BTreeMap<String, [u32; 3]> = Default::default();
            let mut rules: std::collections::BTreeMap<String, [u32; 3]> = Default::default();
            for l in gold.lines() {
                let v: serde_json::Value = serde_json::from_str(l).unwrap();
                let s = |k: &str| v[k].as_str().unwrap_or("").to_string();
                let (mut md, mut start) = (String::new(), 0);
                if !s("heading").is_empty() {
                    md += &format!("# {}\n\n", s("heading").replace('\n', " "));
                }
                let row = |x: &str| x.trim_start().starts_with('|') || x.trim_start().starts_with("- ");
                if !s("before").is_empty() {
                    md += &s("before");
                    md += if row(&s("before")) && row(&s("unit")) { "\n" } else { "\n\n" };
                }
                start += md.len();
                md += &s("unit");
                let end = md.len();
                if !s("after").is_empty() {
                    md += if row(&s("after")) && row(&s("unit")) { "\n" } else { "\n\n" };
                    md += &s("after");
                }
                let d = read(md.as_bytes(), "enhet.md", &Limits::default()).unwrap();
                let f = sc.scan(&d, &ScanOptions::default());
                let list = |k: &str| {
                    v[k].as_array().map(|a| a.iter().map(|x| x.as_str().unwrap().to_string()).collect::<Vec<_>>()).unwrap_or_default()
                };
                let (ids, maybe) = (list("ids"), list("maybe"));
                let mut got: std::collections::BTreeMap<String, Vec<String>> = Default::default();
                for x in &f.findings {
                    if x.status != genomsyra::finding::Status::Counted {
                        continue;
                    }
                    let at = d.source_offset(x.span.start).unwrap_or(0);
                    if at < start || at >= end {
                        continue;
                    }
                    let c = match x.cause {
                        genomsyra::finding::Cause::Rule(id) => set.rule(id).id.clone(),
                        genomsyra::finding::Cause::Source(n) => format!("källa {}", set.sources()[n as usize].id),
                    };
                    for n in set.taxonomy().names(x.areas) {
                        got.entry(n.into()).or_default().push(format!("{c}: {:?}", d.slice(x.span)));
                        let e = rules.entry(c.clone()).or_default();
                        if ids.iter().any(|i| i == n) {
                            e[0] += 1
                        } else if maybe.iter().any(|i| i == n) {
                            e[2] += 1
                        } else {
                            e[1] += 1
                        }
                    }
                }
                for (n, why) in &got {
                    if ids.contains(n) {
                        per.entry(n.clone()).or_default()[0] += 1
                    } else if !maybe.contains(n) {
                        per.entry(n.clone()).or_default()[1] += 1;
                        if show.is_some() {
                            println!("FALSKT {} {n} {}\n     {}", s("id"), why.join("; "), s("unit").replace('\n', " "))
                        }
                    }
                }
                for n in &ids {
                    if !got.contains_key(n) {
                        per.entry(n.clone()).or_default()[2] += 1;
                        if show.is_some() {
                            println!("MISS {} {n}\n     {}", s("id"), s("unit").replace('\n', " "))
                        }
                    }
                }
            }
            let mut t = [0; 3];
            for (n, c) in &per {
                for i in 0..3 {
                    t[i] += c[i]
                }
                println!("{n:32} hits {:4} false {:4} miss {:4}", c[0], c[1], c[2])
            }
            let (h, f, m) = (t[0] as f64, t[1] as f64, t[2] as f64);
            println!("P {:.3} R {:.3} F1 {:.3}  ({h} {f} {m})", h / (h + f), h / (h + m), 2.0 * h / (2.0 * h + f + m));
            if std::env::var("RULES").is_ok() {
                for (r, c) in &rules {
                    println!("   {r:50} hits {} false {} maybe {}", c[0], c[1], c[2])
                }
            }
        }
        _ => println!("reglerna är rätt skrivna"),
    }
}
fn walk(root: &std::path::Path, d: &std::path::Path, out: &mut Vec<RuleFile>) {
    for e in std::fs::read_dir(d).unwrap().flatten() {
        let p = e.path();
        if p.is_dir() {
            walk(root, &p, out)
        } else if p.extension().is_some_and(|x| x == "toml") {
            out.push(RuleFile {
                name: p.strip_prefix(root).unwrap().to_str().unwrap().into(),
                contents: std::fs::read_to_string(&p).unwrap(),
            })
        }
    }
}
