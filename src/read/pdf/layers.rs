//! Optional content: layers that a viewer does not show when the file is opened are not read.

use std::collections::HashSet;

use lopdf::{Dictionary, Object};

use super::objects::{Objects, as_dictionary};

/// Groups in groups beyond this are taken as shown.
const MAX_DEPTH: usize = 8;

/// The layers that are hidden by default, by address of their dictionaries.
#[derive(Debug, Default)]
pub(super) struct Layers {
    hidden: HashSet<usize>,
}

impl Layers {
    pub(super) fn read(objects: &Objects) -> Layers {
        let catalog = objects.document.catalog().ok();
        let Some(properties) = catalog.and_then(|catalog| objects.dictionary(catalog, b"OCProperties")) else { return Layers::default() };
        let Some(default) = objects.dictionary(properties, b"D") else { return Layers::default() };
        let groups = |list: &'_ [Object]| -> Vec<usize> {
            list.iter().filter_map(|group| objects.document.dereference(group).ok()?.1.as_dict().ok()).map(address).collect()
        };
        let mut hidden: HashSet<usize> = HashSet::new();
        if objects.name(default, b"BaseState") == b"OFF" {
            hidden.extend(groups(objects.array(properties, b"OCGs")));
            groups(objects.array(default, b"ON")).iter().for_each(|group| {
                hidden.remove(group);
            });
        }
        hidden.extend(groups(objects.array(default, b"OFF")));
        Layers { hidden }
    }

    /// Whether what belongs to this group (or to this rule over groups) is hidden.
    pub(super) fn hides<'a>(&self, objects: &Objects<'a>, group: &'a Dictionary) -> bool {
        !self.hidden.is_empty() && self.hides_within(objects, group, 0)
    }

    fn hides_within<'a>(&self, objects: &Objects<'a>, group: &'a Dictionary, depth: usize) -> bool {
        if objects.name(group, b"Type") != b"OCMD" {
            return self.hidden.contains(&address(group));
        }
        let members: Vec<&Dictionary> = match objects.get(group, b"OCGs") {
            Object::Array(list) => list.iter().filter_map(|member| as_dictionary(objects.resolve(member))).collect(),
            single => as_dictionary(single).into_iter().collect(),
        };
        if members.is_empty() || depth >= MAX_DEPTH {
            return false;
        }
        let mut off = members.into_iter().map(|member| self.hides_within(objects, member, depth + 1));
        match objects.name(group, b"P") {
            b"AllOn" => off.any(|off| off),
            b"AnyOff" => !off.any(|off| off),
            b"AllOff" => off.any(|off| !off),
            // Shown as soon as one of them is.
            _ => off.all(|off| off),
        }
    }
}

fn address(dictionary: &Dictionary) -> usize {
    std::ptr::from_ref(dictionary) as usize
}
