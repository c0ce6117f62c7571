//! False alarms at scale: published texts of any region, read against references of the whole
//! world. Their authors checked them; what is contradicted in them is nearly always our mistake.
//!
//! Prints per kind how claims were judged and why not, and every claim that is contradicted with
//! the places it was taken to speak of. A person looked at these alarms: [`review`] keeps what they
//! found.

pub mod review;
pub mod texts;

use choro_check::Outcome;
use choro_claim::{Argument, Claim};
use choro_diagnostic::{Finding, Severity};
use choro_geometry::{Position, distance_m};
use choro_pipeline::Compiled;
use review::{Judged, Reviews};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use texts::Texts;

/// How the claims of one kind were judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All claims.
    pub claims: usize,
    /// Those that the references bear out.
    pub supported: usize,
    /// Those called wrong.
    pub contradicted: usize,
    /// Those neither, by reason.
    pub undetermined: BTreeMap<String, usize>,
}

impl Tally {
    /// Share of claims called wrong, in per cent.
    pub fn percent(&self) -> f64 {
        100.0 * self.contradicted as f64 / self.claims.max(1) as f64
    }

    fn add(&mut self, other: &Tally) {
        self.claims += other.claims;
        self.supported += other.supported;
        self.contradicted += other.contradicted;
        for (reason, count) in &other.undetermined {
            *self.undetermined.entry(reason.clone()).or_default() += count;
        }
    }
}

/// A claim called wrong, a finding of severity error, or of what contradicts itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Alarm {
    /// Name of the text.
    pub document: String,
    /// First byte of the words.
    pub offset: usize,
    /// Code of the rule that reports it; the kind of claim where none does.
    pub rule: String,
    /// How grave the finding is; `None` where none was made.
    pub severity: Option<Severity>,
    /// The words, the measured number and the places.
    pub told: String,
}

/// What came of a set of texts.
pub struct Score {
    /// By kind.
    pub tallies: BTreeMap<&'static str, Tally>,
    /// In order of the texts.
    pub alarms: Vec<Alarm>,
    /// Findings by rule and severity.
    pub findings: BTreeMap<(String, Severity), usize>,
}

/// Counts what was judged in compiled texts, and gathers the alarms.
pub fn score(compiled: &Compiled, texts: &Texts) -> Score {
    let atlas = &compiled.atlas;
    let mut score = Score {
        tallies: BTreeMap::new(),
        alarms: Vec::new(),
        findings: BTreeMap::new(),
    };
    let mut of_claim: BTreeMap<&str, &Finding> = BTreeMap::new();
    for finding in &atlas.findings {
        let key = (finding.code.clone(), finding.severity);
        *score.findings.entry(key).or_default() += 1;
        if let Some(claim) = &finding.claim {
            let kept = of_claim.entry(claim).or_insert(finding);
            if finding.severity > kept.severity {
                *kept = finding;
            }
        }
    }
    let mut contradicted: Vec<String> = Vec::new();
    for statement in atlas.statements() {
        let (claim, verdict) = (statement.claim, statement.verdict);
        let tally = score.tallies.entry(claim.kind.as_str()).or_default();
        tally.claims += 1;
        match verdict.outcome {
            Outcome::Supported => tally.supported += 1,
            Outcome::Contradicted => {
                tally.contradicted += 1;
                let finding = of_claim.get(claim.label().as_str()).copied();
                contradicted.push(claim.label());
                score.alarms.push(Alarm {
                    document: name(&claim.evidence.document).to_owned(),
                    offset: claim.evidence.span.start,
                    rule: finding.map_or(claim.kind.as_str().to_owned(), |f| f.code.clone()),
                    severity: finding.map(|f| f.severity),
                    told: told(compiled, texts, claim, &verdict.explanation),
                });
            }
            Outcome::Disputed | Outcome::Undetermined => {
                let reason = verdict.reason.clone();
                *tally.undetermined.entry(reason).or_default() += 1;
            }
        }
    }
    let others = atlas.findings.iter().filter(|f| {
        let counted = f.claim.as_ref().is_some_and(|c| contradicted.contains(c));
        (f.severity == Severity::Error || f.severity == Severity::Warning && is_conflict(&f.code))
            && !counted
    });
    score.alarms.extend(others.map(|f| Alarm {
        document: name(&f.primary.document).to_owned(),
        offset: f.primary.span.start,
        rule: f.code.clone(),
        severity: Some(f.severity),
        told: format!("{} ({})", f.message, f.notes.join("; ")),
    }));
    score
        .alarms
        .sort_by(|a, b| (&a.document, a.offset, &a.rule).cmp(&(&b.document, b.offset, &b.rule)));
    score
}

/// Whether a rule finds that a text contradicts itself, which no reference decides.
fn is_conflict(code: &str) -> bool {
    code.starts_with("XCL") || matches!(code, "GEO115" | "GEO116" | "TIM301" | "TIM306")
}

fn name(path: &str) -> &str {
    path.strip_prefix("docs/").unwrap_or(path)
}

/// The words of a claim, why it is called wrong, and the places taken.
fn told(compiled: &Compiled, texts: &Texts, claim: &Claim, why: &str) -> String {
    let gold = texts.position(name(&claim.evidence.document));
    let mut told = format!("{} {:?}: {why}", claim.kind, claim.evidence.quote);
    for (role, argument) in std::iter::once(("S", &claim.subject))
        .chain(claim.object.iter().map(|o| ("O", o)))
        .chain(claim.others.iter().map(|o| ("and", o)))
    {
        let _ = write!(told, " | {role} {}", taken(compiled, argument, gold));
    }
    told
}

/// What an argument was taken for, and how far that lies from what the text is about.
fn taken(compiled: &Compiled, argument: &Argument, about: Option<Position>) -> String {
    let mut told = format!("{:?}", argument.text);
    let Some(id) = argument.place else {
        return told;
    };
    let place = compiled.atlas.gazetteer.place(id);
    let _ = write!(
        told,
        " = {} [{} {}] {:.2}",
        place.name(),
        place.class,
        place.key,
        argument.confidence
    );
    if let Some((about, at)) = about.zip(place.point) {
        let _ = write!(told, ", {:.0} km off", distance_m(about, at) / 1_000.0);
    }
    told
}

/// The report: the kinds, the alarms with what a person found of each, the findings by rule; of the
/// rules and texts listed, every finding and claim.
pub fn report(score: &Score, reviews: &Reviews, compiled: &Compiled, listed: &[String]) -> String {
    let mut out = String::new();
    print_kinds(score, &mut out);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for alarm in &score.alarms {
        let review = reviews.of(alarm);
        let word = review.map_or("not looked at", |r| r.judged.as_str());
        *counts.entry(word).or_default() += 1;
        let cause = review.map_or("", |r| r.cause.as_str());
        let severity = alarm.severity.map_or("silent", Severity::name);
        let _ = writeln!(
            out,
            "{}:{} {} {severity} [{word} {cause}] {}",
            alarm.document, alarm.offset, alarm.rule, alarm.told
        );
    }
    let _ = writeln!(out, "\nalarms {}", score.alarms.len());
    for (word, count) in counts {
        let _ = writeln!(out, "  {word:<14}{count}");
    }
    print_findings(score, compiled, listed, &mut out);
    out
}

fn print_kinds(score: &Score, out: &mut String) {
    let _ = writeln!(
        out,
        "{:<16}{:>7}{:>10}{:>13}{:>8}  undetermined, by reason",
        "kind", "claims", "supported", "contradicted", ""
    );
    let mut all = Tally::default();
    for (kind, tally) in &score.tallies {
        print_kind(kind, tally, out);
        all.add(tally);
    }
    print_kind("all", &all, out);
    out.push('\n');
}

fn print_kind(kind: &str, tally: &Tally, out: &mut String) {
    let reasons: Vec<String> = tally
        .undetermined
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    let _ = writeln!(
        out,
        "{kind:<16}{:>7}{:>10}{:>13}{:>6.2} %  {}",
        tally.claims,
        tally.supported,
        tally.contradicted,
        tally.percent(),
        reasons.join(", ")
    );
}

fn print_findings(score: &Score, compiled: &Compiled, listed: &[String], out: &mut String) {
    out.push_str("\nfindings by rule\n");
    for ((code, severity), count) in &score.findings {
        let _ = writeln!(out, "  {code:<8}{:<9}{count:>6}", severity.name());
    }
    for statement in compiled.atlas.statements() {
        let claim = statement.claim;
        if listed.iter().any(|l| l == name(&claim.evidence.document)) {
            let verdict = statement.verdict;
            let why = format!("{}: {}", verdict.outcome.as_str(), verdict.explanation);
            let _ = writeln!(out, "{}", told(compiled, &Texts::default(), claim, &why));
        }
    }
    for finding in &compiled.atlas.findings {
        if listed.contains(&finding.code) {
            let _ = writeln!(
                out,
                "{}:{} {} {} {} ({})",
                name(&finding.primary.document),
                finding.primary.span.start,
                finding.code,
                finding.severity.name(),
                finding.message,
                finding.notes.join("; ")
            );
        }
    }
}

/// Alarms that no person found to be an error of the text.
pub fn ours<'s>(score: &'s Score, reviews: &'s Reviews) -> impl Iterator<Item = &'s Alarm> {
    score
        .alarms
        .iter()
        .filter(|alarm| !matches!(reviews.of(alarm), Some(r) if r.judged == Judged::Real))
}
