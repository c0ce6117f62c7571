//! "Graz is the second-largest city in Austria"; "the most northerly city in the country".
//!
//! One counter-example refutes in an open world; support rests on a list and says so.

mod rivals;

use super::{extent, readings};
use crate::data::{Dimension, QUALITIES};
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::{list, number};
use choro_claim::Claim;
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::Wind;
use choro_quantity::When;
use rivals::{Rivals, ahead, shown, value};

/// Counter-examples named in a message.
const NAMED: usize = 3;

/// What a superlative says, taken apart.
struct Title {
    dimension: Dimension,
    /// The most of it, not the least.
    most: bool,
    rank: usize,
    class: Class,
}

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if claim.evidence.quote.to_lowercase().contains("one of") {
        return Ruling::undetermined("vague", "“one of” names no place in the order");
    }
    let Some(title) = title(claim) else {
        return Ruling::not_checked("no list of such things is known");
    };
    match &claim.object {
        // An object without words of its own was supplied: the text may mean a smaller scope.
        Some(object) if object.place.is_some() && object.span.is_some() => {
            readings::of_two(know, &claim.subject, Some(object), |s, o| {
                judge(know, &title, s, o, &claim.when)
            })
        }
        Some(object) if object.mention.is_some() => readings::unresolved(object),
        _ => readings::of_one(know, &claim.subject, |s| {
            let scopes = scopes(know, s, &claim.when);
            let rulings = scopes.into_iter().map(|scope| {
                let mut ruling = judge(know, &title, s, scope, &claim.when);
                ruling.object = Some(scope);
                ruling
            });
            let ruling = readings::together(rulings);
            // "The largest city" of what was spoken of before: only where a rival is denied the
            // title in the same breath is the scope plain.
            if ruling.is_contradicted() && claim.qualifier("denied").is_empty() {
                return Ruling::undetermined("vague", "the text does not say among which places");
            }
            ruling
        }),
    }
}

/// Whether the words after a superlative leave its scope as it was taken: "… in the U.S.",
/// "state of Michigan" is not about the country, "… in the county" not about the province.
pub(super) fn scope_fits(after: &str, scope: Option<Class>) -> bool {
    let words = after
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    // "State" is a country to some and a province to others: it must fit as both.
    let classes = |word| {
        [
            Class::from_noun(word),
            Class::from_noun(word).and(Class::from_type(word)),
        ]
    };
    let mut divisions = words
        .take(5)
        .flat_map(classes)
        .flatten()
        .filter(|class| class.is_division());
    divisions.all(|class| scope.is_none_or(|scope| scope.compatible(class)))
}

/// Whether the words after a superlative may narrow what it compares: "the largest city in the
/// country served by a monorail". After a stop, or words that go on with another statement, they do
/// not.
pub(super) fn is_narrowed(after: &str) -> bool {
    const GOES_ON: [&str; 12] = [
        "and", "but", "while", "by", "as", "behind", "after", "before", "since", "when", "until",
        "at",
    ];
    let word: String = after
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    !word.is_empty() && !GOES_ON.contains(&word.as_str())
}

/// What a superlative without a scope may be meant in: the province, the country.
fn scopes(know: &Knowledge<'_>, place: PlaceId, when: &When) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = know
        .gazetteer
        .ancestors_at(place, when)
        .into_iter()
        .filter(|up| matches!(know.place(*up).class, Class::Province | Class::Country))
        .collect();
    found.sort_by_key(|up| know.place(*up).class.level());
    found
}

fn title(claim: &Claim) -> Option<Title> {
    let rank_words = claim.qualifier("rank");
    let (rank_word, hidden) = rank_words.split_once('-').unwrap_or((rank_words, ""));
    let adjective = match (claim.qualifier("adjective"), hidden) {
        ("", hidden) => hidden,
        (adjective, _) => adjective,
    };
    let (mut dimension, most) = QUALITIES.dimension(adjective)?;
    if dimension == Dimension::Size {
        let said = claim.qualifier("measure").to_lowercase();
        if said.contains("population") || said.contains("people") || said.contains("inhabitants") {
            dimension = Dimension::Population;
        } else if said.contains("area") {
            dimension = Dimension::Area;
        }
    }
    let class = class_of(claim.qualifier("class"))?;
    Some(Title {
        dimension,
        most,
        rank: QUALITIES.rank(rank_word)?,
        class,
    })
}

/// The class of a noun phrase: of its longest known end, "port city" a city. Things that only a
/// qualifier sets apart ("coastal cities", "statue of the leader") have no list.
fn class_of(phrase: &str) -> Option<Class> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    if words.len() > 1 {
        return Class::from_noun(&words.join(" "));
    }
    Class::from_noun(words.first()?)
}

/// The rivals ahead by one measure, each with its figure; `None` where the holder has none.
type Count = (Dimension, Option<Vec<(PlaceId, String)>>);

fn named(know: &Knowledge<'_>, found: &[(PlaceId, String)]) -> String {
    let words: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|(id, text)| format!("{} {text}", know.name(*id)))
        .collect();
    list(&words)
}

fn judge(
    know: &Knowledge<'_>,
    title: &Title,
    holder: PlaceId,
    scope: PlaceId,
    when: &When,
) -> Ruling {
    if know.lies_in(holder, scope, when) == Some(false) {
        return Ruling::undetermined("vague", "it does not lie in what it is compared in");
    }
    let rivals = Rivals::new(know, title.class, scope, when);
    let measures: &[Dimension] = match title.dimension {
        Dimension::Size if title.class.is_settlement() || title.class.is_division() => {
            &[Dimension::Population, Dimension::Area]
        }
        Dimension::Size => &[Dimension::Area],
        ref own => std::slice::from_ref(own),
    };
    let counted: Vec<Count> = measures
        .iter()
        .map(|m| (*m, ahead(know, title, *m, holder, &rivals, when)))
        .collect();
    let fails = |found: &Option<Vec<(PlaceId, String)>>| {
        found.as_ref().is_some_and(|f| f.len() >= title.rank)
    };
    let evidence = know.references(&[holder, scope]);
    let name = know.name(holder);
    let failing: Vec<&Count> = counted.iter().filter(|(_, f)| fails(f)).collect();
    let unknown = counted.iter().any(|(_, f)| f.is_none());
    // Settlements are ranked by population, divisions by area, unless the text says otherwise.
    let customary = if title.class.is_settlement() {
        Dimension::Population
    } else {
        Dimension::Area
    };
    let holds_as_usual = counted
        .iter()
        .any(|(d, found)| *d == customary && found.is_some() && !fails(found));
    if holds_as_usual {
        return closed_world(know, title, holder, scope, &rivals, when).with_evidence(evidence);
    }
    let Some((dimension, Some(counter))) = failing.first() else {
        if counted.iter().all(|(_, f)| f.is_none()) {
            return Ruling::missing(format!("no figure known for {name} to compare"));
        }
        return closed_world(know, title, holder, scope, &rivals, when).with_evidence(evidence);
    };
    let own = value(know, holder, *dimension, when)
        .map_or_else(String::new, |v| format!(" {}", shown(v, *dimension)));
    let words = format!("{name}{own} against {}", named(know, counter));
    if failing.len() == counted.len() {
        return Ruling::contradicted("table", Fault::Superlative, words.clone())
            .with_measured(words)
            .with_margin(1.0)
            .with_evidence(evidence)
            .instead(know.name(counter[0].0));
    }
    let other = counted.iter().find(|(_, f)| !fails(f)).map(|(d, _)| *d);
    let note = match (other, unknown) {
        (Some(Dimension::Area), false) => format!("by area it may be {}", area_note(know, holder)),
        (Some(Dimension::Population), false) => "by population it may be".to_owned(),
        _ => "the other measure is not known".to_owned(),
    };
    Ruling::contradicted("table", Fault::MeasureMissing, words.clone())
        .with_measured(words)
        .with_margin(if unknown { 0.5 } else { 1.0 })
        .with_evidence(evidence)
        .noted(note)
}

fn area_note(know: &Knowledge<'_>, holder: PlaceId) -> String {
    know.area_m2(holder).map_or_else(String::new, |a| {
        format!("({} km²)", number((a / 1e6).round()))
    })
}

/// Support: it holds among those listed; lower settlements that would exceed it are named.
fn closed_world(
    know: &Knowledge<'_>,
    title: &Title,
    holder: PlaceId,
    scope: PlaceId,
    rivals: &Rivals,
    when: &When,
) -> Ruling {
    let listed = rivals.places.len();
    let noun = title.class.noun();
    let words = format!(
        "holds among the {listed} places listed as {} in {}",
        crate::wording::with_article(noun),
        know.name(scope)
    );
    if listed < 2 {
        return Ruling::undetermined("closed-world", format!("{words}: too few to tell"));
    }
    let mut ruling = Ruling::supported("closed-world", words);
    if let (Dimension::Wind(_), true) = (title.dimension, title.class.is_settlement()) {
        let lower = [Class::Town, Class::Settlement, Class::Village]
            .into_iter()
            .filter(|class| class.level() < title.class.level())
            .flat_map(|class| know.of_class_in(class, scope, when).to_vec())
            .filter(|id| rivals.places.binary_search(id).is_err());
        let lower = rivals.with(lower.collect());
        let beyond = ahead(know, title, title.dimension, holder, &lower, when);
        if let Some(beyond) = beyond.filter(|found| !found.is_empty()) {
            ruling = ruling.noted(format!("as smaller places: {}", named(know, &beyond)));
        }
    }
    ruling
}

/// "A is larger than B", "A is further north than B".
pub(super) fn comparative(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if let Some(wind) = Wind::from_letters(claim.qualifier("dimension")) {
        return extent::further(claim, know, wind);
    }
    let said = claim.qualifier("adjective");
    let Some((dimension, most)) = QUALITIES.dimension(said) else {
        return Ruling::not_checked("no figure is known for this quality");
    };
    if claim.object.is_none() {
        return Ruling::not_checked("the text does not say than what");
    }
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let measures: &[Dimension] = match dimension {
            Dimension::Size => &[Dimension::Population, Dimension::Area],
            ref own => std::slice::from_ref(own),
        };
        let mut failed: Option<String> = None;
        for measure in measures {
            let own = value(know, s, *measure, &claim.when);
            let (Some(a), Some(b)) = (own, value(know, o, *measure, &claim.when)) else {
                return Ruling::missing("one of the two figures is not known");
            };
            let words = format!(
                "{} {} against {} {}",
                know.name(s),
                shown(a, *measure),
                know.name(o),
                shown(b, *measure)
            );
            let ratio = if most { a / b } else { b / a };
            let slack = know.limits.superlative.population;
            if ratio > 1.0 + slack {
                return Ruling::supported("table", words);
            }
            if ratio > 1.0 - slack {
                return Ruling::undetermined("too-close", words);
            }
            failed.get_or_insert(words);
        }
        let words = failed.unwrap_or_default();
        Ruling::contradicted("table", Fault::NotFurther, words.clone())
            .with_measured(words)
            .with_margin(1.0)
            .with_evidence(know.references(&[s, o]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_a_superlative_may_narrow_its_scope() {
        let country = Some(Class::Country);
        assert!(scope_fits("in the country, at a latitude above", country));
        assert!(!scope_fits(". state of Michigan", country));
        assert!(!scope_fits("in the county", country));
        assert!(scope_fits("and a port", country));
    }

    #[test]
    fn only_known_nouns_have_a_list() {
        assert_eq!(class_of("city"), Some(Class::City));
        assert_eq!(class_of("harbour festival"), None);
    }
}
