#![doc = include_str!("../../../resources/rules/SUP603.md")]

use crate::corpus::{Case, Corpus, about, after, related};
use crate::identity::is_well_known;
use crate::referent::Referent;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_name::{Relation, compare, fold};
use choro_quantity::{Hedge, Polarity};
use std::collections::BTreeMap;

/// What a title is and of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Title {
    /// The scope, where it is a place of the references.
    place: Option<PlaceId>,
    /// The name of a scope that is none.
    named: String,
    adjective: String,
    class: String,
    rank: String,
    measure: String,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut titles: BTreeMap<Title, Vec<(Referent, Case<'_>)>> = BTreeMap::new();
    for case in corpus.cases() {
        if let Some((title, holder)) = title(corpus, case) {
            titles.entry(title).or_default().push((holder, case));
        }
    }
    let mut findings = Vec::new();
    for holders in titles.values() {
        for (at, (holder, case)) in holders.iter().enumerate() {
            let rival = holders[..at].iter().find(|(other, before)| {
                differ(corpus, holder, other)
                    && case.claim.when.overlaps(&before.claim.when)
                    && are_two(corpus, (holder, *case), (other, *before))
            });
            if let Some((other, before)) = rival {
                findings.push(report(corpus, (holder, *case), (other, *before)));
            }
        }
    }
    findings
}

/// The title that a claim gives to one holder alone.
fn title(corpus: &Corpus<'_>, case: Case<'_>) -> Option<(Title, Referent)> {
    let claim = case.claim;
    if claim.kind != Kind::Superlative
        || claim.polarity != Polarity::Affirmed
        || claim.hedge != Hedge::Asserted
        || claim.past
    {
        return None;
    }
    let adjective = claim.qualifier("adjective").to_lowercase();
    let class = claim.qualifier("class").to_lowercase();
    let quote = claim.evidence.quote.to_lowercase();
    // "The first" of a kind is the first to have been so in many ways.
    let shared = ["one of", "among", "first", "last", "oldest continuously"];
    let plural = class.ends_with('s') && !class.ends_with("ss") || class.contains(" and ");
    if class.is_empty() || plural || shared.iter().any(|w| quote.contains(w)) {
        return None;
    }
    // "… in Sussex with a pier", "… in Sussex by area" are other titles.
    let rest = after(case.text, claim).trim_start();
    let whole = rest.is_empty() || rest.starts_with([',', '.', ';', ')', ':']);
    let scope = claim.object.as_ref().filter(|o| o.span.is_some())?;
    let scope = Referent::of(case.text, scope)?;
    let title = Title {
        place: scope.place(),
        named: match scope {
            Referent::Place(_) => String::new(),
            Referent::Named(_, folded, _) => folded,
        },
        adjective,
        class: fold(&class),
        rank: claim.qualifier("rank").to_lowercase(),
        measure: claim.qualifier("measure").to_lowercase(),
    };
    let holder = Referent::of(case.text, &claim.subject)?;
    (whole && may_hold(corpus, &class, &holder)).then_some((title, holder))
}

/// Whether a holder can bear a title of units or settlements: a town said to be a county of some
/// rank is not what the words speak of.
fn may_hold(corpus: &Corpus<'_>, class: &str, holder: &Referent) -> bool {
    let noun = class.split_whitespace().last().unwrap_or("");
    let titled = Class::from_noun(noun).filter(|c| c.is_division() || c.is_settlement());
    match (titled, holder.place()) {
        (Some(titled), Some(id)) => corpus.know.place(id).is_a(titled),
        _ => true,
    }
}

/// Whether nothing makes the two one place under two names, or namesakes of what is meant: both are
/// surely known, or each is what a text of its own is about.
fn are_two(
    corpus: &Corpus<'_>,
    (a, here): (&Referent, Case<'_>),
    (b, there): (&Referent, Case<'_>),
) -> bool {
    if let (Some(a), Some(b)) = (a.place(), b.place()) {
        return is_well_known(&corpus.know, a) && is_well_known(&corpus.know, b);
    }
    let is_topic = |case: Case<'_>| {
        let topic = case.text.mentions.topic.as_ref();
        topic.is_some_and(|t| fold(&t.text) == fold(case.claim.subject.text.trim()))
    };
    here.text.document.path != there.text.document.path && is_topic(here) && is_topic(there)
}

/// Whether two holders surely are two: neither one's names could be the other's.
fn differ(corpus: &Corpus<'_>, a: &Referent, b: &Referent) -> bool {
    if a == b {
        return false;
    }
    if let (Some(a), Some(b)) = (a.place(), b.place()) {
        let within = |x, y| {
            let now = choro_quantity::When::default();
            corpus.know.gazetteer.is_part_of(x, y, &now) == Some(true)
        };
        return !corpus.know.coincide(a, b) && !within(a, b) && !within(b, a);
    }
    let (a, b) = (a.name(&corpus.know), b.name(&corpus.know));
    compare(a, b).relation == Relation::Different
}

fn report(
    corpus: &Corpus<'_>,
    (holder, case): (&Referent, Case<'_>),
    (other, before): (&Referent, Case<'_>),
) -> Finding {
    let know = &corpus.know;
    let scope = case.claim.object.as_ref().map_or("", |o| o.text.trim());
    let message = format!(
        "the {} in {scope} is {} here and {} elsewhere",
        case.claim.value.trim(),
        holder.name(know),
        other.name(know)
    );
    let mut finding = about("SUP603", Severity::Warning, case, message);
    finding.related.push(related(before, other.name(know)));
    finding.help = Some("say by which measure, or when, each holds".to_owned());
    finding
}
