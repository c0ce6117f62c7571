//! INP030: a site that is probably there twice.
//!
//! Two points of one type and name not farther apart than [`NEAR_M`] – but only where name or
//! description is borne by few: guns in a battery, tanks of a depot and unnamed marks stand side by
//! side by right. Numbers tell apart, and so do descriptions and states that say different things.

use std::collections::{BTreeMap, HashMap};

use choro_diagnostic::{Severity, input};
use choro_geometry::distance_m;
use choro_name::{Relation, compare, fold};
use choro_placemark::Geometry;

use super::description;
use super::report::{Report, named, some_named};
use crate::Site;
use crate::nearby::Nearby;

/// Metres within which one thing may have been marked twice.
const NEAR_M: f64 = 30.0;
/// Metres within which two marks stand at the same place.
const SAME_PLACE_M: f64 = 1.0;
/// Bearers of a name or a description in a file up to which it is one site's own.
const FEW: u32 = 3;
/// The shortest description that can be a site's own, bytes.
const OWN_TEXT: usize = 30;
/// Neighbours of one name that make a row of like things.
const ROW: usize = 3;
/// Marks looked at around each; where more stand, it is a heap and no duplicate is told.
const CROWD: usize = 32;

/// What is counted over a file.
struct Shared<'s> {
    folded: Vec<String>,
    names: HashMap<String, u32>,
    texts: HashMap<&'s str, u32>,
}

pub(super) fn look(sites: &[Site], report: &mut Report<'_>) {
    let shared = Shared::of(sites);
    let points = sites.iter().enumerate().filter(|(_, site)| is_point(site));
    let nearby = Nearby::new(points.filter_map(|(i, site)| Some((i as u32, site.position?))));
    let mut rows: BTreeMap<usize, &Site> = BTreeMap::new();
    for (at, site) in sites.iter().enumerate() {
        let Some(position) = site.position.filter(|_| is_point(site)) else {
            continue;
        };
        let mut near = Vec::new();
        nearby.within(position, NEAR_M, |other, _| near.push(other as usize));
        if near.len() > CROWD {
            continue;
        }
        near.retain(|other| *other != at && shared.of_one_name(*other, at));
        near.sort_unstable();
        if near.len() >= ROW {
            rows.insert(at, site);
            continue;
        }
        // The later of the two is reported.
        let double = near.iter().filter(|other| **other < at);
        for other in double {
            shared.judge((&sites[*other], *other), (site, at), report);
        }
    }
    note_rows(&rows, report);
}

fn is_point(site: &Site) -> bool {
    matches!(site.placemark.geometry, Some(Geometry::Point(..)))
}

impl<'s> Shared<'s> {
    fn of(sites: &'s [Site]) -> Self {
        let folded: Vec<String> = sites.iter().map(|site| fold(&site.name)).collect();
        let mut names = HashMap::new();
        let mut texts = HashMap::new();
        for (site, name) in sites.iter().zip(&folded) {
            *names.entry(name.clone()).or_default() += 1;
            *texts.entry(description(site)).or_default() += 1;
        }
        Self {
            folded,
            names,
            texts,
        }
    }

    fn of_one_name(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.folded[a], &self.folded[b]);
        a == b || (digits(a) == digits(b) && !a.is_empty() && !b.is_empty() && are_spellings(a, b))
    }

    fn judge(
        &self,
        (first, first_at): (&Site, usize),
        (second, at): (&Site, usize),
        report: &mut Report<'_>,
    ) {
        let (Some(from), Some(to)) = (first.position, second.position) else {
            return;
        };
        let metres = distance_m(from, to);
        let same_type = first.kind == second.kind && first.folders == second.folders;
        let like_type = first.kind == second.kind && !first.kind.is_empty();
        if metres > NEAR_M || !(same_type || like_type) || first.status != second.status {
            return;
        }
        if first.placemark.feature.time != second.placemark.feature.time {
            return;
        }
        let (text, other) = (description(first), description(second));
        let same_text = text == other;
        if !same_text && !text.is_empty() && !other.is_empty() {
            return;
        }
        let same_name = self.folded[first_at] == self.folded[at];
        let own_name = !second.name.is_empty() && self.names[&self.folded[at]] <= FEW;
        let own_text = same_text && text.len() >= OWN_TEXT && self.texts[text] <= FEW;
        let same_data = first.placemark.feature.data == second.placemark.feature.data;
        let same = same_name && same_text && same_data && metres <= SAME_PLACE_M;
        if !(own_name || own_text || same) {
            return;
        }
        let (severity, message) = if same {
            let message = format!("{} is here twice, with nothing different", named(second));
            (Severity::Warning, message)
        } else {
            let message = format!(
                "{} lies {metres:.0} m from {} of the same type",
                named(second),
                if same_name {
                    "another of that name and".to_owned()
                } else {
                    named(first)
                }
            );
            (Severity::Note, message)
        };
        let related = report.location(first, "the other one");
        if let Some(finding) = report.site(input::NEAR_DUPLICATE, severity, second, &message) {
            finding.related.push(related);
            finding.measured = Some(format!("{metres:.1} m"));
            finding.threshold = Some(format!("{NEAR_M:.0} m"));
        }
    }
}

fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

fn are_spellings(a: &str, b: &str) -> bool {
    matches!(compare(a, b).relation, Relation::Same | Relation::Variant)
}

/// One note for all rows of like things.
fn note_rows(rows: &BTreeMap<usize, &Site>, report: &mut Report<'_>) {
    let Some(first) = rows.values().next() else {
        return;
    };
    let message = format!(
        "{} sites stand within {NEAR_M:.0} m of {ROW} or more of their own name; they are taken \
         for rows of like things and not for duplicates: {}",
        rows.len(),
        some_named(rows.values().copied(), rows.len())
    );
    report.file(
        input::NEAR_DUPLICATE,
        Severity::Note,
        (first, "rows"),
        &message,
    );
}
