//! Dates that stand in a wrong order: that of a beginning exchanged with that of what came after.
//!
//! "Founded in 1820, the town was destroyed in 1850" becomes "Founded in 1850, the town was destroyed
//! in 1820". Which beginnings come before what else is said here, not taken from the checker's own
//! table: what it does not know is to be counted against it.

use super::edit::Edits;
use choro_claim::{Annotated, Claim, Kind};
use choro_mention::BlockText;
use choro_name::fold;
use choro_quantity::{DateKind, DateRelation, DateTag, When};
use choro_text::Span;

/// What nothing else happens to a thing before.
const BEGINNINGS: [&str; 14] = [
    "founded",
    "established",
    "created",
    "formed",
    "built",
    "constructed",
    "erected",
    "opened",
    "begun",
    "started",
    "laid out",
    "platted",
    "settled",
    "born",
];

/// Two dates of a text exchanged.
pub(super) struct Exchange<'a> {
    /// The statement of what came after.
    pub(super) claim: &'a Claim,
    pub(super) edits: Edits,
    /// The words of both statements.
    pub(super) words: [Span; 2],
}

/// A happening with the words of its date.
struct Dated<'a> {
    claim: &'a Claim,
    core: Span,
    when: When,
}

/// Every beginning of a text with the first later happening of the same thing.
pub(super) fn exchanges<'a>(text: &'a Annotated, original: &[u8]) -> Vec<Exchange<'a>> {
    let happenings: Vec<Dated<'a>> = text.claims.iter().filter_map(|c| dated(text, c)).collect();
    let begun = happenings.iter().filter(|h| is_beginning(h.claim));
    begun
        .filter_map(|first| {
            let after = happenings.iter().find(|h| follows(first, h))?;
            Some(Exchange {
                claim: after.claim,
                edits: Edits::exchange(original, first.core, after.core)?,
                words: [first.claim.evidence.span, after.claim.evidence.span],
            })
        })
        .collect()
}

fn is_beginning(claim: &Claim) -> bool {
    claim.kind == Kind::Event && BEGINNINGS.contains(&claim.value.as_str())
}

/// Whether a happening is told of the same thing and comes after it.
fn follows(first: &Dated<'_>, other: &Dated<'_>) -> bool {
    let (a, b) = (first.claim, other.claim);
    let one = fold(&a.subject.text) == fold(&b.subject.text) && !a.subject.text.is_empty();
    let ends = |when: &When| when.latest.map(|day| day.year);
    one && !is_beginning(b) && ends(&first.when) < ends(&other.when)
}

/// A happening, or an end of what was, whose date is sure.
fn dated<'a>(text: &'a Annotated, claim: &'a Claim) -> Option<Dated<'a>> {
    let told = matches!(claim.kind, Kind::Event | Kind::Formerly);
    let block = text.document.blocks.get(claim.block).filter(|_| told)?;
    let words = BlockText::new(block);
    let dates = choro_quantity::tag(&block.text, &words.tokens).dates;
    let is_own = |date: &&DateTag| {
        let held = match date.relation {
            DateRelation::At => claim.kind == Kind::Event,
            DateRelation::Until => true,
            _ => false,
        };
        held && date.kind == DateKind::Calendar
            && !date.approximate
            && date.when == claim.when
            && date.when.latest.is_some()
            && claim
                .evidence
                .span
                .covers(block.to_original(date.core.span))
    };
    let date = dates.iter().find(is_own)?;
    Some(Dated {
        claim,
        core: block.to_original(date.core.span),
        when: date.when.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_gazetteer::Gazetteer;

    fn exchanged(text: &str) -> Vec<String> {
        let gazetteer = Gazetteer::build(Vec::new()).0;
        let read = super::super::understand("docs/a.md", text.as_bytes(), &gazetteer);
        exchanges(&read, text.as_bytes())
            .into_iter()
            .map(|e| String::from_utf8(e.edits.apply(text.as_bytes())).expect("text"))
            .collect()
    }

    #[test]
    fn a_beginning_takes_the_date_of_what_came_after() {
        assert_eq!(
            exchanged("The mill was built in 1820 and was closed in 1850."),
            ["The mill was built in 1850 and was closed in 1820."]
        );
    }

    #[test]
    fn what_came_before_or_of_another_thing_is_left() {
        assert!(exchanged("The mill was built in 1820. The dam was closed in 1850.").is_empty());
        assert!(exchanged("The mill was rebuilt in 1820 and closed in 1850.").is_empty());
    }
}
