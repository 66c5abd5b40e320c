//! The page with all that it needs in one file, and the policy that lets nothing else run or load.

use base64::prelude::{BASE64_STANDARD, Engine};
use genomsyra::desk::page::{Frame, page, style};
use genomsyra::report::{HTML_SCRIPT, HTML_STYLE, Language};
use serde_json::json;
use sha2::{Digest, Sha256};

/// The file's content. `program` is the page's script, `worker` what the worker runs, `core` the packed core.
pub fn whole(program: &str, worker: &str, core: &[u8]) -> Result<String, String> {
    if program.to_lowercase().contains("</script") {
        return Err("the page's script holds what would end its element".into());
    }
    let style = style();
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<link rel=\"icon\" href=\"data:,\">\n<style>{style}</style>",
        policy(program, &style)
    );
    let program = format!("<script type=\"module\">{program}</script>");
    let in_language = |language, other_href, scripts: &str| page(language, Frame { head: &head, links: "", other_href, scripts });
    let swedish = |scripts: &str| in_language(Language::Swedish, "?lang=en", scripts);
    let pages = json!({ "sv": swedish(&program), "en": in_language(Language::English, "?lang=sv", &program) });
    let brought = json!({ "pages": pages, "worker": worker, "core": BASE64_STANDARD.encode(core) }).to_string();
    // An element ends where its end stands, whatever it holds.
    let brought = brought.replace('<', "\\u003c");
    Ok(swedish(&format!("<script type=\"application/json\" id=\"brought\">{brought}</script>\n{program}")))
}

/// Only what stands in the page, known by its hash, runs: its own script and style, those of the reports that it shows in a frame, which
/// are under this policy too, and the core. Nothing can be fetched or sent.
fn policy(program: &str, style: &str) -> String {
    let own = |content: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content.as_bytes())));
    format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {} {}; img-src data:; worker-src blob:; connect-src 'none'; \
         base-uri 'none'; form-action 'none'",
        own(program),
        own(HTML_SCRIPT),
        own(style),
        own(HTML_STYLE),
    )
}
