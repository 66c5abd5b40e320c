//! The tree that the HTML parser builds: nodes in one vector, linked by index, so that neither walking nor dropping it recurses.

use crate::read::Limits;
use crate::read::deadline::Deadline;
use crate::text::ProblemCode;
use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// Index of a node.
pub(super) type NodeId = usize;
/// The document.
pub(super) const ROOT: NodeId = 0;

/// Bytes that are parsed before the bounds are looked at again.
const CHUNK: usize = 4096;
/// Levels of a tree for each level of the limit: pages nest their boxes, and what is never closed nests on its own.
const LEVELS: usize = 8;
/// Attributes that say something of the text.
const KEPT: &[&str] = &[
    "hidden",
    "style",
    "class",
    "id",
    "href",
    "role",
    "aria-hidden",
    "aria-level",
    "open",
    "colspan",
    "rowspan",
    "start",
    "value",
    "type",
    "reversed",
    "name",
    "content",
];

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element {
        name: Rc<QualName>,
        attributes: Vec<(String, String)>,
    },
    Text(String),
    /// The document, comments, processing instructions.
    Other,
}

#[derive(Debug)]
pub(super) struct Node {
    pub data: Data,
    pub parent: Option<NodeId>,
    pub first: Option<NodeId>,
    last: Option<NodeId>,
    previous: Option<NodeId>,
    pub next: Option<NodeId>,
}

/// The nodes of a document; the first is the document itself.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
}

impl Tree {
    fn add(&mut self, data: Data) -> NodeId {
        self.nodes.push(Node { data, parent: None, first: None, last: None, previous: None, next: None });
        self.nodes.len() - 1
    }

    /// Takes a node out of its place; its children stay with it.
    fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent].first = next;
                }
            }
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent].last = previous;
                }
            }
        }
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent].last.replace(child);
        match last {
            Some(last) => self.nodes[last].next = Some(child),
            None => self.nodes[parent].first = Some(child),
        }
        let node = &mut self.nodes[child];
        (node.parent, node.previous) = (Some(parent), last);
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Some(parent) = self.nodes[sibling].parent else { return };
        let previous = self.nodes[sibling].previous.replace(child);
        match previous {
            Some(previous) => self.nodes[previous].next = Some(child),
            None => self.nodes[parent].first = Some(child),
        }
        let node = &mut self.nodes[child];
        (node.parent, node.previous, node.next) = (Some(parent), previous, Some(sibling));
    }

    /// Adds text to the node if it is text.
    fn extend_text(&mut self, id: Option<NodeId>, text: &str) -> bool {
        match id.map(|id| &mut self.nodes[id].data) {
            Some(Data::Text(before)) => {
                before.push_str(text);
                true
            }
            _ => false,
        }
    }

    /// The local name of an HTML element, `svg` or `math` for those of the foreign languages, empty for what is no element.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } if &*name.ns == "http://www.w3.org/1999/xhtml" => &name.local,
            Data::Element { name, .. } if &*name.ns == "http://www.w3.org/2000/svg" => "svg",
            Data::Element { .. } => "math",
            _ => "",
        }
    }

    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element { attributes, .. } => attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()),
            _ => None,
        }
    }

    /// The next node in reading order that does not stand inside `id`, for walks that pass over it; calls `leave` for every node that
    /// ends in between, `id` included.
    pub fn after(&self, id: NodeId, mut leave: impl FnMut(NodeId)) -> Option<NodeId> {
        let mut at = id;
        loop {
            leave(at);
            if let Some(next) = self.nodes[at].next {
                return Some(next);
            }
            at = self.nodes[at].parent?;
        }
    }

    fn depth(&self, id: NodeId) -> usize {
        std::iter::successors(Some(id), |id| self.nodes[*id].parent).count()
    }
}

/// Parses a page. The second value says which limit stopped it, if one did; the tree then holds what came before.
pub(super) fn parse(text: &str, limits: &Limits, deadline: Deadline) -> (Tree, Option<(ProblemCode, String)>) {
    let mut tree = Tree::default();
    tree.add(Data::Other);
    let sink = Sink { tree: RefCell::new(tree), document: Rc::new(QualName::new(None, "".into(), "".into())) };
    let mut options = ParseOpts::default();
    // Nothing is run here, so what stands in for scripts is the page.
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(sink, options);
    let mut stopped = None;
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(CHUNK);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (chunk, after) = rest.split_at(end);
        parser.process(StrTendril::from(chunk));
        rest = after;
        let tree = parser.tokenizer.sink.sink.tree.borrow();
        let deep = tree.depth(tree.nodes.len() - 1) > limits.max_depth.saturating_mul(LEVELS);
        if deep || tree.nodes.len() > limits.max_objects || deadline.is_over() {
            let what = if deep { "nesting" } else { "elements" };
            let code = if deep { ProblemCode::LimitReached } else { deadline.limit() };
            stopped = Some((code, format!("{what}; stopped {} bytes before the end", rest.len())));
            break;
        }
    }
    (parser.finish(), stopped)
}

struct Sink {
    tree: RefCell<Tree>,
    /// The name of what has none.
    document: Rc<QualName>,
}

/// A node as the parser holds it: with its name, which the parser asks for all the time.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

impl Sink {
    fn nameless(&self, data: Data) -> Handle {
        Handle { id: self.tree.borrow_mut().add(data), name: self.document.clone() }
    }
}

fn kept(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    let wanted = attributes.into_iter().filter(|a| KEPT.contains(&&*a.name.local));
    wanted.map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: self.document.clone() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let data = Data::Element { name: name.clone(), attributes: kept(attributes) };
        Handle { id: self.tree.borrow_mut().add(data), name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nameless(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nameless(Data::Other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(node) => node.id,
            NodeOrText::AppendText(text) => {
                let last = tree.nodes[parent.id].last;
                if tree.extend_text(last, &text) {
                    return;
                }
                tree.add(Data::Text(text.to_string()))
            }
        };
        tree.append(parent.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().nodes[element.id].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// Templates are passed over whole, so their content may stay inside them.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(node) => node.id,
            NodeOrText::AppendText(text) => {
                let before = tree.nodes[sibling.id].previous;
                if tree.extend_text(before, &text) {
                    return;
                }
                tree.add(Data::Text(text.to_string()))
            }
        };
        tree.insert_before(sibling.id, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.tree.borrow_mut().nodes[target.id].data {
            for (name, value) in kept(more) {
                if !attributes.iter().any(|(key, _)| *key == name) {
                    attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.nodes[node.id].first {
            tree.append(parent.id, child);
        }
    }
}
