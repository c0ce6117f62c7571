//! The quality romanisation must have on the pairs of the gazetteers.

use choro_eval::names::romanisation::{
    Pair, back, forward, forward_any, misses, pairs, pairs_file,
};
use choro_name::romanisation::system;

/// Least share of names spelt with the letters of the truth.
const LETTERS: f64 = 0.95;
/// Least share of names spelt exactly so, hyphens included.
const EXACT: f64 = 0.88;
/// Least share of the truth's spellings, slips among them, read back among the first five.
const FIVE: f64 = 0.92;
/// The same of spellings by a system, which have no slips.
const FIVE_BY_SYSTEM: f64 = 0.96;

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

    let sample: Vec<_> = pairs.into_iter().step_by(40).collect();
    let revised = system("revised").expect("a system");
    let by_system = |p: &Pair| revised.transliterate(&p.hangul);
    for (title, score, least) in [
        ("the truth", back(&sample, "ko", |p| p.marked.clone()), FIVE),
        ("revised", back(&sample, "ko", by_system), FIVE_BY_SYSTEM),
    ] {
        let five = share(score.five, score.names);
        assert!(five >= least, "{title}: among the first five {five:.3}");
    }
}

#[test]
fn every_name_in_other_letters_has_been_looked_at() {
    if !pairs_file().is_file() {
        eprintln!("skipped: {} missing", pairs_file().display());
        return;
    }
    let pairs = pairs().expect("pairs");
    let mr = system("mccune-reischauer").expect("a system");
    let classed = misses::classed().expect("the classes");
    let fall = misses::fall(mr, &pairs, &classed);
    assert_eq!(fall.unread, Vec::<String>::new(), "not in the table");
    assert_eq!(fall.stale, Vec::<String>::new(), "in it, but right");
    assert_eq!(fall.of.iter().sum::<usize>(), fall.misses);
    let ours = fall.of[misses::CLASSES.len() - 1];
    assert_eq!(ours, 0, "known faults of the rules");
}

#[test]
fn another_name_of_the_place_counts_where_it_is_asked_for() {
    let pair = Pair {
        id: "1".to_owned(),
        hangul: "구빈리".to_owned(),
        marked: "Kubin-dong".to_owned(),
        ascii: "Kubin-dong".to_owned(),
        others: vec!["구빈동".to_owned()],
    };
    let mr = system("mccune-reischauer").expect("a system");
    let pairs = [pair];
    assert_eq!(forward(mr, &pairs, |p| &p.marked).letters, 0);
    assert_eq!(forward_any(mr, &pairs).letters, 1);
    let fall = misses::fall(mr, &pairs, &std::collections::BTreeMap::new());
    assert_eq!((fall.misses, &fall.unread[..]), (1, &["1".to_owned()][..]));
}
