//! The places a name could be, and how well each fits.

use crate::lexicon::unabbreviated;
use crate::{Candidate, Mention, MentionKind, Topic};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_name::{Relation, fold, folds_to};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Most candidates kept for a mention.
const MOST: usize = 12;

/// Candidates by name alone, scored by how exactly the name matches.
pub(super) fn of(
    gazetteer: &Gazetteer,
    mention: &Mention,
    cache: &mut BTreeMap<(String, Option<Class>), Vec<Candidate>>,
) -> Vec<Candidate> {
    if matches!(
        mention.kind,
        MentionKind::Description | MentionKind::Pronoun
    ) {
        return Vec::new();
    }
    let name = unabbreviated(bare(mention));
    let key = (format!("{name}|{}", mention.text), mention.class);
    if let Some(known) = cache.get(&key) {
        return known.clone();
    }
    let mut found = exact(gazetteer, name, mention);
    if found.is_empty() && mention.text != name {
        found = exact(gazetteer, &mention.text, mention);
    }
    if found.is_empty() && mention.class.is_some() && mention.text == name {
        // "the state of Indiana" where the gazetteer calls it a province: the words before a name
        // narrow it, but do not unmake it.
        let unclassed = Mention {
            class: None,
            ..mention.clone()
        };
        found = exact(gazetteer, name, &unclassed);
        for candidate in &mut found {
            candidate.score *= 0.8;
        }
    }
    if found.is_empty() {
        found = variants(gazetteer, name, mention.class);
    }
    found.truncate(MOST * 2);
    cache.insert(key, found.clone());
    found
}

fn exact(gazetteer: &Gazetteer, name: &str, mention: &Mention) -> Vec<Candidate> {
    let folded = fold(name);
    let code = is_code(name);
    let folded_code = is_code(&folded);
    let shown_as = |id| shown_as(gazetteer, id, &folded, folded_code);
    gazetteer
        .by_name(name)
        .into_iter()
        .filter(|id| {
            mention
                .class
                .is_none_or(|class| fits(gazetteer, *id, class))
        })
        .filter(|id| !code || shown_as(*id) || is_large(gazetteer, *id))
        .take(MOST * 2)
        .map(|place| {
            let record = gazetteer.place(place);
            let shown = shown_as(place);
            let full = shown || record.names.iter().any(|n| folds_to(&n.text, &folded));
            let (score, reason) = match (shown, full) {
                (true, _) => (1.0, "its name"),
                (_, true) => (0.8, "one of its names"),
                // "Hoeryong" for Hoeryong stream, with nothing said of water, is a poor guess.
                _ if mention.class.is_none() && !is_unit(gazetteer, place) => {
                    (0.3, "its name without the generic")
                }
                _ => (0.85, "its name without the generic"),
            };
            Candidate {
                place,
                score,
                reasons: vec![Cow::Borrowed(reason)],
            }
        })
        .collect()
}

/// Two to four capitals: as a by-name of a town they are mostly a code for its airport.
fn is_code(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=4).contains(&letters) && !name.chars().any(char::is_lowercase)
}

fn shown_as(gazetteer: &Gazetteer, id: PlaceId, folded: &str, code: bool) -> bool {
    let name = gazetteer.place(id).name();
    folds_to(name, folded) && (!code || name == name.to_uppercase())
}

fn is_unit(gazetteer: &Gazetteer, id: PlaceId) -> bool {
    let class = gazetteer.place(id).class;
    class.is_division() || class.is_settlement() || matches!(class, Class::Region | Class::Zone)
}

fn is_large(gazetteer: &Gazetteer, id: PlaceId) -> bool {
    matches!(
        gazetteer.place(id).class,
        Class::Country | Class::Province | Class::Region
    )
}

/// Spellings that differ only as romanisations do ("Ryangang", "Ryanggang"), and slips of one or
/// two letters where the class is stated too.
fn variants(gazetteer: &Gazetteer, name: &str, class: Option<Class>) -> Vec<Candidate> {
    gazetteer
        .similar(name, 8)
        .into_iter()
        .filter(|(id, _)| class.is_none_or(|class| fits(gazetteer, *id, class)))
        .filter_map(|(place, comparison)| {
            let score = match comparison.relation {
                Relation::Same => 0.85,
                Relation::Variant => 0.7,
                Relation::NearMiss if class.is_some() => 0.3,
                _ => return None,
            };
            Some(Candidate {
                place,
                score,
                reasons: vec![Cow::Owned(comparison.reason)],
            })
        })
        .collect()
}

fn fits(gazetteer: &Gazetteer, id: PlaceId, class: Class) -> bool {
    let place = gazetteer.place(id);
    std::iter::once(&place.class)
        .chain(&place.also)
        .any(|c| Class::compatible(*c, class))
}

/// What the other names of the document say about where it is.
pub(super) struct Context {
    /// Where the topic is.
    centre: Option<Position>,
    /// Units that hold the topic, with the topic itself.
    around: Vec<PlaceId>,
    /// Units of any class that the document names outright.
    named: Vec<PlaceId>,
    /// Classes the document states for a name anywhere ("the *city* of X"): one sense throughout.
    classes: BTreeMap<String, Class>,
}

impl Context {
    pub(super) fn new(gazetteer: &Gazetteer, all: &[Mention], topic: Option<&Topic>) -> Self {
        let place = topic.and_then(|t| t.place);
        let mut around: Vec<PlaceId> = place.into_iter().collect();
        if let Some(place) = place {
            around.extend(gazetteer.above(place));
        }
        let mut named: Vec<PlaceId> = all
            .iter()
            .filter_map(|m| {
                m.candidates.iter().map(|c| c.place).max_by(|a, b| {
                    gazetteer
                        .importance(*a)
                        .total_cmp(&gazetteer.importance(*b))
                        .then(b.cmp(a))
                })
            })
            .filter(|p| gazetteer.place(*p).class.is_division())
            .collect();
        named.sort();
        named.dedup();
        let mut classes = BTreeMap::new();
        for mention in all.iter().filter(|m| m.kind == MentionKind::Name) {
            if let Some(class) = mention.class {
                classes.entry(fold(bare(mention))).or_insert(class);
            }
        }
        Self {
            classes,
            centre: place.and_then(|p| gazetteer.place(p).point),
            around,
            named,
        }
    }
}

impl Context {
    fn class_of(&self, mention: &Mention) -> Option<Class> {
        self.classes.get(&fold(bare(mention))).copied()
    }
}

/// The name without its lower-case generic.
fn bare(mention: &Mention) -> &str {
    mention
        .text
        .get(..mention.name.end - mention.span.start)
        .unwrap_or(&mention.text)
}

/// What speaks for a candidate beside its name.
struct Told {
    /// It is of exactly this class, which the text states.
    class: Option<Class>,
    /// It lies in a unit that the text is about or names.
    inside: bool,
    /// How far it lies from the topic, metres.
    metres: Option<f64>,
}

impl Told {
    fn reasons(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let class = self.class.map(|class| Cow::Owned(format!("is a {class}")));
        let inside = self
            .inside
            .then_some(Cow::Borrowed("in the region spoken of"));
        let far = self
            .metres
            .map(|m| Cow::Owned(format!("{:.0} km from the topic", m / 1000.0)));
        [class, inside, far].into_iter().flatten()
    }
}

/// How likely a candidate is meant, and why.
fn score(
    gazetteer: &Gazetteer,
    candidate: &Candidate,
    stated: Option<Class>,
    context: &Context,
) -> (f64, Told) {
    let place = gazetteer.place(candidate.place);
    let importance = gazetteer.importance(candidate.place);
    // A hamlet that shares its name with a city of half a million is hardly ever the one meant:
    // the power keeps it below a fifth of the city's score unless something speaks for it.
    let mut score = candidate.score * (0.1 + 0.9 * importance).powi(2);
    if let Some(class) = stated {
        score *= if place.class == class {
            1.3
        } else if fits(gazetteer, candidate.place, class) {
            1.1
        } else {
            0.6
        };
    }
    let above = gazetteer.above(candidate.place);
    let spoken = |a: &PlaceId| context.around.contains(a) || context.named.contains(a);
    let inside = context.around.contains(&candidate.place) || above.iter().any(spoken);
    // A unit smaller than a country that is named in the text and holds the candidate says
    // more than the country does.
    let close = above
        .iter()
        .any(|a| context.named.contains(a) && gazetteer.place(*a).class != Class::Country);
    if inside {
        score *= if close { 1.6 } else { 1.2 };
    }
    let ends = context.centre.zip(place.point);
    let metres = ends.map(|(centre, point)| distance_m(centre, point));
    if let Some(metres) = metres.filter(|_| place.class != Class::Country) {
        // Half weight at 250 km: places named together are mostly within a province of one
        // another, but a capital or a country may be far.
        score *= 0.4 + 0.6 / (1.0 + metres / 250_000.0);
    }
    let told = Told {
        class: stated.filter(|class| place.class == *class),
        inside,
        metres,
    };
    (score, told)
}

/// Weighs the candidates of a mention and chooses one.
pub(super) fn weigh(gazetteer: &Gazetteer, mention: &mut Mention, context: &Context) {
    if mention.candidates.is_empty() {
        return;
    }
    let stated = mention.class.or_else(|| context.class_of(mention));
    let candidates = std::mem::take(&mut mention.candidates).into_iter();
    let mut weighed: Vec<(Candidate, Told)> = candidates
        .map(|mut candidate| {
            let (score, told) = score(gazetteer, &candidate, stated, context);
            candidate.score = score;
            (candidate, told)
        })
        .collect();
    weighed.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    weighed.truncate(MOST);
    // Words are made for those kept alone: namesakes are many.
    let kept = weighed.into_iter().map(|(mut candidate, told)| {
        candidate.reasons.extend(told.reasons());
        candidate
    });
    mention.candidates = kept.collect();
    let best = mention.candidates[0].score;
    let top = best.max(1.0);
    for candidate in &mut mention.candidates {
        candidate.score = (candidate.score / top * 1000.0).round() / 1000.0;
    }
    mention.chosen = Some(mention.candidates[0].place);
    let second = mention.candidates.get(1).map_or(0.0, |c| c.score);
    let lead = 1.0 - second / mention.candidates[0].score;
    let exact = mention.candidates[0]
        .reasons
        .first()
        .is_some_and(|r| r.starts_with("its name") || r.starts_with("one of"));
    let slip = mention.candidates[0]
        .reasons
        .first()
        .is_some_and(|r| r.contains("apart"));
    let alias = mention.candidates[0]
        .reasons
        .first()
        .is_some_and(|r| r == "one of its names");
    let own = gazetteer.place(mention.candidates[0].place).rank >= 100;
    let ceiling = match (exact, slip) {
        (true, _) if alias && !own => 0.92,
        (true, _) => 1.0,
        (_, true) => 0.6,
        _ => 0.85,
    };
    mention.confidence = (ceiling * (0.75 + 0.25 * lead.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0;
    mention.reason = mention.candidates[0].reasons.join("; ");
}
