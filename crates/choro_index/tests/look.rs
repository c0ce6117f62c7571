//! Look-ups against what a reader of all names would find.

use choro_geometry::{Bounds, Position};
use choro_index::{Attributes, Builder, Days, Filter, Fit, Hit, NameIndex, Role, Toponym, build};
use choro_name::{bounded_distance, fold};
use choro_quantity::When;
use proptest::prelude::*;

fn toponym(text: &str, entry: u32, importance: f32) -> Toponym<'_> {
    Toponym {
        text,
        entry,
        role: Role::Preferred,
        days: Days::default(),
        attributes: Attributes {
            importance,
            ..Attributes::default()
        },
    }
}

fn index(names: &[(&str, u32, f32)]) -> NameIndex<Vec<u8>> {
    let names = names
        .iter()
        .map(|(text, entry, importance)| toponym(text, *entry, *importance));
    NameIndex::open(build(names).expect("few names")).expect("just built")
}

fn entries(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.bearer.entry).collect()
}

const ALL: Filter = Filter {
    within: None,
    near: None,
    classes: None,
    days: None,
};

#[test]
fn a_name_is_found_in_any_spelling() {
    let index = index(&[
        ("Kyŏngsŏng", 0, 0.5),
        ("Hyesan City", 1, 0.7),
        ("Hyesan", 2, 0.2),
        ("Kilju", 3, 0.4),
    ]);
    assert_eq!(entries(&index.exact("KYONGSONG", &ALL, 9)), [0]);
    assert!(index.exact("Gyeongseong", &ALL, 9).is_empty());
    let spelt = index.variants("Gyeongseong", &ALL, 9);
    assert_eq!(entries(&spelt), [0]);
    assert_eq!(spelt[0].fit, Fit::Spelling);
    assert_eq!(index.key(spelt[0].key), "kyongsong");
    assert_eq!(entries(&index.exact("Hyesan", &ALL, 9)), [2]);
    assert_eq!(entries(&index.variants("Hyesan", &ALL, 9)), [2, 1]);
    assert_eq!(entries(&index.variants("Hyesan-si", &ALL, 9)), [1, 2]);
    assert!(index.variants("Kimju", &ALL, 9).is_empty());
}

#[test]
fn a_name_in_another_script_is_found_by_its_romanisations() {
    let index = index(&[("혜산시", 0, 0.5), ("경성", 1, 0.5), ("Kyongsong", 2, 0.1)]);
    assert_eq!(entries(&index.variants("Hyesan-si", &ALL, 9)), [0]);
    assert_eq!(entries(&index.variants("Hyesan", &ALL, 9)), [0]);
    let found = index.variants("Kyongsong", &ALL, 9);
    assert_eq!(
        entries(&found),
        [2, 1],
        "the name itself comes before one spelt by table"
    );
    assert_eq!(found[1].fit, Fit::Spelling);
    assert!(found[1].bearer.respelt);
    assert_eq!(entries(&index.variants("Gyeongseong", &ALL, 9)), [1, 2]);
    let latin = self::index(&[("Hyesan", 0, 0.5)]);
    assert_eq!(entries(&latin.variants("혜산", &ALL, 9)), [0]);
}

#[test]
fn slips_are_found_fewest_first() {
    let index = index(&[("Kilju", 0, 0.1), ("Kimju", 1, 0.9), ("Kimjong", 2, 0.9)]);
    let hits = index.slips("Klju", 2, &ALL, 9);
    assert_eq!(entries(&hits), [0, 1]);
    let lost = Fit::Slip {
        edits: 1,
        foreign: 0,
    };
    assert_eq!(hits[0].fit, lost);
    assert_eq!(entries(&index.slips("Kliju", 1, &ALL, 9)), [0]);
    assert_eq!(entries(&index.slips("Kilju", 0, &ALL, 9)), [0]);
    assert_eq!(entries(&index.slips("Kilju", 2, &ALL, 1)), [0]);
    assert!(index.slips("", 2, &ALL, 9).is_empty());
    let index = self::index(&[("Kilju", 0, 0.1), ("Kisju", 1, 0.9)]);
    let hits = index.slips("Kiju", 1, &ALL, 9);
    assert_eq!(
        entries(&hits),
        [1, 0],
        "both lost a letter: the more important first"
    );
    let hits = index.slips("Kijlu", 1, &ALL, 9);
    assert_eq!(entries(&hits), [0]);
    let index = self::index(&[("Kijlu", 0, 0.1), ("Kixju", 1, 0.9)]);
    let hits = index.slips("Kiljju", 2, &ALL, 9);
    assert!(hits.iter().all(|hit| matches!(
        hit.fit,
        Fit::Slip {
            edits: 1..=2,
            foreign: 1..
        }
    )));
}

#[test]
fn a_name_within_the_one_asked_for_is_found() {
    let index = index(&[("Coburg", 0, 0.5), ("Stadt Coburg", 1, 0.1), ("An", 2, 0.9)]);
    let hits = index.parts("Kreisfreie Stadt Coburg", &ALL, 9);
    assert_eq!(entries(&hits), [1, 0]);
    assert_eq!(hits[1].fit, Fit::Part { missing: 2 });
    assert_eq!(entries(&index.parts("Coburg an der Itz", &ALL, 9)), [0]);
    assert!(index.parts("Coburg", &ALL, 9).is_empty());
    assert!(index.parts("An der Itz", &ALL, 9).is_empty());
}

#[test]
fn a_name_that_goes_on_is_found_by_its_first_words() {
    let index = index(&[
        ("Valoria la Buena", 0, 0.1),
        ("Valorian", 1, 0.9),
        ("Valoria", 2, 0.5),
        ("Valoria-Alta", 3, 0.3),
    ]);
    assert_eq!(entries(&index.continued("VALORIA", &ALL, 9)), [3, 0]);
    assert_eq!(entries(&index.continued("Valoria", &ALL, 1)), [3]);
    assert!(index.continued("", &ALL, 9).is_empty());
}

#[test]
fn names_in_other_letters_are_told_apart_by_all_of_them() {
    // More keys than buckets of the directory tell apart, and than a tag's worth of bits.
    let names: Vec<String> = (0..5000).map(|n| format!("Kil{n}")).collect();
    let rows: Vec<(&str, u32, f32)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at as u32, 0.5))
        .collect();
    let index = index(&rows);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(entries(&index.exact(name, &ALL, 9)), [at as u32], "{name}");
    }
    for missing in 5000..10_000 {
        assert_eq!(index.find(&format!("kil{missing}")), None);
    }
}

#[test]
fn filters_narrow_every_look_up() {
    let place = |text, entry, at: (f64, f64), classes, when: &str| Toponym {
        text,
        entry,
        role: Role::Variant,
        days: Days::from(&When::parse(when).expect("EDTF")),
        attributes: Attributes {
            position: Some(Position::new(at.0, at.1)),
            classes,
            importance: 0.5,
        },
    };
    let bytes = build([
        place("Songjin", 0, (129.2, 40.7), 0b01, "../1951"),
        place("Songjin", 1, (126.0, 38.0), 0b10, ""),
        Toponym {
            attributes: Attributes::default(),
            ..place("Songjin", 2, (0.0, 0.0), 0, "")
        },
    ]);
    let index = NameIndex::open(bytes.expect("few names")).expect("just built");
    let with = |filter: Filter| {
        let by_look_up = [
            index.exact("Songjin", &filter, 9),
            index.variants("Songjin", &filter, 9),
            index.slips("Sonjgin", 2, &filter, 9),
            index.beginning_with("Song", &filter, 9),
        ];
        let mut found = entries(&by_look_up[0]);
        found.sort_unstable();
        for hits in &by_look_up {
            let mut same = entries(hits);
            same.sort_unstable();
            assert_eq!(same, found, "{filter:?}");
        }
        found
    };
    assert_eq!(with(ALL), [0, 1, 2]);
    assert_eq!(
        with(Filter {
            classes: Some(0b10),
            ..ALL
        }),
        [1]
    );
    let bounds = Bounds {
        min: Position::new(129.0, 40.0),
        max: Position::new(130.0, 41.0),
    };
    assert_eq!(
        with(Filter {
            within: Some(bounds),
            ..ALL
        }),
        [0]
    );
    let near = Some((Position::new(126.0, 38.1), 15_000.0));
    assert_eq!(with(Filter { near, ..ALL }), [1]);
    let near = Some((Position::new(126.0, 38.1), 9_000.0));
    assert!(with(Filter { near, ..ALL }).is_empty());
    let days = |edtf| Some(Days::from(&When::parse(edtf).expect("EDTF")));
    assert_eq!(
        with(Filter {
            days: days("1940"),
            ..ALL
        }),
        [0, 1, 2]
    );
    assert_eq!(
        with(Filter {
            days: days("1960"),
            ..ALL
        }),
        [1, 2]
    );
}

#[test]
fn what_is_typed_ahead_gives_the_most_important() {
    // More keys than a block of blocks holds, so that every level is opened.
    let names: Vec<String> = (0..9000).map(|n| format!("Ab{}", n * 7 % 9000)).collect();
    let rows: Vec<(&str, u32, f32)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at as u32, (at * 31 % 997) as f32 / 1000.0))
        .collect();
    let index = index(&rows);
    for start in ["a", "ab", "Ab1", "ab89", "ab123", "ab9999", "b"] {
        let mut all: Vec<&(&str, u32, f32)> = rows
            .iter()
            .filter(|(name, ..)| fold(name).starts_with(&fold(start)))
            .collect();
        all.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.1.cmp(&b.1)));
        let first: Vec<u32> = all.iter().take(25).map(|row| row.1).collect();
        let found = index.beginning_with(start, &ALL, 25);
        assert_eq!(entries(&found), first, "{start}");
    }
}

#[test]
fn foreign_and_broken_bytes_are_refused() {
    use choro_index::OpenError;
    let bytes = build([toponym("Kilju", 0, 0.5)]).expect("one name");
    assert_eq!(
        NameIndex::open(b"PK\x03\x04".to_vec()).err(),
        Some(OpenError::Foreign)
    );
    let cut = bytes[..bytes.len() - 1].to_vec();
    let whole = NameIndex::open(cut).and_then(|index| index.verify());
    assert_eq!(whole, Err(OpenError::Broken));
    let mut changed = bytes.clone();
    changed[20] ^= 1;
    assert_eq!(NameIndex::open(changed).err(), Some(OpenError::Broken));
    let mut changed = bytes.clone();
    let last = changed.len() - 9;
    changed[last] ^= 1;
    let opened = NameIndex::open(changed).expect("the header is whole");
    assert_eq!(opened.verify(), Err(OpenError::Broken));
    assert_eq!(NameIndex::open(bytes).expect("whole").verify(), Ok(()));
}

#[test]
fn an_entry_beyond_the_limit_is_refused() {
    let mut builder = Builder::new();
    assert!(builder.add(toponym("Kilju", u32::MAX, 0.5)).is_err());
}

proptest! {
    #[test]
    fn slips_are_those_that_counting_finds(
        names in proptest::collection::vec("[abc]{1,9}|[가나다라]{1,5}|[ab ]{3,12}", 1..40),
        asked in "[abc]{0,10}|[가나다라]{0,5}|[ab ]{3,12}",
        edits in 0usize..=2,
    ) {
        let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let rows: Vec<(&str, u32, f32)> = names
            .iter().enumerate().map(|(at, name)| (name.as_str(), at as u32, 0.0)).collect();
        let index = index(&rows);
        let asked = fold(&asked);
        let letters = asked.chars().count();
        let mut counted: Vec<(&str, usize)> = names
            .iter()
            .filter_map(|name| {
                let most = edits.min(letters.min(name.chars().count()) / 2);
                Some((name.as_str(), bounded_distance(&asked, name, most)?))
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        counted.sort_unstable();
        counted.dedup();
        let near = index.within_edits(&asked, edits);
        // Names in Hangul are also filed as the systems of romanisation spell them.
        let found: Vec<(&str, usize)> = near
            .iter()
            .map(|(key, apart)| (index.key(*key), *apart))
            .filter(|(key, _)| names.iter().any(|name| name == key))
            .collect();
        prop_assert_eq!(found, counted);
    }

    #[test]
    fn the_order_of_names_does_not_show(
        names in proptest::collection::vec(("[A-Ca-c -]{0,6}", 0u32..9), 0..30),
    ) {
        let names: Vec<Toponym> = names
            .iter().map(|(text, entry)| toponym(text, *entry, *entry as f32 / 9.0)).collect();
        let forth = build(names.iter().copied()).expect("few names");
        let back = build(names.iter().rev().copied()).expect("few names");
        prop_assert!(forth == back);
    }

    #[test]
    fn changed_bytes_never_panic(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
        name in "[a-cA-C가 -]{0,6}|.{0,9}",
    ) {
        let names = ["Abba", "Abbas", "Cab City", "가나", "Bac", "Abcabc"];
        let rows: Vec<(&str, u32, f32)> = names
            .iter().enumerate().map(|(at, name)| (*name, at as u32, 0.5)).collect();
        let mut bytes = index(&rows).as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut.index(4) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(index) = NameIndex::open(bytes) {
            let near = Some((Position::new(0.0, 0.0), 1000.0));
            for filter in [ALL, Filter { near, ..ALL }] {
                index.exact(&name, &filter, 5);
                index.variants(&name, &filter, 5);
                index.slips(&name, 2, &filter, 5);
                index.beginning_with(&name, &filter, 5);
            }
            let _ = index.verify();
        }
    }
}
