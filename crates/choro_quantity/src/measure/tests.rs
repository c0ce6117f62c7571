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
