//! INP036: a long description that many sites share, which says nothing of any of them. One
//! finding a text.

use std::collections::HashMap;

use choro_diagnostic::{Severity, input};

use super::description;
use super::report::{Report, some_named};
use crate::Site;
use crate::nearby::rough_m;

/// Bytes from which a description is long.
const LONG: usize = 80;
/// Sites that must share it.
const FEWEST: usize = 5;
/// Metres beyond which they are not parts of one site.
const APART_M: f64 = 1_000.0;
/// Texts reported, the most frequent.
const TEXTS: usize = 20;
/// Characters of a text shown.
const SHOWN: usize = 60;

pub(super) fn look(sites: &[Site], report: &mut Report<'_>) {
    let mut by_text: HashMap<&str, Vec<&Site>> = HashMap::new();
    for site in sites {
        let text = description(site);
        if text.len() >= LONG {
            by_text.entry(text).or_default().push(site);
        }
    }
    let mut repeated: Vec<(&str, Vec<&Site>)> = by_text
        .into_iter()
        .filter(|(_, sites)| sites.len() >= FEWEST && are_apart(sites))
        .collect();
    repeated.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    for (text, sharing) in repeated.into_iter().take(TEXTS) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let begin: String = words.chars().take(SHOWN).collect();
        let message = format!(
            "{} sites have the same description, “{begin}…”: {}",
            sharing.len(),
            some_named(sharing.iter().copied(), sharing.len())
        );
        report.file(
            input::REPEATED_DESCRIPTION,
            Severity::Note,
            (sharing[0], text),
            &message,
        );
    }
}

/// Whether some of the sites lie apart from the first.
fn are_apart(sites: &[&Site]) -> bool {
    let mut positions = sites.iter().filter_map(|site| site.position);
    let Some(first) = positions.next() else {
        return false;
    };
    positions.any(|at| rough_m(first, at) > APART_M)
}
