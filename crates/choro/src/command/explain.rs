//! `choro explain`: what a rule code means.

use crate::args::Explain;
use crate::output;
use crate::rules;
use anyhow::bail;
use choro_diagnostic::RuleDescription;
use std::process::ExitCode;

pub(crate) fn run(explain: &Explain) -> anyhow::Result<ExitCode> {
    let rules = choro_pipeline::rules();
    let Some(asked) = &explain.code else {
        let rows: Vec<Vec<String>> = rules
            .iter()
            .map(|rule| {
                [rule.code, rule.name, &level(rule), rule.summary]
                    .map(str::to_owned)
                    .to_vec()
            })
            .collect();
        output::write(&output::table(
            &["code", "name", "severity", "what it finds"],
            &rows,
        ))?;
        return Ok(ExitCode::SUCCESS);
    };
    let wanted = asked.trim().to_uppercase();
    let found: Vec<_> = rules
        .iter()
        .filter(|rule| rule.code.starts_with(&wanted) || rule.name.eq_ignore_ascii_case(asked))
        .collect();
    if found.is_empty() {
        bail!("there is no rule `{asked}`; `choro explain` lists all of them");
    }
    let mut text = String::new();
    for rule in found {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&page(rule));
    }
    output::write(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// `error`, or `note, preview` of a rule that has to be selected by its whole code.
fn level(rule: &RuleDescription) -> String {
    let level = rules::levels()
        .into_iter()
        .find(|level| level.code == rule.code);
    level.map_or(String::new(), |level| {
        let preview = if level.preview { ", preview" } else { "" };
        format!("{}{preview}", level.severity.name())
    })
}

/// The page of a rule of the checks; of an input fault, what is said beside findings.
fn page(rule: &RuleDescription) -> String {
    let known = choro_check::rules().iter();
    match known.into_iter().find(|known| known.code == rule.code) {
        Some(known) => {
            let (title, rest) = known
                .explanation
                .split_once('\n')
                .unwrap_or((known.explanation, ""));
            let selected = if known.preview {
                format!(
                    " It runs only where selected in full: `--select {}`.",
                    rule.code
                )
            } else {
                String::new()
            };
            format!(
                "{title}\n\nSeverity: {}.{selected}\n\n{}\n",
                level(rule),
                rest.trim()
            )
        }
        None => format!(
            "# {} ({})\n\nSeverity: {}.\n\n{}\n\nWhat to do: {}\n",
            rule.name,
            rule.code,
            level(rule),
            rule.summary,
            rule.help
        ),
    }
}
