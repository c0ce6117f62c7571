//! Who stands behind a claim, whether it is denied, whether it speaks of the past, and when.

use super::phrase::{is_preposition, is_verb};
use super::view::SentenceView;
use choro_quantity::{Cue, Hedge, Polarity, When};
use std::ops::Range;

/// What surrounds a claim in its clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) hedge: Hedge,
    pub(super) polarity: Polarity,
    pub(super) past: bool,
    pub(super) source: String,
    /// The one date of the claim's own words.
    pub(super) when: When,
}

impl Scope {
    /// The scope of words in two parts: the verb's and that of a phrase of place behind it.
    pub(super) fn and(self, phrase: Scope) -> Scope {
        Scope {
            hedge: self.hedge.max(phrase.hedge),
            polarity: if self.polarity == Polarity::Negated {
                self.polarity
            } else {
                phrase.polarity
            },
            past: self.past || phrase.past,
            source: if self.source.is_empty() {
                phrase.source
            } else {
                self.source
            },
            when: if phrase.when.edtf.is_empty() {
                self.when
            } else {
                phrase.when
            },
        }
    }
}

/// Reads the scope of the words `tokens`: hedges of the clause around them, not past `;`.
pub(super) fn of(sentence: &SentenceView<'_>, tokens: &Range<usize>) -> Scope {
    let clause = clause_of(sentence, tokens);
    let mut scope = Scope::default();
    let hedges = &sentence.view.tags.hedges;
    let from = hedges.partition_point(|t| t.at.first < clause.start);
    for tag in hedges[from..]
        .iter()
        .take_while(|t| t.at.first < clause.end)
    {
        let at = tag.at.first;
        if in_brackets(sentence, at, tokens) {
            continue;
        }
        // An approximator blurs its own number only.
        let within = tokens.contains(&at);
        match tag.cue {
            Cue::Hedge(Hedge::Estimated) if !within => {}
            Cue::Hedge(hedge) => scope.hedge = scope.hedge.max(hedge),
            Cue::Modal | Cue::Future => scope.hedge = scope.hedge.max(Hedge::Apparent),
            // "not the largest" denies what follows it in the same words.
            Cue::Negation if sentence.lower(at) == "without" => {}
            // "Not far from" is near.
            Cue::Negation if sentence.lower(at + 1) == "far" => {}
            Cue::Negation if within || adjoins(sentence, at, tokens.start) => {
                scope.polarity = Polarity::Negated;
            }
            Cue::Past if within || adjoins(sentence, at, tokens.start) => scope.past = true,
            Cue::Negation | Cue::Past => {}
        }
        if let Some(source) = tag.source {
            source
                .span
                .slice(sentence.view.source)
                .clone_into(&mut scope.source);
        }
    }
    if let Some(when) = date_in(sentence, tokens) {
        scope.when = when;
    }
    scope
}

/// The date that the clause gives before the words ("As of the 2010 census, the population …").
pub(super) fn leading_date(sentence: &SentenceView<'_>, tokens: &Range<usize>) -> Option<When> {
    date_in(sentence, &(clause_of(sentence, tokens).start..tokens.start))
}

/// The date that dates the whole of words with a verb: it opens their sentence or clause and they
/// follow at once ("In 1930 Graz was in Styria"), or it follows them at once ("… until 1945").
///
/// Only words that `between` lets pass may stand between a leading date and the words.
pub(super) fn adjoining_date(
    sentence: &SentenceView<'_>,
    tokens: &Range<usize>,
    between: fn(&str) -> bool,
) -> Option<When> {
    if !tokens.clone().any(|i| is_verb(sentence.lower(i))) {
        return None;
    }
    let clause = clause_of(sentence, tokens);
    let dates = &sentence.view.tags.dates;
    let from = dates.partition_point(|d| d.at.first < clause.start);
    let mut near = dates[from..]
        .iter()
        .take_while(|d| d.at.first < clause.end)
        .filter(|d| !d.when.edtf.is_empty());
    let only =
        |mut words: Range<usize>, may: fn(&str) -> bool| words.all(|i| may(sentence.lower(i)));
    near.find(|d| {
        let leads = d.at.end <= tokens.start
            && only(clause.start..d.at.first, is_preposition)
            && only(d.at.end..tokens.start, between);
        let follows = d.at.first >= tokens.end && only(tokens.end..d.at.first, is_preposition);
        leads || follows
    })
    .map(|d| d.when.clone())
}

/// The first date that begins among the tokens.
fn date_in(sentence: &SentenceView<'_>, tokens: &Range<usize>) -> Option<When> {
    let dates = &sentence.view.tags.dates;
    let from = dates.partition_point(|d| d.at.first < tokens.start);
    dates[from..]
        .iter()
        .take_while(|d| d.at.first < tokens.end)
        .find(|d| !d.when.edtf.is_empty())
        .map(|d| d.when.clone())
}

/// Whether a token stands in brackets that open inside the words but do not hold them all: the
/// "not" of a pronunciation denies nothing.
fn in_brackets(sentence: &SentenceView<'_>, at: usize, tokens: &Range<usize>) -> bool {
    if !tokens.contains(&at) {
        return false;
    }
    let open = (tokens.start..at)
        .rev()
        .find(|i| matches!(sentence.lower(*i), "(" | ")"));
    open.is_some_and(|i| sentence.lower(i) == "(")
}

/// The part of the sentence between semicolons that holds the words.
fn clause_of(sentence: &SentenceView<'_>, tokens: &Range<usize>) -> Range<usize> {
    let start = (sentence.start..tokens.start)
        .rev()
        .find(|i| sentence.lower(*i) == ";")
        .map_or(sentence.start, |i| i + 1);
    let end = (tokens.end..sentence.end)
        .find(|i| sentence.lower(*i) == ";")
        .unwrap_or(sentence.end);
    start..end
}

fn adjoins(sentence: &SentenceView<'_>, at: usize, start: usize) -> bool {
    at < start
        && (at + 1..start).all(|i| !matches!(sentence.lower(i), "," | "and" | "but"))
        && start - at <= 3
}
