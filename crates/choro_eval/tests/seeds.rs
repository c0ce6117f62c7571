//! The quality the seed texts must be read with.

use choro_diagnostic::Severity;
use choro_eval::{claims, faults, findings, seeds};

/// Least share of a person's claims that must be found.
const RECALL: f64 = 0.90;
/// Least share of the claims read that must be a person's.
const PRECISION: f64 = 0.90;
/// Least number of the twenty `must` findings that must be reported.
const MUST: usize = 18;
/// Least share of the supported directions that must be contradicted once turned.
const DETECTED: f64 = 0.7;

#[test]
fn the_seed_texts_are_read_well() {
    if !seeds::gold_claims().is_file() || !seeds::gold_findings().is_file() {
        eprintln!(
            "skipped: {} missing",
            seeds::shared().join("gold").display()
        );
        return;
    }
    let compiled = seeds::compile_project(&seeds::project()).expect("the project of the seeds");

    let score = claims::score(&seeds::gold_claims(), &compiled).expect("the gold claims");
    let total = score.total();
    let recall = total.recall().expect("gold claims");
    let precision = total.precision().expect("claims");
    assert!(recall >= RECALL, "recall {recall:.3}");
    assert!(precision >= PRECISION, "precision {precision:.3}");

    let score = findings::score(&seeds::gold_findings(), &compiled.atlas.findings)
        .expect("the gold findings");
    let must = score
        .tiers
        .iter()
        .find(|t| t.name == "must")
        .expect("a tier");
    assert!(must.found() >= MUST, "not reported: {:#?}", must.missing);
    let errors = score
        .reported
        .iter()
        .find(|r| r.severity == Severity::Error)
        .expect("a severity");
    assert!(
        errors.beyond.is_empty(),
        "false errors: {:#?}",
        errors.beyond
    );

    let turned = faults::turn_all(&compiled);
    let share = turned.detected() as f64 / turned.supported().max(1) as f64;
    assert!(turned.supported() > 0, "no direction was supported");
    assert!(
        share >= DETECTED,
        "{share:.2} of turned directions detected"
    );
}
