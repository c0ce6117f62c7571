//! Numbers of sites in prose, held against the lists of sites: “eleven coastal batteries stand
//! between A and B”, “within range of two batteries”.
//!
//! A list is a lower bound: what it has is there, and what it lacks may be there all the same,
//! unless the project says that the list is complete.

mod ground;
mod reach;
mod said;
mod tally;

use crate::knowledge::Knowledge;
use crate::measures::readings;
use crate::ruling::{Fault, Ruling};
use choro_claim::{Annotated, Claim, Kind};
use choro_geometry::{Bounds, Shape};
use choro_inventory::{Mapping, Site};
use ground::Ground;
use said::Said;
use std::collections::BTreeMap;
use tally::Tally;

/// The lists of sites of a project, and how far they may be trusted to have all.
#[derive(Clone, Copy)]
pub struct SiteLists<'a> {
    /// The sites of all lists.
    pub sites: &'a [Site],
    /// What words for types mean.
    pub mapping: &'a Mapping,
    /// By path of a list, the types that it has all sites of, as far as it reaches; the empty type
    /// stands for every one. Lists that are not here may lack anything.
    pub complete: &'a BTreeMap<String, Vec<String>>,
}

impl SiteLists<'_> {
    /// No lists.
    pub fn none() -> Self {
        static NOTHING: BTreeMap<String, Vec<String>> = BTreeMap::new();
        Self {
            sites: &[],
            mapping: Mapping::shipped(),
            complete: &NOTHING,
        }
    }
}

/// The lists, made ready for counting.
pub(crate) struct Listing<'a> {
    pub(crate) lists: SiteLists<'a>,
    by_kind: BTreeMap<&'a str, Vec<&'a Site>>,
    /// The complete lists with the box that their sites lie in.
    complete: Vec<(&'a [String], Bounds)>,
}

impl<'a> Listing<'a> {
    pub(crate) fn new(lists: SiteLists<'a>) -> Self {
        let mut by_kind: BTreeMap<&str, Vec<&Site>> = BTreeMap::new();
        for site in lists.sites {
            by_kind.entry(&site.kind).or_default().push(site);
        }
        let complete = lists.complete.iter().filter_map(|(path, types)| {
            let own = lists.sites.iter().filter(|site| *site.source == **path);
            let points = own.filter_map(|site| site.position).collect();
            Some((types.as_slice(), Shape::Lines(vec![points]).bounds()?))
        });
        Self {
            lists,
            complete: complete.collect(),
            by_kind,
        }
    }

    /// The sites of a type and those below it.
    fn of_kind<'k>(&'k self, kind: &'k str) -> impl Iterator<Item = &'a Site> + 'k {
        let own = self.by_kind.iter().filter(move |(own, _)| is_a(own, kind));
        own.flat_map(|(_, sites)| sites.iter().copied())
    }

    /// The sites that may be of a type for all that is known: those without one, and those of a
    /// type above it.
    fn perhaps_of_kind<'k>(&'k self, kind: &'k str) -> impl Iterator<Item = &'a Site> + 'k {
        let above = self
            .by_kind
            .iter()
            .filter(move |(own, _)| own.is_empty() || **own != kind && is_a(kind, own));
        above.flat_map(|(_, sites)| sites.iter().copied())
    }

    /// Whether a list is said to have all sites of a type where a ground lies.
    fn is_complete(&self, kind: &str, ground: &Ground, share: f64) -> bool {
        let Some(bounds) = &ground.bounds else {
            return false;
        };
        self.complete.iter().any(|(types, own)| {
            let all = types.iter().any(|of| of.is_empty() || is_a(kind, of));
            all && covers(own, bounds, share)
        })
    }
}

/// Whether a box covers this share of another at least, from west to east and from south to north.
fn covers(own: &Bounds, other: &Bounds, share: f64) -> bool {
    let part = |own: (f64, f64), other: (f64, f64)| {
        let common = own.1.min(other.1) - own.0.max(other.0);
        common >= share * (other.1 - other.0) && common >= 0.0
    };
    part((own.min.lon, own.max.lon), (other.min.lon, other.max.lon))
        && part((own.min.lat, own.max.lat), (other.min.lat, other.max.lat))
}

/// Whether a type is another or below it.
fn is_a(kind: &str, of: &str) -> bool {
    kind.strip_prefix(of)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether claims of a kind are held against lists of sites.
pub fn counts_sites(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::MilitaryReach)
}

/// The ruling on a claim that counts sites.
pub(crate) fn measure(claim: &Claim, text: &Annotated, know: &Knowledge<'_>) -> Ruling {
    let listing = &know.listing;
    if listing.lists.sites.is_empty() {
        return Ruling::not_checked("there are no lists of sites to count in");
    }
    if claim.kind == Kind::MilitaryReach {
        return reach::measure(claim, text, know);
    }
    let said = match Said::of(claim, text, listing.lists.mapping, know) {
        Ok(said) => said,
        Err(ruling) => return *ruling,
    };
    readings::of_one(know, &said.whereof().subject, |s| {
        match Ground::of(said.whereof(), s, know) {
            Ok(ground) => count(&said, &ground, know),
            Err(ruling) => *ruling,
        }
    })
}

/// Counts the sites of a type on a ground and compares.
fn count(said: &Said<'_>, ground: &Ground, know: &Knowledge<'_>) -> Ruling {
    let mut tally = Tally::default();
    let listing = &know.listing;
    for site in listing.of_kind(&said.kind) {
        let on = site.position.and_then(|at| ground.holds(at));
        if said.means(site, listing.lists.mapping) {
            tally.add(site, on);
        } else {
            tally.doubt(site, on);
        }
    }
    let complete = listing.is_complete(&said.kind, ground, know.limits.counts.reach_share);
    if complete {
        for site in listing.perhaps_of_kind(&said.kind) {
            tally.doubt(site, site.position.and_then(|at| ground.holds(at)));
        }
    }
    compare(said, &tally, complete, know)
        .with_threshold(ground.words())
        .with_evidence(tally.sources())
}

/// What a tally makes of a number.
fn compare(said: &Said<'_>, tally: &Tally<'_>, complete: bool, know: &Knowledge<'_>) -> Ruling {
    let limits = &know.limits.counts;
    let number = said.number;
    let (least, most) = (tally.least(limits.together_m), tally.most());
    let counted = tally.words(least);
    let words = format!("the lists of sites have {counted} {}", said.things);
    let unsure = |share: f64| share * number as f64;
    let ruling = if said.narrowed && most >= number {
        let words = format!("{words}, of which “{}” may be some only", said.object);
        Ruling::undetermined("vague", words)
    } else if (least..=most).contains(&number) {
        let sure = tally.surely.len();
        let exact = number == sure || number == least;
        let doubt = if exact { most - sure } else { most - least };
        if doubt as f64 <= unsure(limits.doubtful_share) {
            Ruling::supported("table", words)
        } else {
            Ruling::undetermined("too-close", format!("{words}, not all of them surely"))
        }
    } else if number < least {
        if least as f64 <= number as f64 + unsure(limits.slack_share) {
            Ruling::undetermined("too-close", words)
        } else {
            Ruling::contradicted("table", Fault::MoreListed, words)
                .with_margin((least - number) as f64)
        }
    } else if !complete {
        let words = format!("{words}; they are not said to be complete");
        Ruling::undetermined("closed-world", words)
    } else if (most as f64) < unsure(limits.coverage) {
        let words = format!("{words}, too few to be held against {number}");
        Ruling::undetermined("closed-world", words)
    } else {
        Ruling::contradicted("table", Fault::FewerListed, words).with_margin((number - most) as f64)
    };
    let ruling = ruling.with_measured(counted);
    tally.notes().into_iter().fold(ruling, Ruling::noted)
}
