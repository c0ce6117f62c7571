//! Why names come out in other letters than the gazetteer has: `gold/romanisation_misses.tsv`.

use super::{Pair, letters};
use choro_name::romanisation::System;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The classes of misses with what the report says of them.
pub const CLASSES: [(&str, &str); 5] = [
    ("table", "errors of the table"),
    ("other-hangul", "another form of the place's name"),
    ("initial-r", "ㄹ dropped at the beginning"),
    ("doubtful", "doubtful, either may be right"),
    ("ours", "errors of the rules"),
];

/// How the misses fall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fall {
    /// Names in other letters.
    pub misses: usize,
    /// How many there are of each class, in the order of [`CLASSES`].
    pub of: [usize; CLASSES.len()],
    /// Features that nobody has looked at.
    pub unread: Vec<String>,
    /// Features that are classed but come out right.
    pub stale: Vec<String>,
}

/// The class of each feature that was looked at, as its place in [`CLASSES`].
///
/// # Errors
/// Where the file cannot be read, or a line has no known class.
pub fn classed() -> Result<BTreeMap<String, usize>, String> {
    let gold = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("gold");
    let path = gold.join("romanisation_misses.tsv");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows = text.lines().enumerate();
    rows.filter(|(_, line)| !line.starts_with('#') && !line.starts_with("geonameid"))
        .map(|(at, line)| {
            let mut columns = line.split('\t');
            let id = columns.next().unwrap_or_default().to_owned();
            let class = columns.next().unwrap_or_default();
            let place = CLASSES.iter().position(|(known, _)| *known == class);
            place
                .map(|place| (id, place))
                .ok_or_else(|| format!("{}:{}: no class `{class}`", path.display(), at + 1))
        })
        .collect()
}

/// Spells all names and says why those in other letters are so.
pub fn fall(system: &System, pairs: &[Pair], classed: &BTreeMap<String, usize>) -> Fall {
    let mut fall = Fall::default();
    for pair in pairs {
        let right = letters(&system.transliterate(&pair.hangul)) == letters(&pair.marked);
        match classed.get(&pair.id) {
            Some(_) if right => fall.stale.push(pair.id.clone()),
            Some(place) => fall.of[*place] += 1,
            None if !right => fall.unread.push(pair.id.clone()),
            None => {}
        }
        fall.misses += usize::from(!right);
    }
    fall
}

/// The fall in words.
pub fn words(fall: &Fall) -> String {
    let mut text = format!("of {} names in other letters\n", fall.misses);
    for ((class, meaning), count) in CLASSES.iter().zip(fall.of) {
        text.push_str(&format!("{count:>8}  {class:<14}{meaning}\n"));
    }
    for (title, features) in [("not read yet", &fall.unread), ("stale", &fall.stale)] {
        if !features.is_empty() {
            let count = features.len();
            text.push_str(&format!("{count:>8}  {title}: {}\n", features.join(" ")));
        }
    }
    text
}
