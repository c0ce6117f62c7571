//! Every code a finding can bear.

use choro_diagnostic::RuleDescription;
use choro_diagnostic::decision::DECISION_CODES;
use choro_diagnostic::input::INPUT_CODES;

/// The rules of the checks and the faults of inputs and decisions, in order of codes.
pub fn rules() -> Vec<RuleDescription> {
    let mut rules: Vec<RuleDescription> = choro_check::rules()
        .iter()
        .map(choro_check::RuleInfo::description)
        .collect();
    rules.extend(INPUT_CODES);
    rules.extend(DECISION_CODES);
    rules.sort_by_key(|rule| rule.code);
    rules
}
