//! The page's modules in one script: a page on the disk may not fetch its modules, and one script can be named in its policy by its hash.
//!
//! Knows the few ways in which our modules import and export, and refuses every other.

use std::collections::BTreeMap;

/// Modules by their file names.
pub type Modules<'a> = BTreeMap<&'a str, &'a str>;

/// One module script that does what `entry` does with all that it imports.
pub fn bundle(modules: &Modules, entry: &str) -> Result<String, String> {
    let mut bundle = Bundle { modules, out: String::from("const own = {};\n"), done: Vec::new(), begun: Vec::new() };
    bundle.add(entry)?;
    match modules.keys().find(|name| !bundle.done.iter().any(|done| done == *name)) {
        Some(left) => Err(format!("{left} is imported by no module")),
        None => Ok(bundle.out),
    }
}

struct Bundle<'a> {
    modules: &'a Modules<'a>,
    out: String,
    done: Vec<String>,
    begun: Vec<String>,
}

impl Bundle<'_> {
    /// Puts a module after those that it imports.
    fn add(&mut self, name: &str) -> Result<(), String> {
        if self.done.iter().any(|done| done == name) {
            return Ok(());
        }
        if self.begun.iter().any(|begun| begun == name) {
            return Err(format!("{name} imports itself by others"));
        }
        self.begun.push(name.to_string());
        let source = self.modules.get(name).ok_or_else(|| format!("there is no module {name}"))?;
        let mut inside = String::new();
        let mut exports = Vec::new();
        for line in source.lines() {
            let wrong = || format!("{name}: cannot bundle: {line}");
            if let Some(import) = line.strip_prefix("import ") {
                let (names, from) = imported(import).ok_or_else(wrong)?;
                self.add(from)?;
                if let Some(names) = names {
                    inside.push_str(&format!("const {names} = own[\"{from}\"];\n"));
                }
            } else if let Some(export) = line.strip_prefix("export ") {
                let (names, kept) = exported(export).ok_or_else(wrong)?;
                exports.extend(names);
                inside.push_str(kept);
                inside.push('\n');
            } else {
                inside.push_str(line);
                inside.push('\n');
            }
        }
        let exports = exports.join(", ");
        self.out.push_str(&format!("// {name}\nown[\"{name}\"] = await (async () => {{\n{inside}return {{ {exports} }};\n}})();\n"));
        self.done.push(name.to_string());
        Ok(())
    }
}

/// Of `{ a, b } from "./x.js";`, `* as x from "./x.js";` or `"./x.js";`: what names stand for what is imported, and from which module.
fn imported(line: &str) -> Option<(Option<String>, &str)> {
    let (what, from) = match line.split_once(" from ") {
        Some((what, from)) => (Some(what), from),
        None => (None, line),
    };
    let module = from.strip_prefix("\"./")?.strip_suffix("\";")?;
    let Some(what) = what else { return Some((None, module)) };
    match what.strip_prefix("* as ") {
        Some(name) => Some((Some(name.to_string()), module)),
        None => what.starts_with('{').then(|| (Some(what.replace(" as ", ": ")), module)),
    }
}

/// Of what stands after `export`: the names, and what is left of the line.
fn exported(line: &str) -> Option<(Vec<&str>, &str)> {
    if let Some(names) = line.strip_prefix("{ ") {
        return Some((names.strip_suffix(" };")?.split(", ").collect(), ""));
    }
    let name = ["function ", "async function ", "const ", "class "].iter().find_map(|kind| line.strip_prefix(kind))?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    Some((vec![&name[..end]], line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_stand_after_those_that_they_import() {
        let modules = Modules::from([
            ("main.js", "import { a as b, c } from \"./one.js\";\nimport * as two from \"./two.js\";\nb(c, two.d);"),
            ("one.js", "import \"./two.js\";\nexport function a() {}\nconst c = 1;\nexport { c };"),
            ("two.js", "// Says d.\nexport const d = 2;"),
        ]);
        let bundled = bundle(&modules, "main.js").unwrap();
        let wanted = "const own = {};\n\
            // two.js\nown[\"two.js\"] = await (async () => {\n// Says d.\nconst d = 2;\nreturn { d };\n})();\n\
            // one.js\nown[\"one.js\"] = await (async () => {\nfunction a() {}\nconst c = 1;\n\nreturn { a, c };\n})();\n\
            // main.js\nown[\"main.js\"] = await (async () => {\nconst { a: b, c } = own[\"one.js\"];\nconst two = own[\"two.js\"];\n\
            b(c, two.d);\nreturn {  };\n})();\n";
        assert_eq!(bundled, wanted);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (modules, why) in [
            (vec![("main.js", "import x from \"./one.js\";"), ("one.js", "")], "cannot bundle"),
            (vec![("main.js", "import { x } from \"https://example.org/one.js\";")], "cannot bundle"),
            (vec![("main.js", "export default 1;")], "cannot bundle"),
            (vec![("main.js", "import \"./one.js\";")], "no module one.js"),
            (vec![("main.js", "import \"./one.js\";"), ("one.js", "import \"./main.js\";")], "imports itself"),
            (vec![("main.js", ""), ("one.js", "")], "by no module"),
        ] {
            let told = bundle(&modules.into_iter().collect(), "main.js").unwrap_err();
            assert!(told.contains(why), "{told}");
        }
    }
}
