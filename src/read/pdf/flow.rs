//! Lines to drafts: which line goes on with the paragraph, item or note before it, and which begins a new one.

use super::body::Body;
use super::contents::{self, Contents};
use super::draft::{Draft, Kind};
use super::hyphens::{self, Joint};
use super::lines::Line;
use super::markers::{self, Marker};
use super::page::Page;
use super::tables::{self, Region};
use super::tags::{Role, Tags};

/// Pages with more lines than this are not measured column by column.
const MAX_MEASURED: usize = 2_000;

/// Builds the drafts of a document.
pub(super) struct Flow<'a> {
    tags: &'a Tags,
    body: &'a Body,
    pub(super) drafts: Vec<Draft>,
    /// The draft that running text would go on with.
    open: Option<usize>,
    /// Left edges of the open list's levels.
    levels: Vec<f32>,
    tables: tables::Rows,
    contents: Contents,
}

impl<'a> Flow<'a> {
    pub(super) fn new(tags: &'a Tags, body: &'a Body, pages: &[Page], page_count: usize) -> Self {
        let tables = tables::Rows::new(pages, tags);
        Flow { tags, body, drafts: Vec::new(), open: None, levels: Vec::new(), tables, contents: Contents::new(page_count) }
    }

    /// Adds the lines of a page.
    pub(super) fn page(&mut self, index: usize, page: &Page) {
        let edges = right_edges(page);
        let regions = tables::find(page, self.tags);
        let mut region_of: Vec<Option<usize>> = vec![None; page.lines.len()];
        for (number, region) in regions.iter().enumerate() {
            for line in region.lines() {
                if let Some(slot) = region_of.get_mut(line) {
                    *slot = Some(number);
                }
            }
        }
        let mut emitted = vec![false; regions.len()];
        let mut above: Option<&Line> = None;
        for (number, line) in page.lines.iter().enumerate() {
            let edge = edges.get(number).copied().unwrap_or(line.x1);
            let role = line.block.map(|block| self.tags.role(block));
            if page.marginal[number] && region_of[number].is_none() && !matches!(role, Some(Role::Cell { .. })) {
                self.marginal(index, line);
            } else if let Some(region) = region_of[number] {
                if !std::mem::replace(&mut emitted[region], true) {
                    self.close();
                    self.region(index, page, &regions[region]);
                }
            } else if let Some(Role::Cell { .. }) = role
                && self.tables.tagged_cell(&mut self.drafts, self.tags, index, page, line)
            {
                self.close();
            } else {
                let coming = page.lines.get(number + 1..).unwrap_or(&[]);
                self.text(index, page, line, edge, role, above, coming);
            }
            above = Some(line);
        }
    }

    fn close(&mut self) {
        self.open = None;
        self.levels.clear();
        self.contents.leave();
    }

    fn region(&mut self, index: usize, page: &Page, region: &Region) {
        self.tables.emit(&mut self.drafts, self.tags, index, page, region);
    }

    fn marginal(&mut self, index: usize, line: &Line) {
        if let Some(last) = self.drafts.last_mut()
            && last.kind == Kind::Marginal
            && last.last.page == index
            && (last.last.y - line.y).abs() < 0.5 * line.size
        {
            last.append(index, line, line.x1);
            return;
        }
        self.drafts.push(Draft::new(Kind::Marginal, index, line, &line.text, line.x1));
    }

    /// Adds a line of text; `above` is the line before it on the page, `coming` are those after it.
    #[allow(clippy::too_many_arguments)]
    fn text(&mut self, index: usize, page: &Page, line: &Line, edge: f32, role: Option<Role>, above: Option<&Line>, coming: &[Line]) {
        if self.contents.holds(line, role, coming) {
            let same_entry =
                self.drafts.last().is_some_and(|entry| entry.kind == Kind::Contents && contents::goes_on(entry, line, index, role));
            match self.drafts.last_mut() {
                Some(last) if same_entry => last.append(index, line, edge),
                _ => self.drafts.push(Draft::new(Kind::Contents, index, line, &line.text, edge)),
            }
            self.open = None;
            return;
        }
        if let Some(open) = self.open
            && let Some(draft) = self.drafts.get(open)
            && self.continues(draft, line, index, role)
        {
            if let Some(draft) = self.drafts.get_mut(open) {
                draft.append(index, line, edge);
            }
            return;
        }
        if let Some(earlier) = self.resumed(line, index, role)
            && let Some(draft) = self.drafts.get_mut(earlier)
        {
            draft.append(index, line, edge);
            self.open = Some(earlier);
            return;
        }
        if let Some(initial) = self.drafts.last_mut()
            && initial.is_initial_of(line, index)
        {
            initial.extend_initial(line, edge);
            self.open = Some(self.drafts.len() - 1);
            return;
        }
        let mut text = line.text.as_str();
        let (mut kind, settled) = match role {
            Some(Role::Heading(level)) => (Kind::Heading(level), true),
            Some(Role::Item(depth)) => (Kind::Item(depth), true),
            Some(Role::Caption) => (Kind::Caption, true),
            Some(Role::Note) => (Kind::Note, true),
            Some(Role::Quote) => (Kind::Quote, true),
            _ => (Kind::Paragraph, false),
        };
        match markers::marker(text) {
            Some(Marker::Bullet(bytes) | Marker::Dash(bytes)) if !matches!(kind, Kind::Heading(_)) => {
                text = text.get(bytes..).unwrap_or(text);
                if !matches!(kind, Kind::Item(_)) {
                    kind = Kind::Item(self.depth(line.x0));
                }
            }
            Some(Marker::Number(_)) if kind == Kind::Paragraph => kind = Kind::Item(self.depth(line.x0)),
            _ if kind == Kind::Paragraph => {
                if role != Some(Role::Figure) && self.is_note(line, page) {
                    kind = Kind::Note;
                } else if markers::is_caption(text) {
                    kind = Kind::Caption;
                }
                if self.levels.first().is_some_and(|left| line.x0 <= left + 2.0) {
                    self.levels.clear();
                }
            }
            _ => {}
        }
        let mut draft = Draft::new(kind, index, line, text, edge);
        draft.settled = settled;
        draft.figure = role == Some(Role::Figure) || !line.upright;
        draft.space_above = match above {
            Some(above) if above.y > line.y => (above.y - line.y) / line.size.max(1.0),
            _ => 9.0,
        };
        self.drafts.push(draft);
        self.open = Some(self.drafts.len() - 1);
    }

    /// The paragraph that goes on here after notes, captions or small print at the end of the page or column before.
    fn resumed(&self, line: &Line, index: usize, role: Option<Role>) -> Option<usize> {
        let alike = |draft: &Draft| (draft.last.size - line.size).abs() <= 0.12 * line.size;
        let passed = |draft: &Draft| match draft.kind {
            Kind::Marginal | Kind::Note | Kind::Caption => true,
            Kind::Paragraph | Kind::Item(_) => draft.last.size < 0.9 * line.size,
            _ => false,
        };
        let (earlier, draft) = self.drafts.iter().enumerate().rev().take(40).find(|(_, draft)| !passed(draft))?;
        let text = matches!(draft.kind, Kind::Paragraph | Kind::Item(_)) && alike(draft);
        let before = draft.last.page + 1 == index && !draft.tail().is_empty();
        (text && before && self.open != Some(earlier) && self.continues(draft, line, index, role)).then_some(earlier)
    }

    /// Small print in the lower half of the page that begins with a note mark.
    fn is_note(&self, line: &Line, page: &Page) -> bool {
        if !line.text.contains(char::is_alphabetic) || line.y > (page.top + page.bottom) / 2.0 {
            return false;
        }
        line.noted || (line.size <= 0.92 * self.body.size && markers::is_note_mark(&line.text))
    }

    /// Depth of an item whose marker stands at `x`.
    fn depth(&mut self, x: f32) -> u8 {
        while self.levels.last().is_some_and(|level| *level > x + 4.0) {
            self.levels.pop();
        }
        if self.levels.last().is_none_or(|level| *level < x - 4.0) {
            self.levels.push(x);
        }
        (self.levels.len() - 1).min(8) as u8
    }

    /// Whether the line goes on with the draft.
    fn continues(&self, draft: &Draft, line: &Line, page: usize, role: Option<Role>) -> bool {
        let last = &draft.last;
        let alike = (last.size - line.size).abs() <= 0.12 * last.size.max(line.size);
        if draft.block.is_some() && draft.block == line.block && !matches!(role, Some(Role::Figure | Role::Cell { .. })) {
            // A heading and its text in one element look different.
            let lower = line.text.starts_with(char::is_lowercase);
            let apart = !alike && !lower && draft.lines < 3 && line.text.len() > 3 && last.y - line.y > 0.8 * line.size;
            // Items that were typed line by line into one paragraph.
            let begins_item = match markers::marker(&line.text) {
                Some(Marker::Bullet(_)) => true,
                Some(Marker::Dash(_)) => matches!(draft.kind, Kind::Item(_)) && line.x0 <= draft.x0 + 0.5 * line.size,
                _ => false,
            };
            // Some files have all the notes of a page in one element.
            let begins_note = draft.kind == Kind::Note && (line.noted || markers::is_next_note(draft.head(), &line.text));
            return !apart && !begins_item && !begins_note;
        }
        let note = role == Some(Role::Note) && draft.kind != Kind::Note;
        if note || matches!(draft.kind, Kind::Heading(_)) || matches!(role, Some(Role::Heading(_) | Role::Item(_) | Role::Caption)) {
            return false;
        }
        let size = last.size.max(line.size);
        if !alike || line.noted {
            return false;
        }
        let ended = markers::ends_sentence(draft.tail());
        let lower = line.text.starts_with(|c: char| c.is_lowercase());
        let broken_word = hyphens::joint(draft.tail(), &line.text) != Joint::Space || draft.tail().trim_end().ends_with(['-', '\u{AD}']);
        let flowing = !ended && (lower || broken_word);
        // Two paragraphs of the structure tree are one only where the tree was made line by line.
        if draft.block.is_some() && line.block.is_some() && draft.block != line.block && !flowing {
            return false;
        }
        let full = last.x1 + 0.3 * size + line.first_word >= last.edge - 0.2 * size;
        // The line before had no room for more and its sentence goes on.
        let open = full && !ended;
        let in_list = matches!(draft.kind, Kind::Item(_));
        let begins_item = match markers::marker(&line.text) {
            Some(Marker::Bullet(_)) => true,
            Some(Marker::Dash(bytes)) => in_list || !open || !line.text[bytes..].starts_with(char::is_lowercase),
            Some(Marker::Number(_)) => in_list || !open,
            None => false,
        };
        if begins_item || (draft.bold != line.bold && !open) {
            return false;
        }
        let drop = last.y - line.y;
        let beside = line.x0 >= last.x1 || line.x1 <= last.x0;
        if last.page != page || (drop < 0.3 * size && beside) || drop < -2.0 * size {
            // Over a page or column break.
            return !ended && line.upright && !draft.bold && (flowing || (full && draft.lines > 1));
        }
        if drop < 0.3 * size || beside {
            return false;
        }
        let limit = self.body.leading * 1.3 * size;
        if drop > limit {
            return flowing && drop < limit * 1.25;
        }
        if flowing {
            return true;
        }
        if !full {
            return false;
        }
        let indented = line.x0 > draft.hang.unwrap_or(last.x0).min(last.x0) + 0.8 * size;
        let returned = matches!(draft.kind, Kind::Item(_))
            && line.x0 <= draft.x0 + 0.3 * size
            && draft.hang.is_none_or(|hang| hang > line.x0 + 0.3 * size);
        match draft.kind {
            Kind::Item(_) if returned => !ended,
            Kind::Item(_) => true,
            _ => !(ended && indented),
        }
    }
}

/// For each line the right edge of its column: how far lines that begin near it reach.
fn right_edges(page: &Page) -> Vec<f32> {
    let near = 0.12 * (page.right - page.left);
    if page.lines.len() > MAX_MEASURED {
        let most = page.lines.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
        return vec![most; page.lines.len()];
    }
    page.lines
        .iter()
        .map(|line| {
            let mut ends: Vec<f32> = page
                .lines
                .iter()
                .zip(&page.marginal)
                .filter(|(l, marginal)| !**marginal && (l.x0 - line.x0).abs() < near)
                .map(|(l, _)| l.x1)
                .collect();
            ends.sort_by(|a, b| b.total_cmp(a));
            // One line in ten may stick out of the column: a heading over all columns, a long address.
            ends.get(ends.len() / 10).copied().unwrap_or(line.x1)
        })
        .collect()
}
