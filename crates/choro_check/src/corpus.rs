//! All documents with the rulings on their claims: what rules look at.

use crate::counts;
use crate::identity::Identity;
use crate::knowledge::Knowledge;
use crate::measures;
use crate::passage::{Passage, Passages, Placed};
use crate::ruling::{Fault, Ruling};
use crate::settings::{Settings, Style};
use choro_claim::{Annotated, Argument, Claim};
use choro_diagnostic::{Finding, Location, Severity};
use choro_document::{Block, BlockKind};
use choro_gazetteer::PlaceId;
use choro_name::fold;
use choro_text::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The documents of a project, judged.
pub(crate) struct Corpus<'a> {
    pub(crate) texts: &'a [Annotated],
    pub(crate) rulings: Vec<Vec<Ruling>>,
    /// For each document, by its path, the places that are surely meant in it.
    meant: BTreeMap<&'a str, BTreeSet<PlaceId>>,
    pub(crate) know: Knowledge<'a>,
    pub(crate) style: &'a Style,
    passages: OnceCell<Passages<'a>>,
}

/// A claim with its document and the ruling on it.
#[derive(Clone, Copy)]
pub(crate) struct Case<'c> {
    pub(crate) text: &'c Annotated,
    pub(crate) claim: &'c Claim,
    pub(crate) ruling: &'c Ruling,
}

impl<'a> Corpus<'a> {
    pub(crate) fn new(texts: &'a [Annotated], know: Knowledge<'a>, settings: &'a Settings) -> Self {
        let mut meant = BTreeMap::new();
        let mut rule = |text: &'a Annotated| {
            let (rulings, places) = judge(text, &know, settings);
            meant.insert(text.document.path.as_str(), places);
            rulings
        };
        let rulings = texts.iter().map(&mut rule).collect();
        Self {
            texts,
            rulings,
            meant,
            know,
            style: &settings.style,
            passages: OnceCell::new(),
        }
    }

    /// Whether a place is surely meant in a document.
    pub(crate) fn is_meant(&self, text: &Annotated, place: PlaceId) -> bool {
        let meant = self.meant.get(text.document.path.as_str());
        meant.is_some_and(|places| places.contains(&place))
    }

    /// The blocks with the dates and measures in them, in order.
    pub(crate) fn passages(&self) -> &[Passage<'a>] {
        &self.read().all
    }

    /// The coordinate pairs of all blocks, in order.
    pub(crate) fn coordinates(&self) -> &[Placed<'a>] {
        &self.read().coordinates
    }

    fn read(&self) -> &Passages<'a> {
        self.passages
            .get_or_init(|| Passages::of(self.texts, self.know.lexicon))
    }

    /// Every claim, in order.
    pub(crate) fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        self.cases_by_text().flatten()
    }

    /// The claims of each document, in order.
    pub(crate) fn cases_by_text(&self) -> impl Iterator<Item = impl Iterator<Item = Case<'_>>> {
        let texts = self.texts.iter().zip(&self.rulings);
        texts.map(|(text, rulings)| {
            let claims = text.claims.iter().zip(rulings);
            claims.map(move |(claim, ruling)| Case {
                text,
                claim,
                ruling,
            })
        })
    }

    /// The claims contradicted for this reason.
    pub(crate) fn faulty(&self, fault: Fault) -> impl Iterator<Item = Case<'_>> {
        self.cases()
            .filter(move |case| case.ruling.is_contradicted() && case.ruling.fault == Some(fault))
    }

    /// A finding on a claim, for a rule of this usual severity; none where too little is sure.
    pub(crate) fn report(
        &self,
        code: &str,
        usual: Severity,
        case: Case<'_>,
        message: String,
    ) -> Option<Finding> {
        let severity = self.severity(case, usual)?;
        let mut finding = about(code, severity, case, message);
        finding.measured.clone_from(&case.ruling.measured);
        finding.threshold.clone_from(&case.ruling.threshold);
        if !case.ruling.evidence.is_empty() {
            finding.reference = Some(case.ruling.evidence.join("; "));
        }
        finding.notes.push(case.ruling.explanation.clone());
        finding.notes.extend(case.ruling.notes.iter().cloned());
        Some(finding)
    }

    /// The severity after confidence, margin, class, hedge, time and context are weighed; `None`
    /// where what the text speaks of is not sure enough to say anything.
    fn severity(&self, case: Case<'_>, usual: Severity) -> Option<Severity> {
        use choro_quantity::Hedge;
        let limits = &crate::data::THRESHOLDS.confidence;
        let (claim, ruling) = (case.claim, case.ruling);
        let resolved = claim.arguments().filter(|a| a.place.is_some());
        let named = resolved.clone().map(|a| a.confidence).fold(1.0, f64::min);
        let sure = ruling.certainty.unwrap_or(named);
        let mut severity = usual;
        let mut at_most = |most: Severity| severity = severity.min(most);
        if sure < limits.warning {
            if usual > Severity::Note && sure < limits.warning - 0.2 {
                return None;
            }
            at_most(Severity::Note);
        } else if sure < limits.error {
            at_most(Severity::Warning);
        }
        if ruling.margin.is_none_or(|m| m < 1.0) {
            at_most(Severity::Warning);
        }
        if resolved.clone().any(|a| !self.class_fits(a)) {
            at_most(Severity::Warning);
        }
        match claim.hedge {
            Hedge::Asserted => {}
            Hedge::Official | Hedge::Reported | Hedge::Estimated => at_most(Severity::Warning),
            Hedge::Apparent => at_most(Severity::Note),
        }
        if claim.past {
            at_most(Severity::Note);
        }
        if claim.context == BlockKind::Caption {
            at_most(Severity::Warning);
        }
        Some(severity)
    }

    /// Whether the place is of the class that the words assert.
    fn class_fits(&self, argument: &Argument) -> bool {
        match (argument.class, argument.place) {
            (Some(class), Some(place)) => self.know.place(place).is_a(class),
            _ => true,
        }
    }
}

/// The rulings on the claims of a document, and the places that are surely meant in it.
fn judge(
    text: &Annotated,
    know: &Knowledge<'_>,
    settings: &Settings,
) -> (Vec<Ruling>, BTreeSet<PlaceId>) {
    let spoken = &text.document.date;
    let runs = |code: &str| settings.runs(code, true);
    let rule = |claim: &Claim, know: &Knowledge<'_>| {
        if counts::counts_sites(claim.kind) {
            counts::measure(claim, text, know)
        } else {
            measures::measure(claim, know, spoken, || after(text, claim), &runs)
        }
    };
    let identity = Identity::of(text, know, &rule);
    let rulings = (0..text.claims.len())
        .map(|at| identity.ruling(at, text, know, &rule))
        .collect();
    (rulings, identity.meant())
}

/// The words of a claim's sentence that follow it.
pub(crate) fn after<'t>(text: &'t Annotated, claim: &Claim) -> &'t str {
    let rest = Span::new(
        claim.evidence.span.end,
        claim.sentence.end.max(claim.evidence.span.end),
    );
    text.document
        .blocks
        .get(claim.block)
        .and_then(|b| Some(b.to_logical(rest)?.slice(&b.text)))
        .unwrap_or("")
}

/// A finding on the words of a claim.
pub(crate) fn about(code: &str, severity: Severity, case: Case<'_>, message: String) -> Finding {
    let claim = case.claim;
    let primary = Location {
        document: claim.evidence.document.clone(),
        span: case.own_words(),
        message: String::new(),
    };
    let mut finding = Finding::new(code, severity, message, primary);
    finding.claim = Some(claim.label());
    finding.fingerprint = claim_fingerprint(code, claim);
    finding
}

/// The identity of a finding on a claim: the rule, the document, and what is claimed, however the
/// sentence puts it and wherever it stands.
fn claim_fingerprint(code: &str, claim: &Claim) -> String {
    let others: Vec<String> = claim.others.iter().map(|other| fold(&other.text)).collect();
    Finding::fingerprint_of(&[
        code,
        &claim.evidence.document,
        claim.kind.as_str(),
        &fold(&claim.subject.text),
        &claim
            .object
            .as_ref()
            .map_or(String::new(), |o| fold(&o.text)),
        &others.join("\n"),
        &claim.value,
        &claim.unit,
        &claim.when.edtf,
        &claim.polarity.to_string(),
    ])
}

/// A finding on words that are no claim.
pub(crate) fn on_words(
    code: &str,
    severity: Severity,
    text: &Annotated,
    span: Span,
    quote: &str,
    message: String,
) -> Finding {
    let primary = Location {
        document: text.document.path.clone(),
        span,
        message: String::new(),
    };
    let mut finding = Finding::new(code, severity, message, primary);
    finding.fingerprint = Finding::fingerprint_of(&[code, quote, &text.document.path]);
    finding
}

/// A related span.
pub(crate) fn related(case: Case<'_>, message: impl Into<String>) -> Location {
    Location {
        document: case.claim.evidence.document.clone(),
        span: case.own_words(),
        message: message.into(),
    }
}

impl Case<'_> {
    /// The words that are this claim's alone: of "borders A to the south and B to the east" the
    /// second claim has "B to the east".
    pub(crate) fn own_words(&self) -> Span {
        let whole = self.claim.evidence.span;
        let before = self
            .text
            .claims
            .iter()
            .filter(|c| c.kind == self.claim.kind && c.evidence.span.start == whole.start)
            .map(|c| c.evidence.span.end)
            .filter(|end| *end < whole.end)
            .max();
        let object = self.claim.object.as_ref().and_then(|o| o.span);
        let parts = [object, self.claim.focus, self.claim.subject.span];
        let start = before.and_then(|end| {
            let starts = parts.into_iter().flatten().map(|s| s.start);
            starts
                .filter(|start| *start >= end && *start < whole.end)
                .min()
        });
        Span::new(start.unwrap_or(whole.start), whole.end)
    }

    pub(crate) fn block(&self) -> Option<&Block> {
        self.text.document.blocks.get(self.claim.block)
    }

    /// The logical text of original bytes in the claim's block.
    pub(crate) fn words(&self, original: Span) -> &str {
        self.block()
            .and_then(|b| Some(b.to_logical(original)?.slice(&b.text)))
            .unwrap_or("")
    }

    /// The decisive words with their span.
    pub(crate) fn focus(&self) -> Option<(Span, &str)> {
        let span = self.claim.focus?;
        let words = self.words(span);
        (!words.is_empty()).then_some((span, words))
    }

    /// The sentence, as logical text.
    pub(crate) fn sentence(&self) -> &str {
        self.words(self.claim.sentence)
    }
}
