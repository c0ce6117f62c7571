//! The quality prose of any region must be read with.

use choro_eval::prose::{GEOMETRIC, score, texts, truth};
use choro_gazetteer::Gazetteer;

/// Least share of a person's claims of the geometric and numeric kinds that must be found.
const RECALL: f64 = 0.70;
/// Least share of the claims read that must be a person's.
const PRECISION: f64 = 0.93;

#[test]
fn articles_and_data_sheets_are_read_well() {
    let gold = truth::read(&truth::file("dev")).expect("the truth reads");
    let texts = texts::named(&gold.iter().map(|t| t.doc.clone()).collect());
    if texts.is_empty() {
        eprintln!("skipped: the texts of the truth are missing");
        return;
    }
    let empty = Gazetteer::build(Vec::new()).0;
    let total = score(&texts, &gold, &GEOMETRIC, &empty).total();
    let recall = total.recall().expect("truth");
    let precision = total.precision().expect("claims");
    assert!(recall >= RECALL, "recall {recall:.3}");
    assert!(precision >= PRECISION, "precision {precision:.3}");
}
