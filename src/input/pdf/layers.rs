//! Layers (optional content): which are switched off when a file is opened.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::input::pdf::file::File;

/// More layers than this do not decide together over one piece of content.
const MEMBERS: usize = 64;

/// The layers that the file's own settings switch off.
pub(super) fn off(document: &Document) -> HashSet<ObjectId> {
    let Ok(catalog) = document.catalog() else { return HashSet::new() };
    let follow = |o: &Object| document.dereference(o).map(|(_, o)| o.clone()).unwrap_or(Object::Null);
    let Some(Object::Dictionary(properties)) = catalog.get(b"OCProperties").ok().map(follow) else { return HashSet::new() };
    let Some(Object::Dictionary(settings)) = properties.get(b"D").ok().map(follow) else { return HashSet::new() };
    let listed = |dictionary: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        match dictionary.get(key).ok().map(follow) {
            Some(Object::Array(list)) => list.iter().filter_map(|o| o.as_reference().ok()).collect(),
            _ => Vec::new(),
        }
    };
    let mut off: HashSet<ObjectId> = HashSet::new();
    if settings.get(b"BaseState").and_then(Object::as_name).is_ok_and(|n| n == b"OFF") {
        off.extend(listed(&properties, b"OCGs"));
        for on in listed(&settings, b"ON") {
            off.remove(&on);
        }
    }
    off.extend(listed(&settings, b"OFF"));
    off
}

/// Whether content that belongs to a layer, or to several, is switched off.
pub(super) fn is_off(file: &File, layer: &Object) -> bool {
    let off = |o: &Object| matches!(o, Object::Reference(id) if file.off.contains(id));
    if file.off.is_empty() {
        return false;
    }
    if off(layer) {
        return true;
    }
    let Ok(members) = file.follow(layer).as_dict() else { return false };
    if file.name(members, b"Type") != Some(b"OCMD") {
        return false;
    }
    let Ok(groups) = members.get(b"OCGs") else { return false };
    let groups: Vec<&Object> = match file.follow(groups) {
        Object::Array(list) => list.iter().take(MEMBERS).collect(),
        _ => vec![groups],
    };
    let mut states = groups.iter().map(|g| off(g));
    match file.name(members, b"P") {
        Some(b"AllOn") => states.any(|off| off),
        Some(b"AnyOff") => !states.any(|off| off),
        Some(b"AllOff") => !states.all(|off| off),
        _ => !groups.is_empty() && states.all(|off| off),
    }
}
