//! Directions turned to their opposite in the example's texts.

use choro_check::Outcome;
use choro_eval::{faults, seeds};
use std::path::Path;

/// Least share of the supported directions that must be contradicted once turned.
const DETECTED: f64 = 0.9;

#[test]
fn a_direction_turned_is_contradicted_and_one_that_is_right_is_not() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/hamgyong");
    let compiled = seeds::compile_project(&example).expect("the example compiles");
    let turned = faults::turn_all(&compiled);

    assert!(
        turned.supported() >= 30,
        "too few to tell: {}",
        turned.supported()
    );
    let share = turned.detected() as f64 / turned.supported() as f64;
    assert!(share >= DETECTED, "{share:.2} detected");

    // The example's texts hold three wrong directions on purpose; any other is a false alarm.
    let planted = [
        "Puryong lies 30 km to the south",
        "South Hamgyong to the north-west",
        "Kimchaek",
    ];
    let alarms: Vec<&str> = turned
        .trials
        .iter()
        .filter(|t| t.before == Outcome::Contradicted)
        .map(|t| t.quote.as_str())
        .collect();
    for alarm in &alarms {
        assert!(
            planted.iter().any(|p| alarm.contains(p)),
            "false alarm: {alarm}"
        );
    }
    assert_eq!(alarms.len(), planted.len(), "{alarms:?}");
}
