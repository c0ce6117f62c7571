//! Numbers that the lists of sites contradict: “the county has nine dams”.

use crate::corpus::{Case, Corpus};
use crate::ruling::Fault;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: Case<'_>| report(corpus, case);
    corpus.cases().filter_map(report).collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let (usual, help) = match case
        .ruling
        .fault
        .filter(|_| case.ruling.is_contradicted())?
    {
        // People leave out what they hold to be of little weight.
        Fault::MoreListed => (Severity::Note, "say as of when, and which are counted"),
        Fault::FewerListed => (
            Severity::Warning,
            "say as of when, or add what the list that is said to be complete lacks",
        ),
        Fault::PartAboveWhole => (Severity::Warning, "mend one of the numbers"),
        _ => return None,
    };
    let meant = |place| corpus.is_meant(case.text, place);
    if !case.ruling.subject.is_none_or(meant) {
        return None;
    }
    let claim = case.claim;
    // “The town has two schools” is no word on the county of that name.
    let class = claim.subject.class.zip(case.ruling.subject);
    if class.is_some_and(|(class, id)| !corpus.know.place(id).is_a(class)) {
        return None;
    }
    let object = claim.object.as_ref().map_or("", |o| o.text.trim());
    let stated = &claim.value;
    let of = case.ruling.subject.map_or("it", |id| corpus.know.name(id));
    let counted = case.ruling.measured.as_deref().unwrap_or_default();
    let message = match (case.ruling.fault, claim.kind) {
        (Some(Fault::PartAboveWhole), _) => {
            format!("{} are stated, which cannot be", case.ruling.explanation)
        }
        (_, Kind::MilitaryReach) => {
            format!("{stated} {object} are said to reach {of}; the lists of sites have {counted}")
        }
        _ => format!("{stated} {object} are stated of {of}; the lists of sites have {counted}"),
    };
    let mut finding = corpus.report("SUP604", usual, case, message)?;
    finding.help = Some(help.to_owned());
    Some(finding)
}
