//! The quality romanisation must have on the pairs of the gazetteers.

use choro_eval::names::romanisation::{back, forward, pairs, pairs_file};
use choro_name::romanisation::system;

/// Least share of names spelt with the letters of the truth.
const LETTERS: f64 = 0.95;
/// Least share of names spelt exactly so, hyphens included.
const EXACT: f64 = 0.88;
/// Least share of names read back among the first five.
const FIVE: f64 = 0.94;

#[test]
fn hangul_is_spelt_and_read_back_well() {
    if !pairs_file().is_file() {
        eprintln!("skipped: {} missing", pairs_file().display());
        return;
    }
    let pairs = pairs().expect("pairs");
    let mr = system("mccune-reischauer").expect("a system");
    let score = forward(mr, &pairs, |p| &p.marked);
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let letters = share(score.letters, score.names);
    let exact = share(score.exact, score.names);
    assert!(letters >= LETTERS, "letters {letters:.3}");
    assert!(exact >= EXACT, "exact {exact:.3}");

    let sample: Vec<_> = pairs.into_iter().step_by(25).collect();
    let revised = system("revised").expect("a system");
    for (title, score) in [
        ("marked", back(&sample, "ko", |p| p.marked.clone())),
        (
            "revised",
            back(&sample, "ko", |p| revised.transliterate(&p.hangul)),
        ),
    ] {
        let five = share(score.five, score.names);
        assert!(five >= FIVE, "{title}: among the first five {five:.3}");
    }
}
