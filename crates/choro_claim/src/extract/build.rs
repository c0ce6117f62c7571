//! From a match to claims.

use super::matcher::{Bound, Match};
use super::phrase::bounds_clause;
use super::scope;
use super::subject::{self, Subject};
use super::view::{SentenceView, View};
use super::{Matched, argument, attachment, seat};
use crate::grammar::{Rule, SlotKind};
use crate::{Argument, Claim, ClaimId, Evidence, Kind};
use choro_gazetteer::Class;
use choro_mention::MentionKind;
use choro_quantity::When;
use std::collections::BTreeMap;
use std::ops::Range;

/// The claims of a match: one for its head, one for each repeat of its tail, and one for each of
/// several objects that share it ("crossings at A and B").
pub(super) fn claims(rule: &Rule, found: &Matched, sentence: &SentenceView<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    let head = &found.head;
    let tails = found.tails.iter().map(|t| (Some(t), t.tokens.end));
    for (tail, end) in std::iter::once((None, head.tokens.end)).chain(tails) {
        let part = Part { head, tail, end };
        let count = |name: &str| part.innermost(name).count();
        let shared = count("O").max(1);
        claims.extend((0..shared).filter_map(|nth| one(rule, part, ("O", nth), sentence)));
        let several = 1..count("S").min(if shared == 1 { usize::MAX } else { 0 });
        claims.extend(several.filter_map(|nth| one(rule, part, ("S", nth), sentence)));
    }
    claims
}

/// The words of one claim of a match.
#[derive(Clone, Copy)]
struct Part<'m> {
    head: &'m Match,
    tail: Option<&'m Match>,
    /// One past the last token.
    end: usize,
}

impl<'m> Part<'m> {
    /// What the slots of this name took: those of the tail where it has any, else of the head.
    fn innermost(self, name: &str) -> impl Iterator<Item = &'m Bound> {
        let named = move |m: &'m Match| m.slots.iter().filter(move |b| b.name == name);
        let tail = self.tail.filter(|t| t.slot(name).is_some());
        named(tail.unwrap_or(self.head))
    }
}

/// The claim of a part about one of the several places that a slot took.
fn one(
    rule: &Rule,
    part: Part<'_>,
    which: (&str, usize),
    sentence: &SentenceView<'_>,
) -> Option<Claim> {
    let Part { head, tail: _, end } = part;
    let view = sentence.view;
    let slot = |name: &str| {
        let nth = if name == which.0 { which.1 } else { 0 };
        part.innermost(name).nth(nth)
    };
    let e = &rule.emission;
    let start = e
        .from
        .as_deref()
        .and_then(slot)
        .map_or(head.tokens.start, |b| {
            b.tokens.start.min(end.saturating_sub(1))
        });
    let attached = if e.subject.as_deref() == Some("placed") {
        Some(attachment::of_phrase(sentence, head.tokens.start, end)?)
    } else if rule.kind == Kind::CapitalOf && rule.attributive {
        slot("S").and_then(|named| seat::behind(sentence, named))
    } else {
        None
    };
    let start = attached
        .as_ref()
        .map_or(start, |a| a.start(sentence).min(start));
    let tokens = start..end;
    let subject = match &attached {
        Some(attached) => argument_of(sentence, attached.subject.clone())?,
        None => subject_of(rule, slot("S"), e.subject.as_deref(), head, sentence, &slot)?,
    };
    let object = match e.object.as_deref() {
        None => slot("O").map(|b| bound_argument(sentence, b)),
        Some("topic") if rule.kind == Kind::CapitalOf => any_unit_of_topic(sentence),
        Some("topic") => argument::of_topic(view),
        Some("none") => None,
        Some("clause") if is_county_seat(rule, sentence, &slot) => {
            county_before(sentence, head.tokens.start)
                .or_else(|| clause_argument(sentence, head.tokens.start))
        }
        Some("clause") => clause_argument(sentence, head.tokens.start),
        Some("seated") => {
            let seat = slot("C").map(|b| view.words(b.tokens.clone()).to_lowercase());
            let named = seat.and_then(|s| seat::unit_before(sentence, &s, head.tokens.start));
            let known = || any_unit_of_topic(sentence).filter(|unit| unit.place.is_some());
            named.or_else(known)
        }
        Some("county") => county_before(sentence, head.tokens.start),
        Some("country") => country_of_topic(sentence),
        Some(other) => match other.strip_prefix('=') {
            Some(words) => Some(Argument {
                text: fill(words, &slot, sentence),
                ..Argument::default()
            }),
            None => slot(other).map(|b| bound_argument(sentence, b)),
        },
    };
    // "Turns off I-64 just east of X": a number is no place.
    if rule.kind == Kind::Direction && !subject.text.contains(char::is_alphabetic) {
        return None;
    }
    // "The county seat of Wend County": a county is no seat.
    let unit = |class: Class| class.is_division() && class != Class::District;
    if e.object.as_deref() == Some("seated") && subject.class.is_some_and(unit) {
        return None;
    }
    // A seat of nothing said is none.
    if rule.kind == Kind::CapitalOf && object.is_none() {
        return None;
    }
    // A place related to itself is a misreading.
    if let Some(o) = &object
        && !matches!(rule.kind, Kind::CapitalOf | Kind::Alias)
        && e.subject.as_deref() != Some("O")
        && is_same(&subject, o)
    {
        return None;
    }
    if object
        .as_ref()
        .is_some_and(|o| is_open(rule.kind, o, sentence))
    {
        return None;
    }
    if e.distinct
        .as_deref()
        .is_some_and(|list| is_listed(sentence, &subject, list) || is_person_of(&subject))
    {
        return None;
    }
    // "On the main road" names no road, "near its centre" no place.
    let nameless = |o: &Argument| {
        let last = o.text.rsplit(' ').next().unwrap_or_default();
        let roads = sentence.view.grammar.lists.get("road-noun");
        let road = roads.is_some_and(|nouns| nouns.iter().any(|noun| noun == last));
        let lower = !o.text.contains(char::is_uppercase);
        let road = road || matches!(last, "border" | "frontier");
        let road = match rule.kind {
            Kind::OnFeature => lower,
            // A road has no north.
            Kind::PositionIn => road || o.text.contains(|c: char| c.is_ascii_digit()),
            _ => road && lower,
        };
        o.mention.is_none() && (road || o.text.starts_with("its ") || o.text.starts_with("their "))
    };
    if attached.is_some() && object.as_ref().is_some_and(nameless) {
        return None;
    }
    let scope = match &attached {
        Some(attached) => {
            // What stands between the verb and the phrase is said of other phrases.
            let words = part.tail.map_or(&head.tokens, |t| &t.tokens);
            let mut scope = scope::of(sentence, &attached.by).and(scope::of(sentence, words));
            // "On FM 1750" tells no year.
            let named = object.as_ref().map_or("", |o| o.text.as_str());
            if named.ends_with(&scope.when.edtf) {
                scope.when = choro_quantity::When::default();
            }
            scope
        }
        None => scope::of(sentence, &after_apposition(head, &tokens, sentence)),
    };
    let quantity = quantity(rule, e.value.as_deref(), &slot, sentence);
    // "Several parks" is no number to be checked.
    if rule.kind == Kind::Count
        && quantity.amount.is_none()
        && e.value.as_deref().and_then(only_slot).is_some()
    {
        return None;
    }
    let when = e
        .when
        .as_deref()
        .and_then(slot)
        .and_then(|b| b.tag)
        .map(|t| view.tags.dates[t].when.clone())
        .unwrap_or_else(|| {
            let dated = matches!(
                rule.kind,
                Kind::Population | Kind::StatusAt | Kind::Count | Kind::Superlative
            );
            let placed = matches!(
                rule.kind,
                Kind::LocatedIn | Kind::PartWhole | Kind::CapitalOf
            );
            let adjoining =
                |between| scope::adjoining_date(sentence, &tokens, between).unwrap_or_default();
            let value = e.value.as_deref().and_then(only_slot).and_then(slot);
            let own = value
                .filter(|_| dated)
                .and_then(|value| own_date(view, &tokens, &value.tokens));
            match () {
                () if own.is_some() => own.unwrap_or_default(),
                () if !scope.when.edtf.is_empty() => scope.when.clone(),
                () if dated => scope::leading_date(sentence, &tokens).unwrap_or_default(),
                () if placed => adjoining(|word| matches!(word, "," | "the")),
                // The region stands between the date and the verb: "In 1930 Austria bordered …".
                () if rule.kind == Kind::Borders => adjoining(|word| !bounds_clause(word)),
                () => scope.when.clone(),
            }
        });
    let focus = e
        .focus
        .as_deref()
        .or_else(|| e.value.as_deref().and_then(only_slot))
        .and_then(slot)
        .map(|b| view.original(b.tokens.clone()));
    let qualifiers: BTreeMap<String, String> = e
        .qualifiers
        .iter()
        .map(|(k, v)| (k.clone(), fill(v, &slot, sentence)))
        .filter(|(_, v)| !v.is_empty())
        .collect();
    let mut qualifiers = qualifiers;
    if matches!(rule.kind, Kind::Superlative | Kind::Comparative)
        && !qualifiers.contains_key("measure")
        && let Some(measure) = stated_measure(sentence)
    {
        qualifiers.insert("measure".to_owned(), measure);
    }
    let span = view.original(tokens.clone());
    Some(Claim {
        id: ClaimId(0),
        kind: rule.kind,
        subject,
        object,
        others: e
            .others
            .iter()
            .filter_map(|n| slot(n))
            .map(|b| bound_argument(sentence, b))
            .collect(),
        value: quantity.text,
        amount: quantity.amount,
        approximate: quantity.approximate,
        unit: e.unit.clone().unwrap_or(quantity.unit),
        when,
        past: e.past || scope.past,
        hedge: scope.hedge,
        polarity: scope.polarity,
        source: scope.source,
        evidence: Evidence {
            document: view.document.path.clone(),
            span,
            quote: view.words(tokens).to_owned(),
        },
        focus,
        sentence: view.original(sentence.range()),
        block: view.block,
        context: view.document.blocks[view.block].kind,
        qualifiers,
        pattern: rule.name.clone(),
    })
}

fn subject_of<'b>(
    rule: &Rule,
    own: Option<&'b Bound>,
    how: Option<&str>,
    head: &Match,
    sentence: &SentenceView<'_>,
    slot: &dyn Fn(&str) -> Option<&'b Bound>,
) -> Option<Argument> {
    match how {
        None if own.is_some() => own.map(|b| bound_argument(sentence, b)),
        None | Some("clause") => clause_argument(sentence, head.tokens.start),
        Some("topic") => own.map_or_else(
            || {
                let pronoun = pronoun_at(sentence, head.tokens.start);
                pronoun.or_else(|| argument::of_topic(sentence.view))
            },
            |bound| Some(bound_argument(sentence, bound)),
        ),
        Some(name) => match name.strip_prefix('=') {
            Some(words) => Some(Argument {
                text: fill(words, slot, sentence),
                ..Argument::default()
            }),
            None => slot(name)
                .map(|b| bound_argument(sentence, b))
                .or_else(|| clause_argument(sentence, head.tokens.start)),
        },
    }
    .filter(|a| !a.text.is_empty() || rule.emission.subject.is_some())
}

/// Whether a relation in space is to "the province" or "it" that stands for nothing known.
fn is_open(kind: Kind, object: &Argument, sentence: &SentenceView<'_>) -> bool {
    let spatial = matches!(
        kind,
        Kind::CapitalOf | Kind::Near | Kind::Direction | Kind::Distance | Kind::PositionIn
    );
    let mention = object.mention.filter(|_| spatial && object.place.is_none());
    mention.is_some_and(|id| {
        let mentions = sentence.view.mentions;
        let described = |k| matches!(k, MentionKind::Description | MentionKind::Pronoun);
        object.readings.is_empty() && described(mentions.named(id).kind)
    })
}

/// Whether a name is one of a list of the lexicon.
fn is_listed(sentence: &SentenceView<'_>, argument: &Argument, list: &str) -> bool {
    let name = argument.text.to_lowercase();
    let list = sentence.view.grammar.lists.get(list);
    list.is_some_and(|words| words.contains(&name))
}

/// Whether a name that nothing knows is "Someone of X", not "City of X".
fn is_person_of(argument: &Argument) -> bool {
    let head = argument.text.split_once(" of ").map(|(head, _)| head);
    let noun = head.and_then(|h| h.rsplit(' ').next());
    argument.mention.is_none()
        && noun.is_some_and(|n| choro_gazetteer::Class::from_noun(&n.to_lowercase()).is_none())
}

/// Whether two arguments are one place, known or not.
fn is_same(a: &Argument, b: &Argument) -> bool {
    match (a.place, b.place) {
        (Some(x), Some(y)) => {
            b.mention.is_some() && x == y && (a.mention == b.mention || !a.text.is_empty())
        }
        (None, None) => b.mention.is_some() && a.text == b.text,
        _ => false,
    }
}

/// "Its population", "it covers": the pronoun itself is the subject.
fn pronoun_at(sentence: &SentenceView<'_>, at: usize) -> Option<Argument> {
    sentence
        .placed()
        .find(|p| p.own == at && p.mention.kind == MentionKind::Pronoun)
        .map(|p| argument::of_mention(sentence.view, p.mention.id))
}

fn clause_argument(sentence: &SentenceView<'_>, at: usize) -> Option<Argument> {
    if let Some(pronoun) = pronoun_at(sentence, at) {
        return Some(pronoun);
    }
    argument_of(sentence, subject::of_clause(sentence, at))
}

fn argument_of(sentence: &SentenceView<'_>, subject: Subject) -> Option<Argument> {
    match subject {
        Subject::Mention(id) => Some(argument::of_mention(sentence.view, id)),
        Subject::Phrase(tokens) => Some(argument::of_words(sentence.view, tokens)),
        Subject::Topic => argument::of_topic(sentence.view),
    }
}

/// "The capital" with nothing said of what: of the topic, or of any unit that holds it.
fn any_unit_of_topic(sentence: &SentenceView<'_>) -> Option<Argument> {
    let gazetteer = sentence.view.gazetteer;
    let mut argument = argument::of_topic(sentence.view)?;
    if let Some(place) = argument.place {
        let above = gazetteer.ancestors_at(place, &choro_quantity::When::default());
        argument.readings.extend(above);
    }
    Some(argument)
}

/// The county named last before the words, in their block: "X is a town in Y County. … the county
/// seat".
/// Whether a match tells the seat of a county in a text about a town of it.
fn is_county_seat<'m>(
    rule: &Rule,
    sentence: &SentenceView<'_>,
    slot: &impl Fn(&str) -> Option<&'m Bound>,
) -> bool {
    let seat = slot("C").map(|b| sentence.view.words(b.tokens.clone()).to_lowercase());
    let topic = sentence.view.mentions.topic.as_ref();
    let town = topic.and_then(|t| t.mention).is_some_and(|id| {
        let classes = sentence.view.classes(sentence.view.mentions.get(id));
        classes.iter().any(|c| c.is_settlement())
    });
    rule.kind == Kind::CapitalOf && town && seat.is_some_and(|s| s.starts_with("county"))
}

fn county_before(sentence: &SentenceView<'_>, at: usize) -> Option<Argument> {
    let view = sentence.view;
    let before = view.placed.iter().rev().filter(|p| p.end <= at);
    before
        .map(|p| p.mention)
        .find(|m| view.classes(m).contains(&choro_gazetteer::Class::County))
        .map(|m| argument::of_mention(view, m.id))
}

fn country_of_topic(sentence: &SentenceView<'_>) -> Option<Argument> {
    let view = sentence.view;
    let place = argument::of_topic(view)?.place?;
    let country = std::iter::once(place)
        .chain(
            view.gazetteer
                .ancestors_at(place, &choro_quantity::When::default()),
        )
        .find(|p| view.gazetteer.place(*p).class == choro_gazetteer::Class::Country)?;
    Some(Argument {
        text: view.gazetteer.place(country).name().to_owned(),
        place: Some(country),
        readings: vec![country],
        confidence: 0.95,
        ..Argument::default()
    })
}

fn bound_argument(sentence: &SentenceView<'_>, bound: &Bound) -> Argument {
    if let Some(country) = choro_mention::demonym(sentence.lower(bound.tokens.start))
        && bound.mention.is_none()
        && bound.tokens.len() == 1
    {
        return country_named(sentence, country, bound);
    }
    let whole = || {
        let mut placed = sentence.placed();
        placed
            .find(|p| p.own == bound.tokens.start && p.end == bound.tokens.end)
            .map(|p| p.mention.id)
    };
    match bound.mention.or_else(whole) {
        Some(id) => argument::of_mention(sentence.view, id),
        None => argument::of_words(sentence.view, bound.tokens.clone()),
    }
}

/// The words of a match without an apposition between commas right after its subject: in "X, a port
/// called Y until 1951, lies in the north" only the name is of the past.
fn after_apposition(
    head: &Match,
    tokens: &std::ops::Range<usize>,
    sentence: &SentenceView<'_>,
) -> std::ops::Range<usize> {
    let opens = head
        .slot("S")
        .filter(|b| b.tokens.start <= tokens.start + 1);
    let Some(subject) = opens.filter(|b| sentence.lower(b.tokens.end) == ",") else {
        return tokens.clone();
    };
    let close = (subject.tokens.end + 1..tokens.end).find(|i| sentence.lower(*i) == ",");
    close.map_or_else(|| tokens.clone(), |i| i + 1..tokens.end)
}

/// The measure that a sentence compares by: "by population", "in terms of area".
fn stated_measure(sentence: &SentenceView<'_>) -> Option<String> {
    let measures = sentence.view.grammar.lists.get("measure")?;
    sentence.range().find_map(|i| {
        let phrase = match (
            sentence.lower(i),
            sentence.lower(i + 1),
            sentence.lower(i + 2),
        ) {
            ("by", _, _) => i + 1,
            ("in", "terms", "of") => i + 3,
            ("in", word, _) if word != "the" => i + 1,
            _ => return None,
        };
        let words = [sentence.lower(phrase), sentence.lower(phrase + 1)].join(" ");
        measures
            .iter()
            .find(|m| {
                words == **m || words.starts_with(&format!("{m} ")) || words.trim_end() == **m
            })
            .cloned()
    })
}

/// The country whose people an adjective names.
fn country_named(sentence: &SentenceView<'_>, name: &str, bound: &Bound) -> Argument {
    let gazetteer = sentence.view.gazetteer;
    let readings: Vec<_> = gazetteer
        .by_name(name)
        .into_iter()
        .filter(|p| gazetteer.place(*p).class == choro_gazetteer::Class::Country)
        .collect();
    Argument {
        text: name.to_owned(),
        span: Some(sentence.view.original(bound.tokens.clone())),
        place: readings.first().copied(),
        confidence: if readings.is_empty() { 0.0 } else { 0.95 },
        readings,
        ..Argument::default()
    }
}

/// A value with its numbers.
#[derive(Default)]
struct Quantity {
    text: String,
    amount: Option<(f64, f64)>,
    approximate: bool,
    unit: String,
}

/// `{D}` alone takes the slot's own canonical value; other words are filled in.
fn quantity<'b>(
    rule: &Rule,
    template: Option<&str>,
    slot: &dyn Fn(&str) -> Option<&'b Bound>,
    sentence: &SentenceView<'_>,
) -> Quantity {
    let Some(template) = template else {
        return Quantity::default();
    };
    let tags = &sentence.view.tags;
    let Some(bound) = only_slot(template).and_then(slot) else {
        return Quantity {
            text: fill(template, slot, sentence),
            ..Quantity::default()
        };
    };
    let kind = kind_of(rule, bound.name);
    match (kind, bound.tag) {
        (Some(SlotKind::Measure(_)), Some(tag)) => {
            let m = &tags.measures[tag];
            Quantity {
                text: m.amount.to_string(),
                amount: Some((m.amount.low, m.amount.high)),
                approximate: m.amount.approximate,
                unit: m.unit.clone(),
            }
        }
        (Some(SlotKind::Number), Some(tag)) => {
            let n = &tags.numbers[tag];
            Quantity {
                text: if n.vague {
                    n.at.span.slice(sentence.view.source).to_lowercase()
                } else {
                    n.amount.to_string()
                },
                amount: (!n.vague).then_some((n.amount.low, n.amount.high)),
                approximate: n.amount.approximate,
                unit: String::new(),
            }
        }
        _ => Quantity {
            text: fill(template, slot, sentence),
            ..Quantity::default()
        },
    }
}

fn kind_of<'r>(rule: &'r Rule, name: &str) -> Option<&'r SlotKind> {
    rule.program
        .slots
        .iter()
        .chain(rule.tail.iter().flat_map(|t| &t.slots))
        .find(|(n, _)| n == name)
        .map(|(_, kind)| kind)
}

/// The slot's name where a template is `{NAME}` and nothing else.
fn only_slot(template: &str) -> Option<&str> {
    let inner = template.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(['{', '}'])).then_some(inner)
}

/// Fills `{SLOT}` with the slot's canonical text: wind letters, coordinates, plain words.
fn fill<'b>(
    template: &str,
    slot: &dyn Fn(&str) -> Option<&'b Bound>,
    sentence: &SentenceView<'_>,
) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        if let Some(bound) = slot(&rest[open + 1..open + close]) {
            out.push_str(&canonical(bound, sentence));
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The date right after a number, where another stands before it: "5,884 in 2010, down from 6,241 in
/// 2000".
fn own_date(view: &View<'_>, words: &Range<usize>, value: &Range<usize>) -> Option<When> {
    let dates = || {
        let all = view.tags.dates.iter();
        all.filter(|d| words.start <= d.at.first && d.at.end <= words.end)
    };
    dates().find(|d| d.at.end <= value.start)?;
    let after = dates().find(|d| value.end <= d.at.first)?;
    Some(after.when.clone())
}

fn canonical(bound: &Bound, sentence: &SentenceView<'_>) -> String {
    let view = sentence.view;
    let words = view.words(bound.tokens.clone()).to_lowercase();
    let Some(tag) = bound.tag else { return words };
    let at = bound.tokens.start;
    let tags = &view.tags;
    if let Some(w) = tags.winds.get(tag).filter(|w| holds(&w.at, at)) {
        return w.letters().to_owned();
    }
    if let Some(c) = tags.coordinates.get(tag).filter(|c| holds(&c.at, at)) {
        let decimals = usize::from(c.decimals.min(9));
        return format!("{:.decimals$},{:.decimals$}", c.lat, c.lon);
    }
    if let Some(d) = tags.dates.get(tag).filter(|d| holds(&d.at, at)) {
        return d.when.edtf.clone();
    }
    words
}

fn holds(extent: &choro_quantity::Extent, at: usize) -> bool {
    extent.first <= at && at < extent.end
}
