//! Planted faults: whether a statement turned into its opposite is contradicted.
//!
//! Each direction word of a direction, side or part is turned to the opposite, one at a time, in a
//! copy of the text; the text is then read and judged again. A good judge contradicts the turned
//! statements that it could decide before, and leaves the others alone.

use choro_check::{Outcome, Settings, check};
use choro_claim::{Annotated, Claim, Kind};
use choro_gazetteer::Gazetteer;
use choro_pipeline::Compiled;
use choro_text::Span;

/// A statement, as it stands and turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Path of the document.
    pub document: String,
    /// The statement's words as they stand.
    pub quote: String,
    /// What it was judged as it stands.
    pub before: Outcome,
    /// What it was judged turned; `None` where the turned words were read as no such statement.
    pub after: Option<Outcome>,
    /// Why, as it stands: the judge's own sentence.
    pub why_before: String,
    /// Why, turned; empty where it was not read.
    pub why_after: String,
}

/// The trials of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sensitivity {
    /// One for each direction word that has an opposite, in order of the documents.
    pub trials: Vec<Trial>,
}

impl Sensitivity {
    /// Statements that were supported as they stand.
    pub fn supported(&self) -> usize {
        self.trials
            .iter()
            .filter(|t| t.before == Outcome::Supported)
            .count()
    }

    /// Of the supported, those contradicted once turned.
    pub fn detected(&self) -> usize {
        self.trials
            .iter()
            .filter(|t| t.before == Outcome::Supported && t.after == Some(Outcome::Contradicted))
            .count()
    }

    /// Statements contradicted as they stand: mistakes of the text, or false alarms.
    pub fn alarms(&self) -> usize {
        self.trials
            .iter()
            .filter(|t| t.before == Outcome::Contradicted)
            .count()
    }
}

/// Turns every direction word of a compiled project's statements, one at a time.
pub fn turn_all(compiled: &Compiled) -> Sensitivity {
    let atlas = &compiled.atlas;
    let mut trials = Vec::new();
    for statement in atlas.statements() {
        let claim = statement.claim;
        if !matches!(
            claim.kind,
            Kind::Direction | Kind::Borders | Kind::PositionIn
        ) {
            continue;
        }
        let original = &atlas.originals[statement.document];
        let Some((focus, turned)) = claim.focus.and_then(|f| Some((f, opposite(original, f)?)))
        else {
            continue;
        };
        let text = understand(&claim.evidence.document, &turned, &atlas.gazetteer);
        let again = text.claims.iter().position(|c| is_turned(claim, c, focus));
        let judged = again.and_then(|i| {
            let documents = std::slice::from_ref(&text);
            let checked = check(
                documents,
                &atlas.gazetteer,
                &atlas.network,
                &Settings::default(),
            );
            checked.verdicts.first()?.get(i).cloned()
        });
        trials.push(Trial {
            document: claim.evidence.document.clone(),
            quote: claim.evidence.quote.clone(),
            before: statement.verdict.outcome,
            after: judged.as_ref().map(|v| v.outcome),
            why_before: statement.verdict.explanation.clone(),
            why_after: judged.map(|v| v.explanation).unwrap_or_default(),
        });
    }
    Sensitivity { trials }
}

fn understand(path: &str, bytes: &[u8], gazetteer: &Gazetteer) -> Annotated {
    let (document, _) = choro_document::read(path, bytes);
    let mentions = choro_mention::read(&document, gazetteer);
    let claims = choro_claim::extract(&document, &mentions, gazetteer);
    Annotated {
        document,
        mentions,
        claims,
    }
}

/// The same statement in the turned text: opposites are as long as each other, so that every byte
/// keeps its place.
fn is_turned(claim: &Claim, other: &Claim, focus: Span) -> bool {
    other.kind == claim.kind
        && other.focus == Some(focus)
        && other.evidence.span.overlaps(claim.evidence.span)
        && other.value != claim.value
        && other.object.as_ref().map(|o| o.span) == claim.object.as_ref().map(|o| o.span)
}

/// The text with the direction words of a span turned; `None` where there are none.
fn opposite(bytes: &[u8], span: Span) -> Option<Vec<u8>> {
    const OPPOSITES: [(&[u8], &[u8]); 4] = [
        (b"north", b"south"),
        (b"south", b"north"),
        (b"east", b"west"),
        (b"west", b"east"),
    ];
    let mut turned = bytes.to_vec();
    let mut at = span.start;
    let mut changed = false;
    while at < span.end {
        let rest = bytes.get(at..span.end)?;
        let word = OPPOSITES.iter().find(|(word, _)| {
            rest.get(..word.len())
                .is_some_and(|r| r.eq_ignore_ascii_case(word))
        });
        let Some((word, other)) = word else {
            at += 1;
            continue;
        };
        turned[at..at + word.len()].copy_from_slice(other);
        if bytes[at].is_ascii_uppercase() {
            turned[at].make_ascii_uppercase();
        }
        at += word.len();
        changed = true;
    }
    changed.then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_keep_every_byte_in_place() {
        let text = b"It lies South-easternmost of all.";
        let turned = opposite(text, Span::new(8, 25)).expect("two words to turn");
        assert_eq!(turned, b"It lies North-westernmost of all.");
        assert_eq!(opposite(text, Span::new(0, 7)), None);
        assert_eq!(
            opposite(text, Span::new(20, 900)),
            None,
            "a span out of range"
        );
    }
}
