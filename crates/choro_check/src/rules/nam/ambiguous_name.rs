#![doc = include_str!("../../../resources/rules/NAM204.md")]

use super::{bare, names, original};
use crate::corpus::{Corpus, on_words};
use crate::data::THRESHOLDS;
use crate::identity::{OWN, is_well_known};
use crate::knowledge::Knowledge;
use crate::wording::list;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::is_within_m;
use choro_mention::{Mention, MentionKind};
use choro_name::fold;
use choro_quantity::When;
use std::collections::{BTreeMap, BTreeSet};

/// Places named in a message.
const SHOWN: usize = 4;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut uses: BTreeMap<(&str, String), Vec<(&Annotated, &Mention)>> = BTreeMap::new();
    for (text, mention) in names(corpus) {
        let key = (text.document.path.as_str(), fold(bare(mention)));
        uses.entry(key).or_default().push((text, mention));
    }
    uses.into_values()
        .filter_map(|uses| report(corpus, &uses))
        .collect()
}

/// A document means one place by a name: where one use tells which, none is ambiguous.
fn report(corpus: &Corpus<'_>, uses: &[(&Annotated, &Mention)]) -> Option<Finding> {
    let (text, first) = *uses.first()?;
    let mut likely = uses.iter().map(|(text, mention)| {
        let places = equally_likely(corpus, text, mention);
        (places.len() > 1).then_some(places)
    });
    let places = &likely.next().flatten()?;
    if likely.any(|places| places.is_none()) {
        return None;
    }
    let message = format!(
        "“{}” may be any of {} places that are as likely: {}",
        bare(first),
        places.len(),
        shown(&corpus.know, places)
    );
    let span = original(text, first, first.name);
    let mut finding = on_words("NAM204", Severity::Note, text, span, bare(first), message);
    finding.help = Some("say in which country or province it lies".to_owned());
    Some(finding)
}

/// The places that a mention means with about the same likelihood; empty where the context or what
/// is known of them decides.
fn equally_likely(corpus: &Corpus<'_>, text: &Annotated, mention: &Mention) -> Vec<PlaceId> {
    let know = &corpus.know;
    let Some(chosen) = mention.chosen.filter(|_| mention.kind == MentionKind::Name) else {
        return Vec::new();
    };
    // Of the project's own places and others the own ones are meant.
    let own = |id: PlaceId| know.place(id).rank >= OWN;
    let decided = !own(chosen) && is_well_known(know, chosen);
    let best = mention.candidates.first().map_or(0.0, |c| c.score);
    if decided || best <= 0.0 {
        return Vec::new();
    }
    let mut places: Vec<PlaceId> = Vec::new();
    for candidate in &mention.candidates {
        let likely = candidate.score >= THRESHOLDS.names.as_likely * best
            && own(candidate.place) == own(chosen);
        let another = |other: &PlaceId| are_apart(know, *other, candidate.place);
        if likely && places.iter().all(another) {
            places.push(candidate.place);
        }
    }
    nearest_to_topic(know, text, &mut places);
    if places.iter().any(|id| corpus.is_meant(text, *id)) {
        places.clear();
    }
    places
}

/// Leaves of several places those that share most units with what the document is about: a text on
/// a province means its own town, one on a country the town in it.
fn nearest_to_topic(know: &Knowledge<'_>, text: &Annotated, places: &mut Vec<PlaceId>) {
    // That the name itself is what the text is about says nothing of which.
    let topic = text.mentions.topic.as_ref().and_then(|t| t.place);
    let Some(topic) = topic.filter(|id| !places.contains(id)) else {
        return;
    };
    let now = When::default();
    let mut around = know.gazetteer.ancestors_at(topic, &now);
    around.push(topic);
    let shared = |id: &PlaceId| {
        let above = know.gazetteer.ancestors_at(*id, &now);
        above.iter().filter(|up| around.contains(up)).count()
    };
    let most = places.iter().map(shared).max().unwrap_or(0);
    places.retain(|id| shared(id) == most);
}

/// Whether two places are so far from each other that a reader would go wrong.
fn are_apart(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> bool {
    let far = match (know.point(a), know.point(b)) {
        (Some(x), Some(y)) if x.is_valid() && y.is_valid() => {
            !is_within_m(x, y, THRESHOLDS.names.apart_km * 1_000.0)
        }
        _ => false,
    };
    far && !know.coincide(a, b)
}

/// The places with what tells them apart: "in Costa Rica, in California and 2 more".
fn shown(know: &Knowledge<'_>, places: &[PlaceId]) -> String {
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut words: Vec<String> = Vec::new();
    for id in places.iter().take(SHOWN) {
        let ancestors = know.gazetteer.ancestors_at(*id, &When::default());
        let of = |class: Class| {
            let mut found = ancestors
                .iter()
                .filter(|up| know.place(**up).class == class);
            found.next().map(|up| know.name(*up).to_owned())
        };
        let noun = know.place(*id).class.noun();
        let unit = [of(Class::Province), of(Class::Country)];
        let units: Vec<String> = unit.into_iter().flatten().collect();
        let phrase = match know.point(*id) {
            _ if !units.is_empty() => format!("the {noun} in {}", units.join(", ")),
            Some(at) => format!("the {noun} at {:.1}°, {:.1}°", at.lat, at.lon),
            None => format!("a {noun}"),
        };
        if said.insert(phrase.clone()) {
            words.push(phrase);
        }
    }
    if places.len() > SHOWN {
        words.push(format!("{} more", places.len() - SHOWN));
    }
    list(&words)
}
