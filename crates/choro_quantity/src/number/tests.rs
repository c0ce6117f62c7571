use crate::{Tags, tag};

fn tags(text: &str) -> Tags {
    tag(text, &choro_text::tokenise(text))
}

/// Span text and canonical amount of every number, `~` where approximate.
fn read(text: &str) -> Vec<String> {
    tags(text)
        .numbers
        .iter()
        .map(|n| {
            let blur = if n.amount.approximate { "~" } else { "" };
            let rank = if n.ordinal { "th" } else { "" };
            format!("{}={blur}{}{rank}", n.at.span.slice(text), n.amount)
        })
        .collect()
}

#[test]
fn figures_and_words() {
    for (text, want) in [
        ("population of 105,909.", "105,909=105909"),
        ("covers 1465.1 units", "1465.1=1465.1"),
        ("defended by eleven coastal batteries", "eleven=11"),
        ("some twenty-five villages", "twenty-five=~25"),
        ("three hundred and five men", "three hundred and five=305"),
        ("a dozen eggs", "a dozen=12"),
        ("half a million saplings", "half a million=500000"),
        (
            "a quarter of a million books",
            "a quarter of a million=250000",
        ),
        ("to grow 20 million saplings", "20 million=20000000"),
        ("about 2.9 million books", "2.9 million=~2900000"),
        ("10 thousand books", "10 thousand=10000"),
        ("two and a half million", "two and a half million=2500000"),
        ("around 150-200 guerillas", "150-200=~150..200"),
        ("between 5 and 7 houses", "5 and 7=5..7"),
        ("from 10 to 20 houses", "10 to 20=10..20"),
        ("5–10 million saplings", "5–10 million=5000000..10000000"),
        ("over 200 houses", "200=>200"),
        ("less than 25 houses", "25=<25"),
        ("at least twelve houses", "twelve=>=12"),
        ("200 or more houses", "200 or more=>=200"),
        ("up to 30 boats", "30=<=30"),
        ("~80 boats", "80=~80"),
        ("several hundred men", "several hundred=~300..900"),
        ("the 8th Air Division", "8th=8th"),
        ("the second-largest statue", "second-largest=2th"),
        ("Twenty five ships", "Twenty five=25"),
        ("5½ loaves", "5½=5.5"),
        ("a low of −12.5 there", "−12.5=-12.5"),
        ("twenty-odd houses", "twenty-odd=~20"),
        ("some 300-odd boats", "300-odd=~300"),
        ("a hundred and twenty houses", "a hundred and twenty=120"),
        ("two-thirds of the land", "two-thirds=0.666666666667"),
        ("home to one eighth of them", "one eighth=0.125"),
        ("a fifth of the land", "a fifth=0.2"),
        ("a third bridge", "third=3th"),
        ("three quarters and a square", "three=3"),
        ("ninety-nine point five", "ninety-nine point five=99.5"),
        ("1,23,456 voters", "1,23,456=123456"),
        ("1.2 × 10⁶ cells", "1.2 × 10⁶=1200000"),
        ("1.2 x 10^6 cells", "1.2 x 10^6=1200000"),
        ("1\u{202f}465,1 parts", "1\u{202f}465,1=1465.1"),
        ("12'465 parts", "12'465=12465"),
        (
            "one million six hundred thousand souls",
            "one million six hundred thousand=1600000",
        ),
        ("an area of .9 units", ".9=0.9"),
        ("12 1⁄2 loaves", "12 1⁄2=12.5"),
        (
            "a town of 7003422900000000000♠4,229 souls",
            "7003422900000000000♠4,229=4229",
        ),
    ] {
        assert_eq!(read(text), [want], "{text}");
    }
}

#[test]
fn figures_of_names_are_labels() {
    for text in [
        "the rocket Soyuz-1 rose",
        "since COVID-19 it",
        "Building 5 is",
    ] {
        assert!(tags(text).numbers.iter().all(|n| n.label), "{text}");
    }
    assert!(!tags("a 12-mile road").numbers[0].label);
}

#[test]
fn two_numbers_stay_two() {
    assert_eq!(read("five and six"), ["five=5", "six=6"]);
    assert_eq!(read("won 3-1 at home"), ["3=3", "1=1"]);
    assert_eq!(read("call 555-123-4567 now").len(), 3);
    assert_eq!(read("two schools and 40 homes"), ["two=2", "40=40"]);
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "one of the few crossings",
        "the one that left",
        "no one came",
        "version 1.2.3.4",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn spatial_words_before_small_counts_are_no_bounds() {
    assert_eq!(read("bridges over two rivers"), ["two=2"]);
    assert_eq!(read("bridges over 20 rivers"), ["20=>20"]);
}

#[test]
fn doubt_and_labels_are_flagged() {
    let doubt = |t: &str| tags(t).numbers[0].separator_doubt;
    assert!(doubt("some 1.465 boats") && doubt("some 1,5 boats") && doubt("1.234.567 boats"));
    assert!(!doubt("some 1,465 boats") && !doubt("some 1465.1 boats"));
    assert!(tags("along Route 66 there").numbers[0].label);
    assert!(tags("in Building 5 there").numbers[0].label);
    assert!(!tags("about 66 there").numbers[0].label);
    assert!(tags("It has 1850 there").numbers[0].maybe_year);
}

#[test]
fn what_is_counted() {
    let counted = |t: &str| {
        let found = tags(t);
        found.numbers[0]
            .counted
            .map_or("", |c| c.span.slice(t))
            .to_owned()
    };
    assert_eq!(
        counted("defended by eleven coastal batteries, two"),
        "coastal batteries"
    );
    assert_eq!(
        counted("three small training bases that"),
        "small training bases"
    );
    assert_eq!(counted("20 million saplings."), "saplings");
    assert_eq!(counted("the two of them"), "");
}
