//! Text inside DrawingML parts, which Word documents and presentations share.

use super::failure::Failure;
use super::xml::{Ns, Token, Walker};

/// The texts of SmartArt or of a chart (its title and those of its axes), one a paragraph.
pub(super) fn paragraphs(mut walker: Walker) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    let mut line = String::new();
    let mut inside = false;
    loop {
        match walker.next()? {
            // Points of presentation and links repeat the nodes of SmartArt.
            Token::Start(e) if e.ns == Ns::Diagram && e.name() == b"pt" && e.attr("type").is_some_and(|t| t != "node" && t != "asst") => {
                walker.skip()?
            }
            Token::Start(e) if e.ns == Ns::Drawing && e.name() == b"t" => inside = true,
            Token::Text(text) if inside => line.push_str(&text),
            Token::End(Ns::Drawing, name) if name.as_ref() == b"t" => inside = false,
            Token::End(Ns::Drawing, name) if name.as_ref() == b"p" => texts.push(std::mem::take(&mut line)),
            Token::Done => break,
            _ => {}
        }
    }
    texts.retain(|t| !t.trim().is_empty());
    Ok(texts)
}
