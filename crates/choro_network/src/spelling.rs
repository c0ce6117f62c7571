//! Which of many things bear a name, in any spelling.

use choro_name::{Relation, compare, fold, split_generic};

/// What `bearing` finds by the strictest reading of a name that finds anything: by the letters, by
/// the letters but for generics, by spellings and romanisations. `bearing` is given a test of the
/// names known.
pub(crate) fn called<T>(name: &str, bearing: impl Fn(&dyn Fn(&str) -> bool) -> Vec<T>) -> Vec<T> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let bare = |name: &str| fold(&split_generic(name).base);
    let same: [&dyn Fn(&str) -> bool; 3] = [
        &|known| fold(known) == wanted,
        &|known| bare(known) == bare(name),
        &|known| {
            let relation = compare(known, name).relation;
            matches!(relation, Relation::Same | Relation::Variant)
        },
    ];
    let mut found = same.iter().map(|same| bearing(same));
    found.find(|found| !found.is_empty()).unwrap_or_default()
}
