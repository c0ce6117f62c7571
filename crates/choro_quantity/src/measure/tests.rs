use crate::{MeasureKind, Tags, tag};

fn tags(text: &str) -> Tags {
    tag(text, &choro_text::tokenise(text))
}

fn read(text: &str) -> Vec<String> {
    tags(text)
        .measures
        .iter()
        .map(|m| format!("{}={} {}", m.at.span.slice(text), m.amount, m.unit))
        .collect()
}

#[test]
fn units_in_every_spelling() {
    for (text, want) in [
        ("And 17 km to the south", "17 km=17 km"),
        ("5km away", "5km=5 km"),
        (
            "covers an area 22.7 \n\nhectares and",
            "22.7 \n\nhectares=22.7 ha",
        ),
        ("It covers 197 hectares", "197 hectares=197 ha"),
        (
            "area of 1\u{2009}465,1 km²",
            "1\u{2009}465,1 km²=1465.1 km2",
        ),
        ("area of 1 465 km²", "1 465 km²=1465 km2"),
        ("40 square km of land", "40 square km=40 km2"),
        ("a mile north of it", "a mile=1 mi"),
        ("about a kilometre of road", "a kilometre=1 km"),
        (
            "three quarters of a mile off",
            "three quarters of a mile=0.75 mi",
        ),
        (
            "about one-quarter of a mile east",
            "one-quarter of a mile=0.25 mi",
        ),
        (
            "about a mile and a half north of it",
            "a mile and a half=1.5 mi",
        ),
        ("800–300 m deep", "800–300 m=300..800 m"),
        (
            "25 inhabitants/km2 live",
            "25 inhabitants/km2=25 persons/km2",
        ),
        ("3.5m people live", "3.5m people=3500000 persons"),
        ("a 3.5m wall", "3.5m=3.5 m"),
        ("$3.5m was spent", "$3.5m=3500000 USD"),
        ("pop. 3,400 and", "3,400=3400 persons"),
        ("around 80% of the copper", "80%=80 %"),
        ("about 7.5 per cent of", "7.5 per cent=7.5 %"),
        ("an area of 1465.1 km²", "1465.1 km²=1465.1 km2"),
        ("an area of 12 square miles", "12 square miles=12 mi2"),
        ("an area of 12 sq mi", "12 sq mi=12 mi2"),
        (
            "10,000 tonnes of copper concentrates each year.",
            "10,000 tonnes=10000 t/yr",
        ),
        ("500 tonnes a year", "500 tonnes=500 t/yr"),
        ("500 tonnes of rice", "500 tonnes=500 t"),
        ("a two-mile road", "two-mile=2 mi"),
        ("a 17-kilometre-long road", "17-kilometre=17 km"),
        ("5 km to 7 km away", "5 km to 7 km=5..7 km"),
        ("between 5 and 7 miles", "5 and 7 miles=5..7 mi"),
        ("at 60 km/h there", "60 km/h=60 km/h"),
        ("a low of −5 °C there", "−5 °C=-5 °C"),
        ("105,909 inhabitants", "105,909 inhabitants=105909 persons"),
        ("32.125 inhabitants", "32.125 inhabitants=32125 persons"),
        ("2.5 inhabitants", "2.5 inhabitants=2.5 persons"),
        (
            "105,909 registered residents",
            "105,909 registered residents=105909 persons",
        ),
        (
            "a 2008 census population of 105,909.",
            "105,909=105909 persons",
        ),
        (
            "The \n\n2020 estimated population is 119,340.",
            "119,340=119340 persons",
        ),
        (
            "Its estimated 2014 population was 103,410, making",
            "103,410=103410 persons",
        ),
        (
            "The population in 2010 was over 5,000.",
            "5,000=>5000 persons",
        ),
        ("population density of 120/km2", "120/km2=120 persons/km2"),
        (
            "The population of Kabala was 14,108 in",
            "14,108=14108 persons",
        ),
        ("half a mile away", "half a mile=0.5 mi"),
        ("US$5 million", "US$5 million=5000000 USD"),
        ("6 ft 6 in) tall", "6 ft 6 in=6.5 ft"),
    ] {
        assert_eq!(read(text), [want], "{text}");
    }
}

#[test]
fn conversions_are_linked() {
    let text = "approximately 120 miles (190 km; 104 nmi) northwest";
    let found = tags(text).measures;
    assert_eq!(found.len(), 3);
    assert!(found[0].amount.approximate);
    assert_eq!(
        (found[0].conversion, found[0].conversion_of),
        (Some(1), None)
    );
    assert_eq!(found[1].conversion_of, Some(0));
    assert_eq!(found[2].conversion_of, Some(0));
    assert!((found[0].si.low - 193_121.28).abs() < 0.01);
    let apart = tags("5 km of road, (3 mi) of track").measures;
    assert_eq!(apart[1].conversion_of, None);
}

#[test]
fn elevations_are_told_from_lengths() {
    let kinds = |t: &str| tags(t).measures.iter().map(|m| m.kind).collect::<Vec<_>>();
    let up = MeasureKind::Elevation;
    assert_eq!(kinds("rises 1,000 m (3,281 ft) above sea level"), [up, up]);
    assert_eq!(kinds("at an elevation of 1,000 m."), [up]);
    assert_eq!(kinds("a 1,000 m long wall"), [MeasureKind::Length]);
}

#[test]
fn common_words_are_no_units() {
    for text in [
        "born 5 in Hyesan",
        "two schools",
        "in 2008 in Hyesan",
        "the 8th Division",
        "12 a",
        "41 S",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
    assert_eq!(
        read("population density of 120 there"),
        Vec::<String>::new()
    );
    assert_eq!(read("6 cm (2.4 in) wide").len(), 2);
}

#[test]
fn both_sides_of_a_size_are_lengths() {
    for text in ["a field of 5 by 3 km", "a field of 5 × 3 km"] {
        let found = tags(text).measures;
        let shown: Vec<String> = found
            .iter()
            .map(|m| format!("{}={} {}", m.at.span.slice(text), m.amount, m.unit))
            .collect();
        assert_eq!(shown, ["5=5 km", "3 km=3 km"], "{text}");
    }
}

#[test]
fn a_share_says_of_what() {
    let share = |text: &str| {
        let of = tags(text).measures[0].share_of;
        of.map(|of| of.span.slice(text).to_owned())
    };
    assert_eq!(
        share("26.9% of total population in 2023").as_deref(),
        Some("total population")
    );
    assert_eq!(
        share("80 % of the copper is").as_deref(),
        Some("the copper")
    );
    assert_eq!(share("rose by 5 % in May"), None);
}

#[test]
fn figures_beside_figures_are_not_grouped() {
    for (text, want) in [
        ("Building 5 300 m north", "300 m=300 m"),
        ("in 2010 300 m of it", "300 m=300 m"),
        ("12,345 300 m", "300 m=300 m"),
        ("an acre of land", ""),
        ("built 1995-6 km", "6 km=6 km"),
    ] {
        assert_eq!(read(text).join(" "), want, "{text}");
    }
}

#[test]
fn heights_in_the_letters_of_maps() {
    for text in [
        "1000 m a.s.l. there",
        "1000 m.a.s.l. there",
        "1000 m asl there",
    ] {
        assert_eq!(
            tags(text).measures[0].kind,
            MeasureKind::Elevation,
            "{text}"
        );
    }
}
