//! What a row of a station or crossing table says.

use choro_layer::{Record, Role};

/// The text of an attribute, empty where the row has none.
pub(crate) fn attribute<'r>(record: &'r Record, key: &str) -> &'r str {
    record
        .attributes
        .iter()
        .find(|attribute| attribute.key == key)
        .map_or("", |attribute| attribute.value.trim())
}

/// The parts of an attribute that lists several things.
pub(crate) fn listed(record: &Record, key: &str) -> Vec<String> {
    attribute(record, key)
        .split(['|', ',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The name shown and all others. "West Station (Sopo)" has the two names it is made of.
pub(crate) fn names(record: &Record) -> (String, Vec<String>) {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        let name = name.trim();
        if !name.is_empty() && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    };
    let shown = record
        .names
        .iter()
        .filter(|name| name.role == Role::Preferred);
    let others = record
        .names
        .iter()
        .filter(|name| name.role != Role::Preferred);
    for name in shown.chain(others) {
        match name.text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            Some((outer, inner)) => {
                add(outer);
                add(inner);
            }
            None => add(&name.text),
        }
    }
    if found.is_empty() {
        (String::new(), found)
    } else {
        let others = found.split_off(1);
        (found.remove(0), others)
    }
}
