//! Stations of real tables against positions settled by hand.

use choro_eval::names::stations;
use choro_eval::seeds::shared;

#[test]
fn stations_are_placed_right_or_left_open() {
    if !shared().join("data/rail").exists() || !shared().join("data/gazetteer").exists() {
        eprintln!("skipped: {} missing", shared().join("data").display());
        return;
    }
    let score = stations::score().expect("a score");
    let tallies = score.tallies();
    for part in ["tune", "check", "example"] {
        let tally = tallies.get(part).copied().unwrap_or_default();
        let placed = tally.right + tally.wrong;
        let all = placed + tally.missed + tally.rightly_open;
        assert!(all >= 40 && placed * 4 >= all * 3, "{part}: {tally:?}");
        // One in forty: an error of a table or of the truth is not one of placing.
        assert!(tally.wrong <= 1, "{part}: {tally:?}");
        assert!(tally.within_error * 20 >= placed * 19, "{part}: {tally:?}");
    }
    for trial in &score.trials {
        let open = trial.placed.is_none();
        assert!(
            !open || !trial.words.is_empty(),
            "{} gives no reason",
            trial.truth.station
        );
    }
}
