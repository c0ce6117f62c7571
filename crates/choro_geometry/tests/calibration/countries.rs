//! The countries of the world and their land borders (Natural Earth 1:50 m).

use choro_geometry::{
    Adjacency, Outcome, SharedLine, Wind, adjacency, border_tolerance_m, judge_border,
    judge_border_line,
};

use crate::data::{Feature, layer};

const COUNTRIES: &str = "ne/ne_50m_admin_0_countries.json.xz";

/// Accuracy in metres of the 1:50 m layer.
const ACCURACY: f64 = 4_000.0;

/// Statements everybody agrees with: A borders B to the …
const STATEMENTS: [(&str, &str, Wind); 72] = [
    ("France", "Spain", Wind::S),
    ("France", "Spain", Wind::Sw),
    ("France", "Belgium", Wind::N),
    ("France", "Germany", Wind::E),
    ("France", "Italy", Wind::Se),
    ("France", "Switzerland", Wind::E),
    ("Spain", "Portugal", Wind::W),
    ("Spain", "France", Wind::N),
    ("Spain", "France", Wind::Ne),
    ("Germany", "Denmark", Wind::N),
    ("Germany", "Poland", Wind::E),
    ("Germany", "Austria", Wind::S),
    ("Germany", "France", Wind::Sw),
    ("Germany", "Netherlands", Wind::W),
    ("Italy", "Austria", Wind::N),
    ("Italy", "Slovenia", Wind::Ne),
    ("Italy", "France", Wind::Nw),
    ("Austria", "Hungary", Wind::E),
    ("Austria", "Italy", Wind::S),
    ("Poland", "Belarus", Wind::E),
    ("Poland", "Czechia", Wind::Sw),
    ("Poland", "Ukraine", Wind::Se),
    ("Ukraine", "Romania", Wind::Sw),
    ("Ukraine", "Belarus", Wind::N),
    ("Ukraine", "Russia", Wind::E),
    ("Georgia", "Russia", Wind::N),
    ("Georgia", "Turkey", Wind::Sw),
    ("Azerbaijan", "Iran", Wind::S),
    ("Finland", "Russia", Wind::E),
    ("Norway", "Sweden", Wind::E),
    ("Sweden", "Norway", Wind::W),
    ("Sweden", "Finland", Wind::Ne),
    ("Vietnam", "Laos", Wind::W),
    ("Vietnam", "China", Wind::N),
    ("Vietnam", "Cambodia", Wind::Sw),
    ("Laos", "Vietnam", Wind::E),
    ("Thailand", "Malaysia", Wind::S),
    ("Thailand", "Myanmar", Wind::W),
    ("Myanmar", "Thailand", Wind::E),
    ("Myanmar", "China", Wind::Ne),
    ("Nepal", "India", Wind::S),
    ("Nepal", "China", Wind::N),
    ("Bhutan", "India", Wind::S),
    ("India", "Pakistan", Wind::Nw),
    ("Pakistan", "India", Wind::E),
    ("Pakistan", "Iran", Wind::Sw),
    ("Afghanistan", "Iran", Wind::W),
    ("Mongolia", "China", Wind::S),
    ("Mongolia", "Russia", Wind::N),
    ("China", "Mongolia", Wind::N),
    ("China", "North Korea", Wind::Ne),
    ("North Korea", "South Korea", Wind::S),
    ("North Korea", "China", Wind::N),
    ("South Korea", "North Korea", Wind::N),
    ("Kazakhstan", "Russia", Wind::N),
    ("Kazakhstan", "China", Wind::E),
    ("Canada", "United States of America", Wind::S),
    ("United States of America", "Canada", Wind::N),
    ("United States of America", "Mexico", Wind::S),
    ("Mexico", "Guatemala", Wind::Se),
    ("Brazil", "Uruguay", Wind::S),
    ("Brazil", "Peru", Wind::W),
    ("Argentina", "Chile", Wind::W),
    ("Chile", "Argentina", Wind::E),
    ("Bolivia", "Paraguay", Wind::Se),
    ("Egypt", "Libya", Wind::W),
    ("Egypt", "Sudan", Wind::S),
    ("Libya", "Algeria", Wind::W),
    ("Niger", "Chad", Wind::E),
    ("Kenya", "Ethiopia", Wind::N),
    ("Namibia", "Botswana", Wind::E),
    ("Papua New Guinea", "Indonesia", Wind::W),
];

fn named<'a>(countries: &'a [Feature], name: &str) -> &'a Feature {
    countries
        .iter()
        .find(|country| country.name == name)
        .unwrap_or_else(|| panic!("no country {name}"))
}

#[test]
fn what_everybody_knows_is_supported_and_its_opposite_contradicted() {
    let Some(countries) = layer(COUNTRIES) else {
        return;
    };
    let (mut supported, mut alarms, mut caught, mut turned) = (0, Vec::new(), 0, [0; 3]);
    for (a, b, wind) in STATEMENTS {
        let (from, to) = (named(&countries, a), named(&countries, b));
        let judge = |wind| judge_border(&from.prepared, &to.prepared, Some(wind), ACCURACY);
        let said = judge(wind);
        match said.outcome {
            Outcome::Supported => supported += 1,
            Outcome::Contradicted => alarms.push(format!("{a} {b} {wind}: {}", said.summary())),
            Outcome::Undetermined => eprintln!("undetermined: {a} {b} {wind}: {}", said.summary()),
        }
        let opposite = judge(wind.opposite());
        if opposite.is_contradicted() {
            caught += 1;
        } else {
            eprintln!(
                "not caught: {a} {b} {}: {}",
                wind.opposite(),
                opposite.summary()
            );
        }
        for (i, sixteenths) in [2, 4, 6].into_iter().enumerate() {
            turned[i] += usize::from(judge(wind.turned(sixteenths)).is_contradicted());
        }
    }
    let all = STATEMENTS.len();
    eprintln!(
        "statements {all}: supported {supported}, contradicted {}; turned 180° caught {caught}, 45/90/135° {turned:?}",
        alarms.len()
    );
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(supported * 100 >= all * 98);
    assert!(caught * 100 >= all * 98);
}

/// Every pair of neighbours in their own main direction. That direction is taken from the same
/// measures, so that this guards consistency; the statements above guard truth.
#[test]
fn every_land_border_agrees_with_itself() {
    let Some(countries) = layer(COUNTRIES) else {
        return;
    };
    let boxes: Vec<_> = countries
        .iter()
        .map(|c| c.shape.bounds().map(|b| b.grown(5_000.0)))
        .collect();
    let (mut pairs, mut unclear, mut supported, mut caught) = (0, 0, 0, 0);
    let mut alarms = Vec::new();
    for (i, a) in countries.iter().enumerate() {
        for (j, b) in countries.iter().enumerate() {
            let near = matches!((boxes[i], boxes[j]), (Some(p), Some(q)) if p.intersects(&q));
            if i == j || !near {
                continue;
            }
            // The layer is topological: neighbours share vertices.
            let Some(line) = SharedLine::between(&a.prepared, &b.prepared, 1_000.0) else {
                continue;
            };
            if line.length_m < 20_000.0 {
                continue;
            }
            pairs += 1;
            let Some(wind) = line.wind() else {
                eprintln!("no direction: {} {}", a.name, b.name);
                unclear += 1;
                continue;
            };
            let said = judge_border_line(&line, wind);
            supported += usize::from(said.is_supported());
            if said.is_contradicted() {
                alarms.push(format!("{} {} {wind}: {}", a.name, b.name, said.summary()));
            }
            let opposite = judge_border_line(&line, wind.opposite());
            if opposite.is_contradicted() {
                caught += 1;
            } else {
                eprintln!(
                    "not caught: {} {} {}: {}",
                    a.name,
                    b.name,
                    wind.opposite(),
                    opposite.summary()
                );
            }
        }
    }
    let clear = pairs - unclear;
    eprintln!(
        "pairs {pairs}, without direction {unclear}: supported {supported}, contradicted {}; turned 180° caught {caught}",
        alarms.len()
    );
    assert!(pairs > 500, "{pairs}");
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(supported * 100 >= clear * 98);
    assert!(caught * 100 >= clear * 98);
}

#[test]
fn those_that_do_not_touch() {
    let Some(countries) = layer(COUNTRIES) else {
        return;
    };
    for (a, b) in [
        ("Portugal", "France"),
        ("Mongolia", "Kazakhstan"),
        ("Poland", "Austria"),
        ("Japan", "South Korea"),
    ] {
        let (from, to) = (named(&countries, a), named(&countries, b));
        let found = adjacency(&from.prepared, &to.prepared, ACCURACY);
        let tolerance = border_tolerance_m(&from.prepared, &to.prepared, ACCURACY);
        assert!(
            !matches!(found, Adjacency::Adjacent { .. }),
            "{a} {b}: {found:?} within {tolerance}"
        );
    }
    let (portugal, france) = (named(&countries, "Portugal"), named(&countries, "France"));
    let judged = judge_border(&portugal.prepared, &france.prepared, None, ACCURACY);
    assert!(judged.is_contradicted());
    let gap = judged.measure("gap").unwrap_or_default();
    assert!((400e3..600e3).contains(&gap), "{gap}");
}

#[test]
fn areas_of_countries() {
    let Some(countries) = layer(COUNTRIES) else {
        return;
    };
    // Square kilometres, land and inland waters, from national statistics; a small scale is coarse.
    for (name, km2) in [
        ("Russia", 17.0e6),
        ("France", 640e3),
        ("North Korea", 121e3),
        ("Fiji", 18.3e3),
        ("Mongolia", 1.566e6),
    ] {
        let found = named(&countries, name).shape.area_m2() / 1e6;
        assert!((found / km2 - 1.0).abs() < 0.03, "{name}: {found}");
    }
}
