//! The quality with which a gazetteer's own duplicates must be recognised.

use choro_eval::names::duplicates;
use choro_gazetteer::Gazetteer;

/// Least share of the joins that must be right: a wrong join is worse than a missed one.
const PRECISION: f64 = 0.95;
/// Least share of the pairs judged to be one place that must be joined.
const RECALL: f64 = 0.80;

#[test]
fn duplicates_are_recognised_as_a_person_does() {
    let layers = match duplicates::whos_on_first() {
        Ok(layers) => layers,
        Err(missing) => {
            eprintln!("skipped: {missing}");
            return;
        }
    };
    let pairs = duplicates::judged(&duplicates::gold()).expect("the judgements");
    assert_eq!(pairs.len(), 301);
    let (gazetteer, _) = Gazetteer::build(layers);
    for part in ["tune", "held"] {
        let of_part = pairs.iter().filter(|pair| pair.part == part);
        let agreement = duplicates::agreement(&gazetteer, of_part);
        assert!(agreement.precision() >= PRECISION, "{part}: {agreement:?}");
        assert!(agreement.recall() >= RECALL, "{part}: {agreement:?}");
    }
}
