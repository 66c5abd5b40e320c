//! In which forms a page gives a document back, and what the files are called.

use crate::report::{Format, Language};

/// What somebody can take home from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A report.
    Report(Format),
    /// A copy of the document with the findings as comments.
    Annotated,
}

impl Form {
    /// The report that the page itself shows.
    pub const HTML: Form = Form::Report(Format::Html);

    /// All forms with their names in addresses.
    pub const ALL: [(Form, &'static str); 7] = [
        (Form::HTML, "html"),
        (Form::Report(Format::Word), "docx"),
        (Form::Annotated, "annotated"),
        (Form::Report(Format::Xlsx), "xlsx"),
        (Form::Report(Format::Json), "json"),
        (Form::Report(Format::Csv), "csv"),
        (Form::Report(Format::Markdown), "md"),
    ];

    /// The form of a name in an address.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.iter().find(|(_, own)| *own == name).map(|(form, _)| *form)
    }

    /// What browsers and other programs call its kind; `name` is the document's, whose copy is of its own kind.
    pub fn media_type(self, name: &str) -> &'static str {
        match self.ending(name).as_str() {
            "html" => "text/html; charset=utf-8",
            "json" => "application/json",
            "csv" => "text/csv; charset=utf-8",
            "md" => "text/markdown; charset=utf-8",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "pdf" => "application/pdf",
            _ => "application/octet-stream",
        }
    }

    /// What the file is called that is saved: the document's name, what is in it, and the ending of its kind.
    ///
    /// ```
    /// use genomsyra::desk::Form;
    /// use genomsyra::report::Language;
    /// assert_eq!(Form::Annotated.file_name("mapp/policy.docx", Language::Swedish), "policy kommenterad.docx");
    /// assert_eq!(Form::HTML.file_name("plan.pdf", Language::English), "plan review.html");
    /// ```
    pub fn file_name(self, name: &str, language: Language) -> String {
        let what = match (self, language) {
            (Form::Report(_), Language::Swedish) => "granskning",
            (Form::Report(_), Language::English) => "review",
            (Form::Annotated, Language::Swedish) => "kommenterad",
            (Form::Annotated, Language::English) => "annotated",
        };
        self.named_after(name, what)
    }

    /// The same for what differs between a document and an older version.
    pub fn comparison_name(self, name: &str, language: Language) -> String {
        self.named_after(name, if language == Language::Swedish { "jämförelse" } else { "comparison" })
    }

    fn named_after(self, name: &str, what: &str) -> String {
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        format!("{stem} {what}.{}", self.ending(name))
    }

    fn ending(self, name: &str) -> String {
        match self {
            Form::Report(Format::Word) => "docx".into(),
            Form::Report(Format::Terminal) => "txt".into(),
            Form::Report(_) => Form::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name).into(),
            Form::Annotated => name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default(),
        }
    }
}
