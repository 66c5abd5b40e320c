//! Runs a content stream and notes what it shows. Nothing is drawn; only text, lines and images are followed.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::content::{Operand, Tokens, unescape_name};
use super::font::Font;
use super::ink::{Glyph, Ink, Turn};
use super::layers::Layers;
use super::matrix::Matrix;
use super::objects::{Objects, as_dictionary, as_number, decode_text};
use super::pages::Shown;
use super::state::{Path, State};
use super::unread::UNKNOWN;
use crate::read::deadline::Deadline;

/// Forms in forms beyond this are not followed.
const MAX_FORMS: usize = 16;
/// Saved graphics states beyond this are not kept.
const MAX_SAVED: usize = 512;
/// Glyphs kept of one page; pages of print have at most some ten thousand.
const MAX_GLYPHS: usize = 400_000;
/// Glyphs of one document: ten thousand pages, close-printed.
const MAX_ALL_GLYPHS: usize = 32_000_000;
/// Codes of all fonts that are held at once. Past the first a new page begins with no fonts loaded; past the second no font is loaded.
const MAX_KEPT_CODES: usize = 2 << 20;
const MAX_CODES: usize = 8 << 20;

/// Content that is being marked.
struct Marked {
    mark: u32,
    /// Replacement text and the first glyph that it replaces.
    actual: Option<(String, usize)>,
}

/// Interpreter of one document; fonts are kept from page to page.
pub(super) struct Interpreter<'a> {
    objects: &'a Objects<'a>,
    layers: Layers,
    fonts: Vec<Rc<Font>>,
    by_dictionary: HashMap<usize, usize>,
    codes: usize,
    operations_left: usize,
    glyphs_left: usize,
    deadline: Deadline,
    /// Whether operations or time ran out.
    pub(super) stopped: bool,
    ink: Ink,
    /// Marked content that is open, and the forms that are being run (by address, against cycles, and by number).
    marked: Vec<Marked>,
    forms: Vec<(usize, Option<ObjectId>)>,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(objects: &'a Objects<'a>, operations: usize, deadline: Deadline) -> Self {
        Interpreter {
            objects,
            layers: Layers::read(objects),
            fonts: Vec::new(),
            by_dictionary: HashMap::new(),
            codes: 0,
            operations_left: operations,
            glyphs_left: MAX_ALL_GLYPHS,
            deadline,
            stopped: false,
            ink: Ink::default(),
            marked: Vec::new(),
            forms: Vec::new(),
        }
    }

    /// Runs a page's content; `resources` are searched in order.
    pub(super) fn page(&mut self, content: &[u8], resources: &[&'a Dictionary], annotations: &[Shown<'a>]) -> Ink {
        self.ink.clear();
        self.marked.clear();
        if self.codes > MAX_KEPT_CODES {
            self.fonts.clear();
            self.by_dictionary.clear();
            self.codes = 0;
        }
        self.run(content, resources, State::new(Matrix::IDENTITY));
        for annotation in annotations {
            self.marked.clear();
            match annotation {
                Shown::Form { stream, matrix, layer } => {
                    if !layer.is_some_and(|layer| self.layers.hides(self.objects, layer)) {
                        self.form(stream, None, resources, &State::new(*matrix));
                    }
                }
                Shown::Text { text, left, top, size } => {
                    for (line, text) in text.lines().enumerate() {
                        let place = Glyph::at((*left, left + 0.5 * size), top - size * (1.0 + 1.2 * line as f32), *size, Turn::Right, 0, 0);
                        self.ink.push(text, place);
                    }
                }
            }
        }
        self.glyphs_left = self.glyphs_left.saturating_sub(self.ink.glyphs.len());
        self.stopped |= self.glyphs_left == 0;
        std::mem::take(&mut self.ink)
    }

    /// Takes back the ink of a page that has been read: the next page is written into the same memory.
    pub(super) fn reuse(&mut self, ink: Ink) {
        self.ink = ink;
    }

    fn run(&mut self, content: &[u8], resources: &[&'a Dictionary], initial: State) {
        let mut tokens = Tokens::new(content);
        let mut state = initial;
        let mut saved: Vec<State> = Vec::new();
        let mut path = Path::default();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let marked_before = self.marked.len();
        while let Some(operator) = tokens.next_operator() {
            if !self.may_go_on() {
                break;
            }
            let n = |index: usize| tokens.number(index);
            match operator {
                b"q" if saved.len() < MAX_SAVED => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.ctm = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]).then(&state.ctm),
                b"BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                b"Tf" => {
                    state.size = n(1);
                    state.font = tokens.name(0).and_then(|name| self.font(resources, name));
                }
                b"gs" => self.graphics_state(&tokens, resources, &mut state),
                b"Tc" => state.char_space = n(0),
                b"Tw" => state.word_space = n(0),
                b"Tz" => state.scale = n(0) / 100.0,
                b"TL" => state.leading = n(0),
                b"Ts" => state.rise = n(0),
                b"Tr" => state.render_mode = n(0).clamp(0.0, 7.0) as u8,
                b"Td" | b"TD" => {
                    if operator == b"TD" {
                        state.leading = -n(1);
                    }
                    line = line.moved(n(0), n(1));
                    text = line;
                }
                b"Tm" => {
                    line = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
                    text = line;
                }
                b"T*" => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                }
                b"Tj" | b"'" | b"\"" => {
                    if operator != b"Tj" {
                        line = line.moved(0.0, -state.leading);
                        text = line;
                    }
                    if operator == b"\"" {
                        (state.word_space, state.char_space) = (n(0), n(1));
                    }
                    if let Some(&Operand::Text(at, len)) = tokens.operands.last() {
                        self.show(&state, &mut text, tokens.string(at, len));
                    }
                }
                b"TJ" => {
                    for operand in &tokens.operands {
                        match *operand {
                            Operand::Text(at, len) => self.show(&state, &mut text, tokens.string(at, len)),
                            Operand::Number(back) => text = text.moved(-back / 1000.0 * state.size * state.scale, 0.0),
                            _ => {}
                        }
                    }
                }
                b"BMC" | b"BDC" => self.begin_marked(&tokens, resources),
                b"EMC" if self.marked.len() > marked_before => self.end_marked(),
                b"Do" => {
                    if let Some(name) = tokens.name(0) {
                        self.external(name, resources, &state);
                    }
                }
                b"EI" => self.ink.image_area += area(&state.ctm),
                b"m" => path.move_to(state.ctm.apply(n(0), n(1))),
                b"l" => path.line_to(state.ctm.apply(n(0), n(1))),
                b"h" => path.close(),
                b"re" => path.rectangle(state.ctm.apply(n(0), n(1)), state.ctm.apply(n(0) + n(2), n(1) + n(3))),
                b"c" => path.curve_to(state.ctm.apply(n(4), n(5))),
                b"v" | b"y" => path.curve_to(state.ctm.apply(n(2), n(3))),
                b"S" | b"s" => {
                    if operator == b"s" {
                        path.close();
                    }
                    path.paint(&mut self.ink, true, false);
                }
                b"f" | b"F" | b"f*" => path.paint(&mut self.ink, false, true),
                b"B" | b"B*" | b"b" | b"b*" => path.paint(&mut self.ink, true, true),
                b"n" => path.clear(),
                _ => {}
            }
        }
        while self.marked.len() > marked_before {
            self.end_marked();
        }
    }

    /// Counts an operation; false when the document has used up its share.
    fn may_go_on(&mut self) -> bool {
        if self.stopped {
            return false;
        }
        match self.operations_left.checked_sub(1) {
            None => self.stopped = true,
            Some(left) => {
                self.operations_left = left;
                if left.is_multiple_of(4096) && self.deadline.is_over() {
                    self.stopped = true;
                }
            }
        }
        !self.stopped
    }

    /// The entry `name` of a kind of resource.
    fn resource(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let name = unescape_name(name);
        resources.iter().find_map(|r| match self.objects.get(self.objects.dictionary(r, kind)?, &name) {
            Object::Null => None,
            found => Some(found),
        })
    }

    /// The number of the object that the entry `name` refers to.
    fn reference(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<ObjectId> {
        let name = unescape_name(name);
        resources.iter().find_map(|r| self.objects.dictionary(r, kind)?.get(&name).ok()?.as_reference().ok())
    }

    fn font(&mut self, resources: &[&'a Dictionary], name: &[u8]) -> Option<usize> {
        let dictionary = self.resource(resources, b"Font", name).and_then(as_dictionary)?;
        self.font_index(dictionary)
    }

    fn font_index(&mut self, dictionary: &'a Dictionary) -> Option<usize> {
        let address = std::ptr::from_ref(dictionary) as usize;
        if let Some(index) = self.by_dictionary.get(&address) {
            return Some(*index);
        }
        if self.codes > MAX_CODES || self.deadline.is_over() {
            self.stopped = true;
            return None;
        }
        let font = Font::load(self.objects, dictionary);
        self.codes += font.codes();
        self.fonts.push(Rc::new(font));
        self.by_dictionary.insert(address, self.fonts.len() - 1);
        Some(self.fonts.len() - 1)
    }

    /// A font can also be set through a graphics state dictionary.
    fn graphics_state(&mut self, tokens: &Tokens, resources: &[&'a Dictionary], state: &mut State) {
        let dictionary = tokens.name(0).and_then(|name| self.resource(resources, b"ExtGState", name)).and_then(as_dictionary);
        if let Some([font, size]) = dictionary.map(|d| self.objects.array(d, b"Font"))
            && let Some(font) = as_dictionary(self.objects.resolve(font))
        {
            state.font = self.font_index(font);
            state.size = as_number(self.objects.resolve(size)).unwrap_or(state.size);
        }
    }

    fn external(&mut self, name: &[u8], resources: &[&'a Dictionary], state: &State) {
        let Some(Object::Stream(stream)) = self.resource(resources, b"XObject", name) else { return };
        if self.objects.dictionary(&stream.dict, b"OC").is_some_and(|layer| self.layers.hides(self.objects, layer)) {
            return;
        }
        match self.objects.name(&stream.dict, b"Subtype") {
            b"Form" => {
                let id = self.reference(resources, b"XObject", name);
                self.form(stream, id, resources, state);
            }
            b"Image" => self.ink.image_area += area(&state.ctm),
            _ => {}
        }
    }

    fn form(&mut self, stream: &'a Stream, id: Option<ObjectId>, resources: &[&'a Dictionary], state: &State) {
        let address = std::ptr::from_ref(stream) as usize;
        if self.forms.len() >= MAX_FORMS || self.forms.iter().any(|(open, _)| *open == address) {
            return;
        }
        // A form may cost more than thousands of operations.
        if self.stopped || self.deadline.is_over() {
            self.stopped = true;
            return;
        }
        let mut inner = state.clone();
        if let Some(matrix) = self.objects.numbers::<6>(&stream.dict, b"Matrix") {
            inner.ctm = Matrix(matrix).then(&state.ctm);
        }
        let own = self.objects.dictionary(&stream.dict, b"Resources");
        let all: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(MAX_FORMS + 4).collect();
        let objects = self.objects;
        let data = objects.data(stream);
        self.forms.push((address, id));
        self.run(&data, &all, inner);
        self.forms.pop();
    }

    fn begin_marked(&mut self, tokens: &Tokens, resources: &[&'a Dictionary]) {
        let outer = self.marked.last().map_or(0, |m| m.mark);
        let mut mark = self.ink.marks.get(outer as usize).copied().unwrap_or_default();
        mark.artifact |= tokens.name(0) == Some(b"Artifact");
        let layer = tokens.name(0) == Some(b"OC");
        let (mut id, mut actual) = (None, None);
        match tokens.operands.get(1) {
            Some(Operand::Name(name)) => {
                if let Some(properties) = self.resource(resources, b"Properties", name).and_then(as_dictionary) {
                    mark.hidden |= layer && self.layers.hides(self.objects, properties);
                    id = self.objects.number(properties, b"MCID").map(|id| id as u32);
                    actual = self.objects.text(properties, b"ActualText");
                }
            }
            Some(Operand::DictOpen) => {
                for pair in tokens.operands.windows(2) {
                    match *pair {
                        [Operand::Name(b"MCID"), Operand::Number(number)] => id = Some(number.max(0.0) as u32),
                        [Operand::Name(b"ActualText"), Operand::Text(at, len)] => actual = Some(decode_text(tokens.string(at, len))),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        // Numbers inside a form belong to the form.
        match (id, self.forms.last()) {
            (Some(id), None) => mark.id = Some(id),
            (Some(id), Some((_, Some(form)))) => mark.inner = Some((*form, id)),
            _ => {}
        }
        let index = if self.ink.marks.get(outer as usize) == Some(&mark) {
            outer
        } else {
            self.ink.marks.push(mark);
            (self.ink.marks.len() - 1) as u32
        };
        // The outermost replacement text wins.
        let actual = actual.filter(|_| self.marked.iter().all(|m| m.actual.is_none()));
        self.marked.push(Marked { mark: index, actual: actual.map(|text| (text, self.ink.glyphs.len())) });
    }

    fn end_marked(&mut self) {
        let Some(Marked { actual: Some((actual, from)), .. }) = self.marked.pop() else { return };
        let Some(first) = self.ink.glyphs.get(from).copied() else { return };
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let drawn: String = self.ink.glyphs[from..].iter().map(|g| self.ink.text(g)).collect();
        // Where the glyphs say the same, their places are worth keeping.
        if !actual.contains('\u{AD}') && letters(&drawn) == letters(&actual) && !letters(&drawn).is_empty() {
            return;
        }
        let end = self.ink.glyphs[from..].iter().filter(|g| (g.y - first.y).abs() < 1.0).map(|g| g.x1).fold(first.x1, f32::max);
        // What is replaced need not be known.
        let unknown = self.ink.glyphs[from..].iter().filter(|g| self.ink.text(g).starts_with(UNKNOWN)).count();
        self.ink.unknown = self.ink.unknown.saturating_sub(unknown);
        self.ink.glyphs.truncate(from);
        if !actual.is_empty() {
            let mut place = first;
            place.x1 = end;
            self.ink.push(&actual, place);
        }
    }

    /// Shows a string: notes its glyphs and moves the text position.
    fn show(&mut self, state: &State, text: &mut Matrix, bytes: &[u8]) {
        let Some(font) = state.font.and_then(|index| self.fonts.get(index)).map(Rc::clone) else { return };
        let matrix = text.then(&state.ctm);
        let m = &matrix.0;
        let unit = state.size * state.scale;
        let sign = if unit < 0.0 { -1.0 } else { 1.0 };
        let direction = (m[0] * sign, m[1] * sign);
        let turn = Turn::of(direction.0, direction.1);
        let size = (state.size * m[2].hypot(m[3])).abs();
        let style = u8::from(font.bold || state.render_mode == 2) | u8::from(font.italic) << 1;
        let mark = self.marked.last().map_or(0, |m| m.mark);
        let hidden = self.ink.mark(mark).hidden;
        let invisible = state.render_mode == 3;
        let mut x = 0.0f32;
        let room = MAX_GLYPHS.saturating_sub(self.ink.glyphs.len()).min(bytes.len());
        self.ink.glyphs.reserve(room);
        font.decode(bytes, |code, space| {
            let inked = code.width * unit;
            let mut shown = font.text(code);
            let mut buffer = [0; 4];
            if !code.known && !hidden {
                self.ink.push_unknown(&font.name);
                if shown.is_empty() && code.width > 0.0 {
                    shown = UNKNOWN.encode_utf8(&mut buffer);
                }
            }
            if !hidden && !shown.is_empty() && self.ink.glyphs.len() < MAX_GLYPHS {
                let (start, end) = (matrix.apply(x, state.rise), matrix.apply(x + inked, state.rise));
                let (start, end) = (turn.place(start.0, start.1, direction), turn.place(end.0, end.1, direction));
                if start.0.is_finite() && end.0.is_finite() && start.1.is_finite() && size > 0.1 && size < 1e5 {
                    self.ink.push(shown, Glyph::at((start.0, end.0), start.1, size, turn, style, mark));
                    self.ink.invisible += usize::from(invisible);
                }
            }
            x += inked + (state.char_space + if space { state.word_space } else { 0.0 }) * state.scale;
        });
        *text = text.moved(x, 0.0);
    }
}

/// Area of the unit square under this transformation: what an image covers.
fn area(matrix: &Matrix) -> f32 {
    let m = &matrix.0;
    let area = (m[0] * m[3] - m[1] * m[2]).abs();
    if area.is_finite() { area } else { 0.0 }
}
