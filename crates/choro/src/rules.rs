//! The rules that codes on the command line and in `choro.toml` mean.

use crate::args;
use anyhow::bail;
use choro_diagnostic::decision::decision_levels;
use choro_diagnostic::input::{CONFIG_UNREADABLE, input_levels};
use choro_diagnostic::{Finding, RuleDescription, RuleLevel};
use choro_name::romanisation::{self, System};
use choro_project::{CONFIG_FILE, Config, Stated, suggestion};

/// How findings of each rule count, in order of codes.
pub(crate) fn levels() -> Vec<RuleLevel> {
    let mut levels: Vec<RuleLevel> = choro_check::rules()
        .iter()
        .map(|rule| RuleLevel {
            code: rule.code,
            severity: rule.severity,
            preview: rule.preview,
        })
        .chain(input_levels())
        .chain(decision_levels())
        .collect();
    levels.sort_by_key(|level| level.code);
    levels
}

/// The codes that the configuration states and no rule has, each at its line.
pub(crate) fn unknown(config: &Config) -> Vec<Finding> {
    let allowed = config.allow.iter().map(|allow| Stated {
        value: allow.code.clone(),
        span: allow.span,
    });
    let stated = config.check.stated.iter().cloned().chain(allowed);
    let rules = choro_pipeline::rules();
    let mut faults: Vec<Finding> = stated
        .filter(|code| !is_known(&code.value, &rules))
        .map(|code| {
            let message = format!("no rule has the code `{}`", code.value);
            let mut finding = Finding::input(CONFIG_UNREADABLE, CONFIG_FILE, code.span, message);
            finding.help = Some(meant(&code.value, &rules));
            finding
        })
        .collect();
    Finding::sort(&mut faults);
    faults
}

/// What is wrong with the romanisation that `[style]` names: no system has that id or alias.
pub(crate) fn unknown_romanisation(config: &Config) -> Option<Finding> {
    let stated = config.style.romanisation.as_ref()?;
    if romanisation::system(&stated.value).is_some() {
        return None;
    }
    let ids: Vec<&str> = romanisation::systems().iter().map(System::id).collect();
    let message = format!("no romanisation is called `{}`", stated.value);
    let mut finding = Finding::input(CONFIG_UNREADABLE, CONFIG_FILE, stated.span, message);
    finding.help = Some(match suggestion(&stated.value, ids.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("systems are {}", ids.join(", ")),
    });
    Some(finding)
}

/// The codes that an option lists, in capitals.
pub(crate) fn named(option: &str, codes: &[String]) -> anyhow::Result<Vec<String>> {
    let rules = choro_pipeline::rules();
    let mut named = Vec::new();
    for code in codes.iter().map(|code| code.trim().to_uppercase()) {
        if !is_known(&code, &rules) {
            bail!(
                "`{option} {code}`: no rule has this code; {}",
                meant(&code, &rules)
            );
        }
        named.push(code);
    }
    Ok(named)
}

/// Whether every code that the options name is that of a rule.
pub(crate) fn verify(asked: &args::Findings) -> anyhow::Result<()> {
    named("--select", &asked.select)?;
    named("--ignore", &asked.ignore)?;
    Ok(())
}

fn is_known(code: &str, rules: &[RuleDescription]) -> bool {
    !code.is_empty() && rules.iter().any(|rule| rule.code.starts_with(code))
}

/// What to write instead of a code that no rule has.
pub(crate) fn meant(code: &str, rules: &[RuleDescription]) -> String {
    let by_name = rules
        .iter()
        .find(|rule| rule.name.eq_ignore_ascii_case(code))
        .map(|rule| rule.code);
    let families = families(rules);
    // Codes of the same family come before codes of the same number.
    let family = families.iter().find(|family| code.starts_with(**family));
    let codes = rules.iter().map(|rule| rule.code);
    let near = codes.filter(|known| family.is_none_or(|family| known.starts_with(family)));
    let nearest = by_name
        .or_else(|| suggestion(code, near))
        .or_else(|| family.copied())
        .or_else(|| suggestion(code, families.iter().copied()));
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("codes begin with {}", families.join(", ")),
    }
}

/// The letters that codes begin with.
fn families(rules: &[RuleDescription]) -> Vec<&'static str> {
    let mut families: Vec<&'static str> = rules
        .iter()
        .map(|rule| rule.code.trim_end_matches(|c: char| c.is_ascii_digit()))
        .collect();
    families.dedup();
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_rule_has_is_told_with_what_was_meant() {
        let rules = choro_pipeline::rules();
        assert!(is_known("GEO", &rules) && is_known("GEO1", &rules) && !is_known("", &rules));
        assert_eq!(meant("GOE101", &rules), "did you mean `GEO101`?");
        assert!(meant("GEO999", &rules).starts_with("did you mean `GEO"));
        assert_eq!(
            meant("MIXED-ROMANISATION", &rules),
            "did you mean `NAM203`?"
        );
        assert!(meant("XYZ", &rules).starts_with("codes begin with "));
        assert_eq!(
            named("--select", &["geo ".to_owned()]).expect("known"),
            ["GEO"]
        );
    }
}
