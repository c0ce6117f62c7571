//! Decisions on findings.

use super::{Case, Spot};
use crate::command::findings::{self as shown, Told};
use crate::exit;
use crate::output;
use anyhow::bail;
use choro_atlas::Atlas;
use choro_check::Suppressor;
use choro_claim::Argument;
use choro_diagnostic::render::Format;
use choro_diagnostic::{Finding, input};
use choro_project::{FINDING_DECISIONS_FILE, FindingDecision, Stated};
use choro_text::{LineIndex, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

/// Fewer digits of a fingerprint are more likely a slip than a name.
const LEAST_DIGITS: usize = 4;

/// Finds the findings meant, lists them, and writes the decision down.
pub(super) fn decide(case: &Case<'_>) -> anyhow::Result<ExitCode> {
    let known = Known::of(case);
    let mut meant = Vec::new();
    for typed in &case.asked.findings {
        let named = known.named(typed)?;
        let print = known.fingerprint(named);
        meant.extend(known.all_with(print));
        if case.asked.like_it {
            let like = known.like(named).into_iter();
            meant.extend(like.filter(|at| !known.is_dismissed(*at) || !case.asked.dismiss));
        }
    }
    let mut seen = BTreeSet::new();
    meant.sort_unstable();
    meant.dedup();
    let listed: Vec<Finding> = meant.iter().map(|at| known.all[*at].0.clone()).collect();
    let format = Format::Concise;
    let text = shown::text(format, &listed, &Told::default(), case.place, case.terminal);
    output::write(&text)?;
    let decisions: Vec<FindingDecision> = listed
        .iter()
        .filter(|finding| seen.insert(finding.fingerprint.as_str()))
        .map(|finding| decision(case, finding))
        .collect();
    if !case.asked.dry_run {
        case.place.world.decide_findings(&decisions)?;
    }
    let verb = match (case.asked.dry_run, case.asked.dismiss) {
        (true, true) => "would dismiss",
        (true, false) => "would accept",
        (false, true) => "dismissed",
        (false, false) => "accepted",
    };
    let noun = if listed.len() == 1 {
        "finding"
    } else {
        "findings"
    };
    let into = if case.asked.dry_run {
        String::new()
    } else {
        format!("; see {FINDING_DECISIONS_FILE}")
    };
    case.terminal
        .say(&format!("{verb} {} {noun}{into}", listed.len()));
    Ok(exit_code(&listed))
}

fn exit_code(listed: &[Finding]) -> ExitCode {
    if listed.is_empty() {
        exit::findings()
    } else {
        ExitCode::SUCCESS
    }
}

fn decision(case: &Case<'_>, finding: &Finding) -> FindingDecision {
    let document = &finding.primary.document;
    let atlas = &case.compiled.atlas;
    let text = atlas
        .documents
        .iter()
        .find(|t| &t.document.path == document);
    FindingDecision {
        dismiss: case.asked.dismiss,
        fingerprint: Stated {
            value: finding.fingerprint.clone(),
            span: Span::default(),
        },
        code: finding.code.clone(),
        document: document.clone(),
        words: text.map_or(String::new(), |t| t.document.words(finding.primary.span)),
        signature: case.signature.clone(),
    }
}

/// The findings of the rules and those about sites, shown and passed over, in order.
struct Known<'a> {
    atlas: &'a Atlas,
    all: Vec<(&'a Finding, &'a [Suppressor])>,
}

impl<'a> Known<'a> {
    fn of(case: &Case<'a>) -> Self {
        let shown = case.compiled.atlas.findings.iter();
        let inputs = case.compiled.input_findings.iter();
        let of_sites = inputs.filter(|finding| input::is_about_sites(&finding.code));
        let suppressed = case.compiled.suppressed.iter();
        let mut all: Vec<(&Finding, &[Suppressor])> = shown
            .chain(of_sites)
            .map(|finding| (finding, &[][..]))
            .chain(suppressed.map(|s| (&s.finding, s.by.as_slice())))
            .collect();
        let place = |finding: &'a Finding| (&finding.primary, &finding.code);
        all.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)));
        Self {
            atlas: &case.compiled.atlas,
            all,
        }
    }

    /// Whether a decision dismisses the finding.
    fn is_dismissed(&self, at: usize) -> bool {
        let decided = |by: &Suppressor| matches!(by, Suppressor::Decision(_));
        self.all[at].1.iter().any(decided)
    }

    /// The findings with this fingerprint: one decision is about all of them.
    fn all_with(&self, print: &str) -> Vec<usize> {
        let all = 0..self.all.len();
        all.filter(|at| self.fingerprint(*at) == print).collect()
    }

    /// The finding that a fingerprint or a place in a document names.
    fn named(&self, typed: &str) -> anyhow::Result<usize> {
        let found = match Spot::read(typed) {
            Some(spot) => self.at(&spot),
            None => self.with_fingerprint(typed)?,
        };
        let prints: BTreeSet<&str> = found.iter().map(|at| self.fingerprint(*at)).collect();
        match found.as_slice() {
            [] => bail!(
                "no rule finds anything at `{typed}`; `choro check` shows what they find (what is \
                 wrong with files and decisions themselves cannot be dismissed)"
            ),
            [first, ..] if prints.len() == 1 => Ok(*first),
            several => {
                let lines: Vec<String> = several
                    .iter()
                    .map(|at| {
                        let finding = self.all[*at].0;
                        format!(
                            "{} {} {}",
                            finding.fingerprint, finding.code, finding.message
                        )
                    })
                    .collect();
                bail!("`{typed}` may be any of\n  {}", lines.join("\n  "))
            }
        }
    }

    fn fingerprint(&self, at: usize) -> &'a str {
        &self.all[at].0.fingerprint
    }

    fn with_fingerprint(&self, typed: &str) -> anyhow::Result<Vec<usize>> {
        let digits = typed.trim().to_ascii_lowercase();
        if digits.len() < LEAST_DIGITS || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            bail!(
                "`{typed}` is no finding: give its fingerprint, or where it stands, such as \
                 docs/first.md:6:1"
            );
        }
        let all = 0..self.all.len();
        Ok(all
            .filter(|at| self.fingerprint(*at).starts_with(&digits))
            .collect())
    }

    fn at(&self, spot: &Spot<'_>) -> Vec<usize> {
        let documents = self.atlas.documents.iter().zip(&self.atlas.originals);
        let lines: BTreeMap<&str, (LineIndex, &[u8])> = documents
            .filter(|(text, _)| text.document.path == spot.document)
            .map(|(text, bytes)| {
                (
                    text.document.path.as_str(),
                    (LineIndex::new(bytes), &**bytes),
                )
            })
            .collect();
        let all = 0..self.all.len();
        all.filter(|at| {
            let place = &self.all[*at].0.primary;
            lines
                .get(place.document.as_str())
                .is_some_and(|(index, bytes)| spot.holds(index, bytes, place.span.start))
        })
        .collect()
    }

    /// The findings of the same rule about the same, the one itself among them.
    fn like(&self, at: usize) -> Vec<usize> {
        let claims = self.claims();
        let subject = |at: usize| self.about(&claims, self.all[at].0);
        let wanted = subject(at);
        let all = 0..self.all.len();
        all.filter(|other| {
            self.all[*other].0.code == self.all[at].0.code && subject(*other) == wanted
        })
        .collect()
    }

    /// Subject and object of each claim by its id.
    fn claims(&self) -> BTreeMap<String, (String, String)> {
        let statements = self.atlas.statements();
        statements
            .map(|statement| {
                let claim = statement.claim;
                let object = claim.object.as_ref().map(|o| self.party(o));
                let about = (self.party(&claim.subject), object.unwrap_or_default());
                (claim.label(), about)
            })
            .collect()
    }

    /// A place by its key; what is none, by its words.
    fn party(&self, argument: &Argument) -> String {
        let place = argument.place.and_then(|id| self.atlas.place(id));
        place.map_or_else(|| choro_name::fold(&argument.text), |p| p.key.clone())
    }

    /// What a finding is about: subject and object of its claim, else its words.
    fn about(
        &self,
        claims: &BTreeMap<String, (String, String)>,
        finding: &Finding,
    ) -> (String, String) {
        let of_claim = finding.claim.as_ref().and_then(|id| claims.get(id));
        of_claim.cloned().unwrap_or_else(|| {
            let path = &finding.primary.document;
            let documents = &self.atlas.documents;
            let text = documents.iter().find(|t| &t.document.path == path);
            let words = text.map(|t| t.document.words(finding.primary.span));
            (choro_name::fold(&words.unwrap_or_default()), String::new())
        })
    }
}
