//! Planted faults: whether a statement made wrong on purpose is contradicted.
//!
//! One at a time, in a copy of its text, a statement is changed: its direction turned, its number
//! multiplied, its two names, its latitude and longitude or two dates exchanged, a place replaced by
//! another. The text is then read and judged again. A good judge contradicts the changed statements
//! that it could decide before, and leaves the others alone. Of dates, which no reference decides, a
//! finding on their order counts.

mod dates;
mod edit;
mod others;
mod planting;
mod words;

pub use planting::Fault;

use crate::world::references;
use choro_check::{Outcome, Settings, check};
use choro_claim::{Annotated, Argument, Claim};
use choro_diagnostic::Finding;
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_pipeline::Compiled;
use choro_text::Span;
use dates::{Exchange, exchanges};
use edit::Edits;
use others::Others;
use std::collections::BTreeMap;

/// Changed texts judged at once: few enough to be held in memory.
const AT_ONCE: usize = 256;

/// A statement, as it stands and changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Path of the document.
    pub document: String,
    /// The kind of statement.
    pub kind: choro_claim::Kind,
    /// What was done to it.
    pub fault: Fault,
    /// The statement's words as they stand.
    pub quote: String,
    /// What it was judged as it stands.
    pub before: Outcome,
    /// What it was judged changed; `None` where the changed words were read as no such statement.
    pub after: Option<Outcome>,
    /// Why, as it stands: the judge's own sentence.
    pub why_before: String,
    /// Why, changed; empty where it was not read.
    pub why_after: String,
}

/// The trials of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sensitivity {
    /// One for each statement and fault that can be planted in it, in order of the documents.
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

    /// Of the supported, those contradicted once changed.
    pub fn detected(&self) -> usize {
        self.trials
            .iter()
            .filter(|t| t.before == Outcome::Supported && t.after == Some(Outcome::Contradicted))
            .count()
    }

    /// Of the statements of each kind that were supported: how many there are for each fault, and
    /// how many are contradicted once changed.
    pub fn by_kind(&self) -> BTreeMap<(Fault, &'static str), (usize, usize)> {
        let mut found: BTreeMap<(Fault, &'static str), (usize, usize)> = BTreeMap::new();
        let supported = |t: &&Trial| t.before == Outcome::Supported;
        for trial in self.trials.iter().filter(supported) {
            let count = found.entry((trial.fault, trial.kind.as_str())).or_default();
            count.0 += 1;
            count.1 += usize::from(trial.after == Some(Outcome::Contradicted));
        }
        found
    }

    /// Statements contradicted as they stand: mistakes of the text, or false alarms.
    pub fn alarms(&self) -> usize {
        self.trials
            .iter()
            .filter(|t| t.before == Outcome::Contradicted)
            .count()
    }
}

/// Turns every direction word of a compiled project's statements to its opposite, one at a time.
pub fn turn_all(compiled: &Compiled) -> Sensitivity {
    let mut others = Others::new(&compiled.atlas.gazetteer);
    let planted = compiled.atlas.statements().filter_map(|statement| {
        let original = &compiled.atlas.originals[statement.document];
        let (claim, fault) = (statement.claim, Fault::Turned(180));
        Planted::new(claim, statement.verdict, fault, original, &mut others)
    });
    judged(planted, compiled)
}

/// Plants every fault in every `every`th statement that is supported as it stands and holds
/// something to change, and exchanges the dates of every beginning with a later happening.
pub fn plant_all(compiled: &Compiled, every: usize) -> Sensitivity {
    let mut others = Others::new(&compiled.atlas.gazetteer);
    let planted = compiled
        .atlas
        .statements()
        .filter(|s| s.verdict.outcome == Outcome::Supported)
        .filter(|s| Fault::touches(s.claim.kind))
        .step_by(every.max(1))
        .flat_map(|s| {
            let original = &compiled.atlas.originals[s.document];
            let plant = |f: &Fault| Planted::new(s.claim, s.verdict, *f, original, &mut others);
            Fault::ALL.iter().filter_map(plant).collect::<Vec<_>>()
        });
    let mut found = judged(planted, compiled);
    found.trials.extend(exchange_dates(compiled));
    found
}

/// Exchanges the dates of every beginning with a later happening that no finding is about.
fn exchange_dates(compiled: &Compiled) -> Vec<Trial> {
    let atlas = &compiled.atlas;
    let mut trials = Vec::new();
    for (text, original) in atlas.documents.iter().zip(&atlas.originals) {
        let path = text.document.path.as_str();
        let findings = || atlas.findings.iter().filter(|f| f.primary.document == path);
        let free = |e: &Exchange<'_>| order_finding(findings(), e.words).is_none();
        for exchange in exchanges(text, original).into_iter().filter(free) {
            let changed = understand(path, &exchange.edits.apply(original), &atlas.gazetteer);
            let relief = Relief::default();
            let settings = Settings {
                select: vec!["TIM".to_owned()],
                ..Settings::default()
            };
            let checked = check(&[changed], references(compiled, &relief), &settings);
            let words = exchange.words.map(|span| exchange.edits.moved(span));
            let found = order_finding(checked.findings.iter(), words);
            trials.push(Trial {
                document: path.to_owned(),
                kind: exchange.claim.kind,
                fault: Fault::DatesExchanged,
                quote: exchange
                    .words
                    .map(|span| text.document.words(span))
                    .join(" … "),
                before: Outcome::Supported,
                after: found.map(|_| Outcome::Contradicted),
                why_before: String::new(),
                why_after: found.map_or_else(String::new, |f| f.message.clone()),
            });
        }
    }
    trials
}

/// The first finding on an order of times that is about some of these words.
fn order_finding<'f>(
    mut findings: impl Iterator<Item = &'f Finding>,
    words: [Span; 2],
) -> Option<&'f Finding> {
    findings.find(|f| {
        matches!(f.code.as_str(), "TIM301" | "TIM302" | "TIM306")
            && words.iter().any(|span| span.overlaps(f.primary.span))
    })
}

/// A fault planted in a copy of a text.
struct Planted<'a> {
    claim: &'a Claim,
    edits: Edits,
    text: Vec<u8>,
    trial: Trial,
}

impl<'a> Planted<'a> {
    fn new(
        claim: &'a Claim,
        verdict: &choro_check::Verdict,
        fault: Fault,
        original: &[u8],
        others: &mut Others<'_>,
    ) -> Option<Self> {
        let edits = fault.edits(claim, original, others)?;
        let trial = Trial {
            document: claim.evidence.document.clone(),
            kind: claim.kind,
            fault,
            quote: claim.evidence.quote.clone(),
            before: verdict.outcome,
            after: None,
            why_before: verdict.explanation.clone(),
            why_after: String::new(),
        };
        Some(Self {
            claim,
            text: edits.apply(original),
            edits,
            trial,
        })
    }

    /// Whether what is stated of the places is another after the change, not the places.
    fn changes_value(&self) -> bool {
        !matches!(
            self.trial.fault,
            Fault::NamesExchanged | Fault::OtherPlace(_)
        )
    }

    /// The same statement in the changed text.
    fn find(&self, text: &Annotated) -> Option<usize> {
        let claim = self.claim;
        let moved = |span: Option<Span>| span.map(|s| self.edits.moved(s));
        let words = |a: &Option<Argument>| a.as_ref().and_then(|o| o.span);
        text.claims.iter().position(|other| {
            other.kind == claim.kind
                && other.focus == moved(claim.focus)
                && other
                    .evidence
                    .span
                    .overlaps(self.edits.moved(claim.evidence.span))
                && words(&other.object) == moved(words(&claim.object))
                && (other.value != claim.value || !self.changes_value())
        })
    }
}

fn judged<'a>(planted: impl Iterator<Item = Planted<'a>>, compiled: &Compiled) -> Sensitivity {
    let atlas = &compiled.atlas;
    // Only verdicts are asked for: no rule need run.
    let settings = Settings {
        select: vec!["none".to_owned()],
        ..Settings::default()
    };
    let relief = Relief::default();
    let mut trials = Vec::new();
    let mut planted = planted.peekable();
    while planted.peek().is_some() {
        let batch: Vec<Planted> = planted.by_ref().take(AT_ONCE).collect();
        let texts: Vec<Annotated> = batch
            .iter()
            .map(|p| understand(&p.trial.document, &p.text, &atlas.gazetteer))
            .collect();
        let checked = check(&texts, references(compiled, &relief), &settings);
        for ((planted, text), verdicts) in batch.into_iter().zip(&texts).zip(&checked.verdicts) {
            let verdict = planted.find(text).and_then(|i| verdicts.get(i));
            let mut trial = planted.trial;
            trial.after = verdict.map(|v| v.outcome);
            trial.why_after = verdict.map(|v| v.explanation.clone()).unwrap_or_default();
            trials.push(trial);
        }
    }
    Sensitivity { trials }
}

/// A text with its mentions and claims.
pub(crate) fn understand(path: &str, bytes: &[u8], gazetteer: &Gazetteer) -> Annotated {
    let (document, _) = choro_document::read(path, bytes);
    let mentions = choro_mention::read(&document, gazetteer);
    let claims = choro_claim::extract(&document, &mentions, gazetteer);
    Annotated {
        document,
        mentions,
        claims,
    }
}
