//! The quality with which lists must be reconciled.

use choro_eval::names::reconcile::{cities, counties, half_of_korea, korea, markets, score};

#[test]
fn counties_and_markets_find_their_units() {
    let (Some(korea), Some(by_province), Some(by_position), Some(markets)) = (
        korea(),
        counties(false, true),
        counties(true, false),
        markets(true),
    ) else {
        eprintln!("skipped: the shared data missing");
        return;
    };
    let found = score(&korea, &by_province, None);
    assert!(found.first >= 178, "{:#?}", found.others);
    assert!(found.right >= 174, "{:#?}", found.others);
    assert_eq!(found.wrong, 0, "{:#?}", found.others);
    let found = score(&korea, &by_position, None);
    assert!(found.first >= 177, "{:#?}", found.others);
    assert_eq!(found.wrong, 0, "{:#?}", found.others);
    let found = score(&korea, &markets, None);
    assert!(found.first >= 60, "{:#?}", found.others);
    assert!(found.right >= 60, "{:#?}", found.others);
    assert_eq!(found.wrong, 0, "{:#?}", found.others);
}

#[test]
fn counties_that_the_gazetteer_lacks_are_not_matched_with_others() {
    let (Some(half), Some(by_province), Some(by_position)) = (
        half_of_korea(),
        counties(false, true),
        counties(true, false),
    ) else {
        eprintln!("skipped: the shared data missing");
        return;
    };
    for task in [by_province, by_position] {
        let found = score(&half, &task, None);
        assert!(found.absent >= 85 && found.right >= 85, "{}", task.name);
        assert!(found.absent_matched <= 1, "{}", task.name);
        assert_eq!(found.wrong, 0, "{:#?}", found.others);
    }
}

#[test]
fn cities_of_a_country_never_looked_at_are_rarely_mistaken() {
    let Some((gazetteer, task)) = cities("CH", true) else {
        eprintln!("skipped: the shared data or xz missing");
        return;
    };
    let found = score(&gazetteer, &task, None);
    assert!(found.right >= 400, "{} right", found.right);
    // Of a thousand: two names of GeoNames for one place count as wrong here.
    assert!(found.wrong <= 5, "{:#?}", found.others);
}
