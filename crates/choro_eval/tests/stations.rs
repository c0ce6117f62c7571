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
    for ((name, ..), along) in score.lines.iter().zip(&score.along) {
        assert_eq!(along.turned, 0, "{name}: stations out of order");
        assert_eq!(along.surely_too_far, 0, "{name}: stations too far apart");
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

/// Names of the tables that are slips, each with what is told of it. They stand in files of others,
/// which are as they are.
#[test]
fn slips_in_the_tables_are_told_with_what_is_likely_meant() {
    if !shared().join("data/rail").exists() || !shared().join("data/gazetteer").exists() {
        eprintln!("skipped: {} missing", shared().join("data").display());
        return;
    }
    let score = stations::score().expect("a score");
    for (code, words) in [
        ("INP017", "Onsŏng"),
        ("INP023", "룬융 and Hunyung"),
        ("INP023", "새졀 and Saebyŏl"),
        ("INP018", "Ryongch'ul stands at 10.5 km"),
        ("INP018", "Songsam stands at 41 km"),
    ] {
        let told = |finding: &&String| finding.starts_with(code) && finding.contains(words);
        let found = score.findings.iter().find(told);
        let found = found.unwrap_or_else(|| panic!("{code} {words}: {:#?}", score.findings));
        assert!(found.contains(" line "), "with its line: {found}");
    }
}
