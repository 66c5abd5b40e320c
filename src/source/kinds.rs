//! Files that are no documents: pictures, sound, programs, data. Told by the name, and only for names that no document has.

/// Extensions of files that hold no document, in small letters. Kinds that could hold one and cannot be read (TIFF scans, RAR archives, old
/// presentations) are not here: they are read, and told of as unread.
const NO_DOCUMENTS: &[&str] = &[
    // Pictures, drawings and maps.
    "ai", "avif", "bmp", "cdr", "cr2", "dng", "dwg", "dxf", "eps", "gif", "heic", "heif", "ico", "indd", "jpe", "jpeg", "jpg", "nef", "png",
    "psd", "raw", "shp", "shx", "svg", "svgz", "webp", "gpkg", // Sound and film.
    "aac", "avi", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "ogg", "srt", "vtt", "wav", "webm", "wma", "wmv",
    // Fonts.
    "eot", "otf", "ttc", "ttf", "woff", "woff2", // Programs and their parts.
    "apk", "app", "bat", "bin", "c", "cmd", "com", "cpp", "cs", "css", "dll", "dmg", "exe", "h", "iso", "jar", "java", "js", "lib", "map",
    "mjs", "msi", "o", "php", "ps1", "py", "pyc", "rs", "sh", "so", "sql", "sys", "ts", "vbs", "whl", // Data and settings.
    "arkiv", "bak", "cfg", "conf", "dat", "db", "dbf", "geojson", "ics", "ini", "json", "jsonl", "lnk", "lock", "log", "mdb", "accdb",
    "ndjson", "parquet", "rdf", "sqlite", "sqlite3", "toml", "tmp", "url", "vcf", "webloc", "yaml", "yml", "zsync",
];

/// Files that programs leave beside documents.
const LEFT_BEHIND: &[&str] = &["thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"];

/// What kind of thing a file is (its extension), if its name says that it is no document.
///
/// ```
/// use genomsyra::source::no_document;
/// assert_eq!(no_document("bilder/Torget.JPG").as_deref(), Some("jpg"));
/// assert_eq!(no_document("~$plan.docx").as_deref(), Some("låsfil"));
/// assert_eq!(no_document("plan.pdf"), None);
/// assert_eq!(no_document("protokoll"), None);
/// ```
pub fn no_document(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    // Word and LibreOffice put one beside each document that is open.
    if last.starts_with("~$") || last.starts_with(".~lock.") {
        return Some("låsfil".into());
    }
    if LEFT_BEHIND.contains(&last.as_str()) {
        return Some("systemfil".into());
    }
    let (stem, extension) = last.rsplit_once('.')?;
    (!stem.is_empty() && NO_DOCUMENTS.contains(&extension)).then(|| extension.to_string())
}

/// Extensions that say that a file is meant to be a document, whatever its bytes are.
const DOCUMENTS: &[&str] = &[
    "pdf", "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf", "ppt", "pptx", "pptm", "odp", "xls", "xlsx", "xlsm", "xlsb", "ods",
    "html", "htm", "xhtml", "md", "markdown", "txt", "text", "eml", "msg", "zip", "7z", "rar", "gz", "tif", "tiff", "ps", "epub", "pages",
    "wpd", "xps",
];

/// Whether a file's name says that it is a document, or an archive of them.
pub fn named_as_document(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| DOCUMENTS.contains(&extension.to_lowercase().as_str()))
}
