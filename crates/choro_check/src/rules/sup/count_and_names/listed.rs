//! Counts of a text held against the lists of sites: “the county has nine dams”.

use crate::corpus::{Case, Corpus, about};
use crate::data::QUALITIES;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::PreparedShape;
use choro_inventory::{Mapping, Site, State};
use choro_quantity::{Hedge, Polarity, When};

/// Counts up to this are of things a person counted.
const MOST: f64 = 500.0;
/// Of how many of those stated the lists must have this share before they are held against a
/// statement: a list with two of ninety is no list of them.
const COVERAGE: f64 = 0.5;
/// Metres within which a site may lie on either side of an outline, beside the outline's own error.
const MARGIN_M: f64 = 1000.0;
/// Names shown.
const SHOWN: usize = 12;

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    if corpus.know.sites.is_empty() {
        return Vec::new();
    }
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Count)
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let (low, high) = claim.amount?;
    let exact = low == high && (1.0..=MOST).contains(&low) && low.fract() == 0.0;
    let plain = claim.polarity == Polarity::Affirmed
        && !claim.approximate
        && claim.hedge == Hedge::Asserted
        && !claim.past
        && claim.when.is_unstated()
        && !tells_of_then(case);
    if !exact || !plain {
        return None;
    }
    let object = claim.object.as_ref()?.text.trim();
    let kind = Mapping::shipped().type_called(bare(object)?)?;
    let place = claim
        .subject
        .place
        .filter(|id| corpus.is_meant(case.text, *id))?;
    let region = corpus.know.place(place).region()?;
    let shape = PreparedShape::new(&region.shape);
    let held = Held::count(corpus.know.sites, kind, &shape, region.accuracy + MARGIN_M);
    let stated = low as usize;
    if (held.surely.len()..=held.surely.len() + held.perhaps).contains(&stated)
        || (held.surely.len() as f64) < COVERAGE * low
    {
        return None;
    }
    let count = match held.perhaps {
        0 => held.surely.len().to_string(),
        perhaps => format!("{} to {}", held.surely.len(), held.surely.len() + perhaps),
    };
    let name = corpus.know.name(place);
    let message =
        format!("{stated} {object} are stated of {name}; the lists of sites have {count}");
    let mut finding = about("SUP604", Severity::Note, case, message);
    let mut names: Vec<String> = held.surely.iter().map(|site| called(site)).collect();
    names.sort();
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    finding
        .notes
        .push(format!("listed as {kind}: {}{more}", names.join(", ")));
    finding.measured = Some(count);
    finding.help = Some("say as of when, or look whether the lists are complete".to_owned());
    Some(finding)
}

/// Whether the sentence has a word that dates it, or a year.
fn tells_of_then(case: Case<'_>) -> bool {
    let sentence = case.text.document.words(case.claim.sentence);
    let year = |word: &str| {
        let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        digits && word.starts_with(['1', '2'])
    };
    let dated = &QUALITIES.figures.past;
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| year(word) || dated.contains(&word.to_lowercase()))
}

/// The words for things, where they are words for things and nothing narrows them: “dams”, not
/// “large dams” and not “Grand Monuments”, which are some of the monuments only.
fn bare(object: &str) -> Option<&str> {
    let words = object.split_whitespace().count();
    let known = Mapping::shipped().type_called(object).is_some();
    (known && words <= 4 && !object.contains(char::is_uppercase)).then_some(object)
}

/// Sites of a type in an area.
struct Held<'s> {
    /// Inside and in use as far as is known.
    surely: Vec<&'s Site>,
    /// Near the border, or of uncertain state or place.
    perhaps: usize,
}

impl<'s> Held<'s> {
    fn count(sites: &'s [Site], kind: &str, area: &PreparedShape, margin_m: f64) -> Self {
        let mut held = Self {
            surely: Vec::new(),
            perhaps: 0,
        };
        let of_kind = |site: &&Site| {
            let rest = site.kind.strip_prefix(kind);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        for site in sites.iter().filter(of_kind) {
            let Some(at) = site.position else {
                held.perhaps += 1;
                continue;
            };
            let near = area.boundary_distance_m(at).is_none_or(|m| m <= margin_m);
            match (near, area.contains(at), stands(site)) {
                (_, _, Some(false)) | (false, false, _) => {}
                (false, true, Some(true)) => held.surely.push(site),
                _ => held.perhaps += 1,
            }
        }
        held
    }
}

/// Whether a site is there and in use now; `None` where its states do not tell.
fn stands(site: &Site) -> Option<bool> {
    match site.status.last() {
        None => Some(true),
        Some(status) => match status.state {
            State::Active => {
                (status.when.latest.is_none() || status.when == When::default()).then_some(true)
            }
            State::Demolished | State::Planned => Some(false),
            State::Former | State::UnderConstruction => None,
        },
    }
}

fn called(site: &Site) -> String {
    match site.name.as_str() {
        "" => "one without a name".to_owned(),
        name => name.to_owned(),
    }
}
