//! `choro explain claim ID`: how a claim was read, which places were considered, and the verdict.

use crate::command::compiled;
use crate::output;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_atlas::{Atlas, Statement};
use choro_claim::{Annotated, Argument, Claim, Language};
use choro_pipeline::Compiled;
use choro_project::suggestion;
use choro_text::Span;
use std::path::Path;
use std::process::ExitCode;

/// Places considered that are listed for each argument.
const LISTED: usize = 6;

/// Width of the column of labels.
const LABEL: usize = 12;

pub(super) fn explain(
    id: &str,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let compiled = match compiled::open(named, &[], false, terminal)? {
        Ok(compiled) => compiled,
        Err(code) => return Ok(code),
    };
    let atlas = &compiled.atlas;
    let Some(statement) = atlas.statements().find(|s| s.claim.label() == id.trim()) else {
        let labels: Vec<String> = atlas.statements().map(|s| s.claim.label()).collect();
        match suggestion(id, labels.iter().map(String::as_str)) {
            Some(meant) => bail!("there is no claim `{id}`; did you mean `{meant}`?"),
            None => bail!("there is no claim `{id}`; `choro claims` lists them with their ids"),
        }
    };
    output::write(&page(&compiled, &statement))?;
    Ok(ExitCode::SUCCESS)
}

fn page(compiled: &Compiled, statement: &Statement<'_>) -> String {
    let atlas = &compiled.atlas;
    let text = &atlas.documents[statement.document];
    let claim = statement.claim;
    let mut lines = Lines::default();
    lines.title(&format!("{}: {}", claim.label(), claim.kind));
    lines.add("words", &claim.evidence.quote);
    let sentence = text.document.words(claim.sentence);
    if sentence != claim.evidence.quote {
        lines.add("sentence", &sentence);
    }
    lines.title("how it was read");
    reading(&mut lines, compiled.language, text, claim);
    let parties = [
        ("subject", Some(&claim.subject)),
        ("object", claim.object.as_ref()),
    ];
    let others = claim.others.iter().map(|other| ("further", Some(other)));
    lines.title("places considered");
    for (role, party) in parties.into_iter().chain(others) {
        if let Some(party) = party {
            considered(&mut lines, atlas, text, role, party);
        }
    }
    lines.title("verdict");
    verdict(&mut lines, statement);
    decided(&mut lines, compiled, claim);
    lines.text
}

/// The pattern and what its slots hold.
fn reading(lines: &mut Lines, language: Language, text: &Annotated, claim: &Claim) {
    lines.add("pattern", &claim.pattern);
    if let Some((matched, tail)) = language.pattern(&claim.pattern) {
        lines.add("matches", &matched);
        lines.add("repeats", &tail.unwrap_or_default());
    }
    let words = |span: Option<Span>| match span {
        Some(span) => format!("“{}”", text.document.words(span)),
        None => "left out in the text: what the document is about".to_owned(),
    };
    lines.add("subject", &words(claim.subject.span));
    if let Some(object) = &claim.object {
        lines.add("object", &words(object.span));
    }
    for other in &claim.others {
        lines.add("further", &words(other.span));
    }
    if let Some(focus) = claim.focus {
        lines.add("decisive", &words(Some(focus)));
    }
    let about = if claim.approximate { "about " } else { "" };
    let value = format!("{about}{} {}", claim.value, claim.unit);
    lines.add("value", value.trim());
    lines.add("when", &claim.when.edtf);
    if claim.past {
        lines.add("tense", "past");
    }
    lines.add("hedge", &claim.hedge.to_string());
    lines.add("polarity", &claim.polarity.to_string());
    lines.add("source", &claim.source);
    for (key, value) in &claim.qualifiers {
        lines.add(key, value);
    }
}

/// The places that an argument could be, those first that must fail before the claim is called wrong.
fn considered(lines: &mut Lines, atlas: &Atlas, text: &Annotated, role: &str, party: &Argument) {
    let place = |id| {
        atlas.place(id).map_or(String::new(), |p| {
            format!("{} ({}, {})", p.name(), p.class, p.key)
        })
    };
    let sure = match party.place {
        Some(id) => format!("{}, sure to {:.2}", place(id), party.confidence),
        None => "no place of the gazetteer".to_owned(),
    };
    lines.add(role, &format!("“{}” is {sure}", party.text));
    let Some(mention) = party.mention.map(|id| text.mentions.get(id)) else {
        return;
    };
    lines.add("", &mention.reason);
    let named = text.mentions.named(mention.id);
    let candidates = if mention.candidates.is_empty() {
        &named.candidates
    } else {
        &mention.candidates
    };
    for candidate in candidates.iter().take(LISTED) {
        let must = if party.readings.contains(&candidate.place) {
            "a reading"
        } else {
            "too unlikely"
        };
        lines.add(
            "",
            &format!(
                "{:.2} {}: {must}; {}",
                candidate.score,
                place(candidate.place),
                candidate.reasons.join(", ")
            ),
        );
    }
    if candidates.len() > LISTED {
        lines.add("", &format!("and {} more", candidates.len() - LISTED));
    }
}

fn verdict(lines: &mut Lines, statement: &Statement<'_>) {
    let verdict = statement.verdict;
    let ground = match verdict.reason.as_str() {
        "" => String::new(),
        reason => format!(" ({reason})"),
    };
    lines.add("verdict", &format!("{}{ground}", verdict.outcome.as_str()));
    lines.add("because", &verdict.explanation);
    lines.add("measured", verdict.measured.as_deref().unwrap_or_default());
    lines.add("limit", verdict.threshold.as_deref().unwrap_or_default());
    if let Some(margin) = verdict.margin.filter(|margin| margin.is_finite()) {
        let side = if margin >= 0.0 { "past" } else { "inside" };
        lines.add(
            "margin",
            &format!("{:.1} steps {side} the limit", margin.abs()),
        );
    }
    for reference in &verdict.evidence {
        lines.add("reference", reference);
    }
}

/// The findings on the claim, and those that people let stand.
fn decided(lines: &mut Lines, compiled: &Compiled, claim: &Claim) {
    let label = claim.label();
    let own = |id: &Option<String>| id.as_deref() == Some(label.as_str());
    let shown = compiled.atlas.findings.iter().filter(|f| own(&f.claim));
    let passed = compiled.suppressed.iter().map(|s| &s.finding);
    let lines_of = shown
        .map(|finding| (finding, ""))
        .chain(passed.filter(|f| own(&f.claim)).map(|f| (f, ", let stand")));
    for (finding, stands) in lines_of {
        let words = format!(
            "{}[{}] {} (fingerprint {}{stands})",
            finding.severity.name(),
            finding.code,
            finding.message,
            finding.fingerprint
        );
        lines.add("finding", &words);
    }
}

/// Labelled lines under titles.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn title(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// A line, unless it would be empty.
    fn add(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            let words = words.replace(char::is_control, " ");
            self.text.push_str(&format!("  {label:<LABEL$}{words}\n"));
        }
    }
}
