#![doc = include_str!("../../../resources/rules/QTY406.md")]

use crate::corpus::{Case, Corpus, about};
use crate::figure_words::{FIGURE_WORDS, has_any};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus.cases().filter_map(report).collect()
}

fn report(case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let words = &FIGURE_WORDS.rate;
    let makes = match claim.kind {
        Kind::Produces => true,
        Kind::Capacity => has_any(&claim.evidence.quote, &words.making),
        _ => return None,
    };
    let (low, _) = claim.amount.filter(|(low, _)| low.is_finite())?;
    let sentence = case.sentence();
    let written = claim.evidence.quote.contains(|c: char| c.is_ascii_digit());
    let timed = claim.unit.contains('/')
        || claim.unit == "%"
        || !claim.when.is_unstated()
        || has_any(sentence, &words.words)
        || sentence.contains('%');
    if !makes || !written || timed || low < 2.0 || claim.past {
        return None;
    }
    let message = format!(
        "{} is given without a period or a denominator",
        crate::wording::number(low)
    );
    let mut finding = about("QTY406", Severity::Note, case, message);
    finding.measured = Some(format!("{} {}", claim.value, claim.unit).trim().to_owned());
    finding.help = Some("say per year, in all, or of what".to_owned());
    Some(finding)
}
