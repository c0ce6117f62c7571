//! `choro explain`: what a rule code means, and how a claim was read and judged.

mod claim;

use crate::args::Explain;
use crate::output;
use crate::rules;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_check::Fixes;
use choro_diagnostic::RuleDescription;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(
    explain: &Explain,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    match explain.what.as_slice() {
        [] => list(),
        [id] if id.contains('#') => claim::explain(id, named, terminal),
        [code] => pages(code),
        [word, id, ..] if word == "claim" => claim::explain(id, named, terminal),
        [word, ..] => bail!("`{word}`: name one code, or `claim` and the claim's id"),
    }
}

fn list() -> anyhow::Result<ExitCode> {
    let rows: Vec<Vec<String>> = choro_pipeline::rules()
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
    Ok(ExitCode::SUCCESS)
}

/// The pages of the rules whose code begins so, or that have this name.
fn pages(asked: &str) -> anyhow::Result<ExitCode> {
    let rules = choro_pipeline::rules();
    let wanted = asked.trim().to_uppercase();
    let found: Vec<_> = rules
        .iter()
        .filter(|rule| rule.code.starts_with(&wanted) || rule.name.eq_ignore_ascii_case(asked))
        .collect();
    if found.is_empty() {
        let meant = rules::meant(&wanted, &rules);
        bail!("there is no rule `{asked}`; {meant} `choro explain` lists all of them");
    }
    let pages: Vec<String> = found.into_iter().map(page).collect();
    output::write(&pages.join("\n"))?;
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

/// What `choro check --fix` does about its findings.
fn mending(fixes: Fixes) -> &'static str {
    match fixes {
        Fixes::None => "Fixes: none.",
        Fixes::Review => "Fixes: unsafe, made by `--fix --unsafe-fixes` and to be read over.",
        Fixes::Safe => {
            "Fixes: safe, made by `--fix`; unsafe where more than one correction is possible."
        }
    }
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
                "{title}\n\nSeverity: {}.{selected} {}\n\n{}\n",
                level(rule),
                mending(known.fixes),
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
