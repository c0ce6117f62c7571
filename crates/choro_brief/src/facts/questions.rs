//! What is open: statements that the references contradict, dispute or cannot decide, and figures
//! and crossings of which sources say different things. Both sides stand beside each other.

use super::asked::Asked;
use super::fact::{Fact, Item, words};
use super::{population, statements, transport};
use crate::brief::Evidence;
use choro_atlas::Statement;
use choro_check::Outcome;
use choro_gazetteer::Attribute;

/// The reason of a verdict on what no reference can judge: no question, but a statement.
const NOT_CHECKED: &str = "not-checked";

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut all = statements::about(asked);
    let rank = |s: &Statement<'_>| match s.verdict.outcome {
        Outcome::Contradicted => 0,
        Outcome::Disputed => 1,
        _ => 2,
    };
    all.sort_by_key(|s| (rank(s), s.document, s.claim.id));
    facts.extend(all.iter().filter_map(|statement| open(asked, statement)));
    facts.extend(figures(asked));
    facts.extend(crossings(asked));
    facts.into_iter().map(Item::Quotation).collect()
}

fn open(asked: &Asked<'_>, statement: &Statement<'_>) -> Option<Fact> {
    let (claim, verdict) = (statement.claim, statement.verdict);
    if !asked.has_begun(&claim.when) {
        return None;
    }
    let quote = words(&claim.evidence.quote);
    let fact = |key| {
        Fact::new(key)
            .with("document", statements::title(asked, statement.document))
            .with("quote", quote.clone())
            .with("explanation", words(&verdict.explanation))
            .with(
                "reason",
                asked.wording.word("reasons", &verdict.reason).to_owned(),
            )
            .from([asked.passage(statement, &quote)])
            .from(witnesses(asked, statement))
    };
    match verdict.outcome {
        Outcome::Supported => None,
        Outcome::Undetermined if verdict.reason == NOT_CHECKED => None,
        Outcome::Undetermined => Some(fact("undetermined")),
        Outcome::Contradicted => Some(fact("contradicted")),
        Outcome::Disputed => Some(fact("disputed")),
    }
}

/// What stands against a statement: the references it was held against, or the measure.
fn witnesses(asked: &Asked<'_>, statement: &Statement<'_>) -> Vec<Evidence> {
    let verdict = statement.verdict;
    let mut found: Vec<Evidence> = Vec::new();
    if let Some(measured) = &verdict.measured {
        let limit = verdict.threshold.iter();
        let arguments = statement.claim.arguments();
        found.push(Evidence::Computation {
            formula: "check",
            inputs: arguments
                .map(|argument| words(&argument.text))
                .filter(|text| !text.is_empty())
                .collect(),
            result: limit.fold(words(measured), |text, limit| {
                format!("{text}; ≤ {}", words(limit))
            }),
        });
    }
    let sources = asked.gazetteer().sources();
    for cited in &verdict.evidence {
        let known = sources
            .iter()
            .find(|s| s.id == *cited || format!("{} {}", s.title, s.version).trim() == cited);
        found.push(match known {
            Some(source) => asked.named_record(&source.id, ""),
            None => asked.named_record(cited, ""),
        });
    }
    found
}

/// Figures of one time that differ from source to source.
fn figures(asked: &Asked<'_>) -> Vec<Fact> {
    let figures = population::chosen(asked, |a| a.number.is_some() && !a.unit.is_empty());
    let mut told: Vec<(&str, &str)> = Vec::new();
    let mut facts = Vec::new();
    for figure in &figures {
        let of = (figure.key.as_str(), figure.when.edtf.as_str());
        if !population::is_disputed(figure, &figures) || told.contains(&of) {
            continue;
        }
        told.push(of);
        let same = |other: &&&Attribute| (other.key.as_str(), other.when.edtf.as_str()) == of;
        let sides: Vec<&&Attribute> = figures.iter().filter(same).collect();
        let value = |side: &&&Attribute| {
            let number = side.number.unwrap_or_default();
            asked.wording.figure(number, &side.unit)
        };
        let evidence = sides
            .iter()
            .map(|side| asked.record(side.source, asked.place.id));
        facts.push(
            Fact::new("figures-differ")
                .with("name", asked.name(asked.place.id))
                .with("figure", population::label(asked, &figure.key))
                .with("when", asked.wording.during(&figure.when))
                .with_list("values", sides.iter().map(value).collect())
                .from(evidence),
        );
    }
    facts
}

/// Crossings of which sources say what cannot both be true.
fn crossings(asked: &Asked<'_>) -> Vec<Fact> {
    let network = &asked.material.atlas.network;
    let crossings = asked.about().crossings.iter();
    let disputed = crossings
        .map(|at| &network.crossings[*at])
        .filter(|crossing| transport::is_disputed(crossing));
    disputed
        .map(|crossing| {
            let side = |said: &choro_network::CrossingStatement| {
                let parts = [
                    transport::hedged(
                        asked,
                        &said.hedge,
                        asked.wording.word("statuses", &said.status),
                    ),
                    asked.wording.word("modes", &said.mode).to_owned(),
                    asked.wording.time(&said.when),
                ];
                let parts = parts.map(|part| words(&part)).into_iter();
                parts
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let said = &crossing.statements;
            Fact::new("crossing-differs")
                .with("crossing", words(&crossing.name))
                .with_list("sides", said.iter().map(side).collect())
                .from(
                    said.iter()
                        .map(|said| transport::said_by(asked, crossing, said)),
                )
        })
        .collect()
}
