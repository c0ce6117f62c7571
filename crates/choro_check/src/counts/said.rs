//! What a claim says: how many of what, and where.

use crate::data::QUALITIES;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::{Annotated, Claim, Kind};
use choro_inventory::{Mapping, Site};
use choro_quantity::{Hedge, Polarity};

/// Words that a count of things has at most.
const MOST_WORDS: usize = 6;

/// A number of sites as said.
pub(super) struct Said<'t> {
    /// How many, those said to be there further included.
    pub(super) number: usize,
    /// Their type.
    pub(super) kind: String,
    /// What they are called.
    pub(super) object: &'t str,
    /// The same for messages: `dams`, `of type energy/dam`.
    pub(super) things: String,
    /// Whether only some of a type are meant: “large dams”.
    pub(super) narrowed: bool,
    /// The claim that says where.
    whereof: &'t Claim,
}

impl<'t> Said<'t> {
    /// What a claim says; why it cannot be counted otherwise.
    pub(super) fn of(
        claim: &'t Claim,
        text: &'t Annotated,
        mapping: &Mapping,
        know: &Knowledge<'_>,
    ) -> Result<Self, Box<Ruling>> {
        let number = number(claim, know)?;
        if let Some(why) = why_not_of_today(claim, text) {
            return Err(Box::new(Ruling::undetermined("vague", why)));
        }
        let object = claim.object.as_ref().map_or("", |o| o.text.trim());
        let before = before(claim, text);
        if claim.qualifier("part") == "of" {
            let nothing = || Ruling::undetermined("vague", "of how many is not told");
            let whole = before.last().ok_or_else(nothing)?;
            let most = self::number(whole, know)?;
            if number > most {
                let words = format!("{number} of {most}");
                let ruling = Ruling::contradicted("table", Fault::PartAboveWhole, words);
                return Err(Box::new(ruling));
            }
            return Self::about(number, object, whole, mapping);
        }
        let said = Self::about(number, object, claim, mapping)?;
        if claim.qualifier("part") != "further" {
            return said.with_further(claim, text, mapping, know);
        }
        let first = before.iter().rev().find(|first| {
            first.qualifier("part").is_empty() && said.adds_to(claim, first, mapping)
        });
        match first {
            Some(first) => {
                let object = first.object.as_ref().map_or("", |o| o.text.trim());
                let all = Self::about(self::number(first, know)?, object, first, mapping)?;
                all.with_further(first, text, mapping, know)
            }
            None if has_ground(claim) => Ok(said),
            None => {
                let words = "beside how many others is not told";
                Err(Box::new(Ruling::undetermined("vague", words)))
            }
        }
    }

    fn about(
        number: usize,
        object: &'t str,
        whereof: &'t Claim,
        mapping: &Mapping,
    ) -> Result<Self, Box<Ruling>> {
        let (kind, narrowed) = thing(object, mapping)
            .ok_or_else(|| Ruling::not_checked(&format!("“{object}” is no type of site")))?;
        let things = if narrowed {
            format!("of type {kind}")
        } else {
            object.to_owned()
        };
        Ok(Self {
            number,
            kind,
            object,
            things,
            narrowed,
            whereof,
        })
    }

    /// So many of a type, said to reach what a claim speaks of.
    pub(super) fn reaching(
        number: usize,
        kind: String,
        object: &'t str,
        narrowed: bool,
        whereof: &'t Claim,
    ) -> Self {
        let things = format!("of type {kind}");
        Self {
            number,
            kind,
            object,
            things,
            narrowed,
            whereof,
        }
    }

    /// The claim that says where the sites are.
    pub(super) fn whereof(&self) -> &'t Claim {
        self.whereof
    }

    /// Whether the words surely mean a site of the type: they mean all of it, or stand in the name
    /// or the folders of this one. “Training bases” are some of the bases.
    pub(super) fn means(&self, site: &Site, mapping: &Mapping) -> bool {
        mapping.means_all(&self.kind, self.object) || mapping.is_called(site, self.object)
    }

    /// The same with those that later claims of the paragraph add: “a further three”.
    fn with_further(
        mut self,
        first: &Claim,
        text: &Annotated,
        mapping: &Mapping,
        know: &Knowledge<'_>,
    ) -> Result<Self, Box<Ruling>> {
        let later = text.claims.iter().filter(|c| {
            c.kind == first.kind
                && c.block == first.block
                && c.evidence.span.start > first.evidence.span.start
        });
        for claim in later {
            if claim.qualifier("part") == "further" && self.adds_to(claim, first, mapping) {
                self.number += number(claim, know)?;
            } else if claim.qualifier("part").is_empty() {
                break;
            }
        }
        Ok(self)
    }

    /// Whether a claim of further things adds to this number: it is of the same type, and of the
    /// same ground or of none.
    fn adds_to(&self, further: &Claim, first: &Claim, mapping: &Mapping) -> bool {
        let object = further.object.as_ref().map_or("", |o| o.text.trim());
        let here = !has_ground(further)
            || further.subject.place == first.subject.place
                && further.qualifier("extent") == first.qualifier("extent")
                && further.others.iter().map(|o| o.place).collect::<Vec<_>>()
                    == first.others.iter().map(|o| o.place).collect::<Vec<_>>();
        here && thing(object, mapping).is_some_and(|(kind, _)| kind == self.kind)
    }
}

/// Whether a claim says itself where its things are.
fn has_ground(claim: &Claim) -> bool {
    claim.subject.span.is_some() || !claim.qualifier("extent").is_empty()
}

/// The earlier counts of the same paragraph.
fn before<'t>(claim: &Claim, text: &'t Annotated) -> Vec<&'t Claim> {
    let earlier = text.claims.iter().filter(|c| {
        c.kind == Kind::Count
            && c.block == claim.block
            && c.qualifier("part") != "of"
            && c.evidence.span.end <= claim.evidence.span.start
    });
    earlier.collect()
}

/// The whole number that a claim states.
pub(super) fn number(claim: &Claim, know: &Knowledge<'_>) -> Result<usize, Box<Ruling>> {
    let most = know.limits.counts.most;
    let exact = claim
        .amount
        .filter(|(low, high)| low == high && (1.0..=most).contains(low) && low.fract() == 0.0);
    let plain = claim.polarity == Polarity::Affirmed
        && !claim.approximate
        && claim.hedge == Hedge::Asserted;
    match exact {
        Some((number, _)) if plain => Ok(number as usize),
        _ => Err(Box::new(Ruling::undetermined(
            "vague",
            "no exact number is asserted",
        ))),
    }
}

/// Why a claim is not one of what is there today on a ground of its own words; `None` where it is.
pub(super) fn why_not_of_today(claim: &Claim, text: &Annotated) -> Option<&'static str> {
    let words = &QUALITIES.counts;
    let sentence = text.document.words(claim.sentence);
    let of_then = claim.past || !claim.when.is_unstated() || is_dated(&sentence);
    if of_then {
        return Some("the text speaks of another time; the lists say what there is now");
    }
    let first = |text: &str| {
        let mut words = text.split(|c: char| c.is_whitespace());
        words.find(|word| !word.is_empty()).map(str::to_lowercase)
    };
    let after = crate::corpus::after(text, claim);
    let goes_on = first(after).is_some_and(|word| words.narrowing.contains(&word));
    // “In the hills of the county there are two dams”: the county is the topic, not the ground.
    let opening = sentence
        .split_once(claim.evidence.quote.as_str())
        .map_or("", |(before, _)| before);
    let opens = claim.subject.span.is_none()
        && claim.qualifier("extent").is_empty()
        && opening
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| words.narrowing.contains(&word.to_lowercase()));
    (goes_on || opens).then_some("the sentence narrows where they are")
}

/// Whether a sentence has a word that dates it, or a year.
fn is_dated(sentence: &str) -> bool {
    let counts = &QUALITIES.counts;
    let words: Vec<String> = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let dates = |word: &String| {
        word.starts_with(|c: char| c.is_ascii_digit()) || counts.dates.contains(word)
    };
    let year = |word: &String| {
        let word = word.strip_suffix('s').unwrap_or(word);
        let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        digits && word.starts_with(['1', '2'])
    };
    let until = |pair: &[String]| counts.before_dates.contains(&pair[0]) && dates(&pair[1]);
    words
        .iter()
        .any(|word| year(word) || counts.past.contains(word))
        || words.windows(2).any(until)
}

/// The type that words for things mean, and whether they mean some of its sites only: “dams”,
/// “large dams”. Names are none: “Grand Monuments” are some monuments and not others.
pub(super) fn thing(object: &str, mapping: &Mapping) -> Option<(String, bool)> {
    let name =
        |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let words = object.split_whitespace();
    if object.is_empty() || words.clone().any(name) || words.count() > MOST_WORDS {
        return None;
    }
    if let Some(kind) = mapping.type_called(object) {
        return Some((kind.to_owned(), false));
    }
    let kind = mapping.type_of_word(object)?;
    let narrowed = !mapping.means_all(&kind, object);
    Some((kind, narrowed))
}
