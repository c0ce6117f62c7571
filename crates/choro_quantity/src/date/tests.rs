use crate::{DateKind, DateTag, Tags, When, tag};

fn tags(text: &str) -> Tags {
    tag(text, &choro_text::tokenise(text))
}

fn read(text: &str) -> Vec<String> {
    let show = |d: &DateTag| format!("{}={}", d.at.span.slice(text), d.when);
    tags(text).dates.iter().map(show).collect()
}

#[test]
fn dates_become_edtf() {
    for (text, want) in [
        ("completed in 1985 to test", "in 1985=1985"),
        (
            "on the 4th of June 1937.",
            "on the 4th of June 1937=1937-06-04",
        ),
        ("on 4 June 1937", "on 4 June 1937=1937-06-04"),
        ("on June 4, 1937, they", "on June 4, 1937=1937-06-04"),
        ("as of October 2022.", "as of October 2022=2022-10"),
        ("in the early 1930s in", "in the early 1930s=1930/1933"),
        ("the mid-1930s", "mid-1930s=1934/1936"),
        ("the late 1930s", "late 1930s=1937/1939"),
        ("In the 1930s", "In the 1930s=193X"),
        ("the 1930's", "1930's=193X"),
        ("the 19th century", "19th century=18XX"),
        ("a nineteenth-century house", "nineteenth-century=18XX"),
        ("late 19th century", "late 19th century=1870/1899"),
        (
            "first half of the 19th century",
            "first half of the 19th century=1800/1849",
        ),
        (
            "the 18th and 19th centuries",
            "18th and 19th centuries=1700/1899",
        ),
        ("the 5th century BC", "5th century BC=-0499/-0400"),
        ("in 44 BC", "in 44 BC=-0043"),
        ("in AD 79", "in AD 79=0079"),
        ("founded around 1850.", "around 1850=1850~"),
        ("built c. 1850", "c. 1850=1850~"),
        ("after 1945 with", "after 1945=1945/.."),
        ("since 1990,", "since 1990=1990/.."),
        ("until 2010 when", "until 2010=../2010"),
        ("by 1990,", "by 1990=../1990"),
        ("before 1945", "before 1945=../1945"),
        ("rebuilt from 1616-1622.", "from 1616-1622=1616/1622"),
        ("from 1616 to 1622", "from 1616 to 1622=1616/1622"),
        ("(during 2018-2019)", "during 2018-2019=2018/2019"),
        ("between 1910 and 1945", "between 1910 and 1945=1910/1945"),
        ("1995–96", "1995–96=1995/1996"),
        ("1990–present", "1990–present=1990/.."),
        ("a 2008 census population", "2008=2008"),
        (
            "during the Japanese occupation,",
            "during the Japanese occupation=1910/1945",
        ),
        ("after World War II.", "after World War II=1945/.."),
        ("the Korean War", "Korean War=1950/1953"),
        ("in summer 2010", "in summer 2010=2010-22"),
        ("seen in winter", "in winter=XXXX-24"),
        ("A in summer\nB in winter\n\nC", "in summer=XXXX-22"),
        ("hit by the 1991 Pinatubo eruption", "by the 1991=1991"),
        ("gone by the 1991 season", "by the 1991=1991"),
        ("every 4 June they", "4 June=XXXX-06-04"),
        ("4–6 June 1937", "4–6 June 1937=1937-06-04/1937-06-06"),
        ("on 2011-04-13 it", "on 2011-04-13=2011-04-13"),
        ("on 13/04/2011 it", "on 13/04/2011=2011-04-13"),
        ("on 13.04.2011 it", "on 13.04.2011=2011-04-13"),
        ("It was 1107 (1437) there", "1437=1437"),
        ("the 3rd century B.C. saw", "3rd century B.C.=-0299/-0200"),
        ("in A.D. 650 it", "in A.D. 650=0650"),
        ("c. 3000–2500 BCE", "c. 3000–2500 BCE=-2999/-2499"),
        ("in AD 43-44 it", "in AD 43-44=0043/0044"),
        ("from 10,000 BC", "from 10,000 BC=-9999/.."),
        ("on 17-Mar-1945 it", "on 17-Mar-1945=1945-03-17"),
        ("on 1945 March 17 it", "on 1945 March 17=1945-03-17"),
        ("on 17.III.1945 it", "on 17.III.1945=1945-03-17"),
        ("am 17. März 1945", "17. März 1945=1945-03-17"),
        ("el 17 de marzo de 1945", "17 de marzo de 1945=1945-03-17"),
        ("(1945. 3. 17.)", "1945. 3. 17=1945-03-17"),
        ("in mid-March 1945", "in mid-March 1945=1945-03"),
        (
            "in the first half of 1945",
            "in the first half of 1945=1945-01/1945-06",
        ),
        (
            "second quarter of 2010",
            "second quarter of 2010=2010-04/2010-06",
        ),
        ("Q2 2010 saw", "Q2 2010=2010-04/2010-06"),
        ("prior to 1935", "prior to 1935=../1935"),
        ("no later than 1935", "no later than 1935=../1935"),
        ("a 15th c. church", "15th c.=14XX"),
        ("from 1990 onwards", "from 1990 onwards=1990/.."),
        ("from 1990 on the line", "from 1990=1990/.."),
        (
            "from May to August 1945",
            "from May to August 1945=1945-05/1945-08",
        ),
        (
            "May 3 to June 4, 1945",
            "May 3 to June 4, 1945=1945-05-03/1945-06-04",
        ),
        ("in 2015/2016", "in 2015/2016=2015/2016"),
        (
            "from the 17th to the 19th century",
            "from the 17th to the 19th century=1600/1899",
        ),
        ("grew before 1800 until 1860", "until 1860=../1860"),
    ] {
        let found = read(text);
        assert!(
            found.iter().any(|f| f == want),
            "{text}: {found:?}, want {want}"
        );
        for date in tags(text).dates {
            assert!(When::parse(&date.when.edtf).is_some(), "{text}: {date:?}");
        }
    }
}

#[test]
fn figures_with_units_are_no_years() {
    for text in [
        "rises to 1500 m",
        "over 2000 people",
        "a population of 1850.",
        "an elevation of 1200",
        "1,850 men",
        "along Route 1066",
        "$1500",
        "1900 hectares",
        "no dates at all, may it be",
        "He may march in",
        "hot springs fall into",
        "two anti-aircraft batteries",
        "an estimated 1026 students",
        "at least 1500 men",
        "the room 17.3 and 45 more",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        assert!(tags(text).numbers.iter().all(|n| !n.maybe_year), "{text}");
    }
}

#[test]
fn an_unclear_figure_is_both() {
    let found = tags("It has 1850 there");
    assert!(found.dates[0].maybe_number && found.numbers[0].maybe_year);
    assert!(tags("The 1500 remaining villages").dates[0].maybe_number);
    assert!(tags("they built 1200 homes").dates[0].maybe_number);
    for sure in [
        "built in 1850.",
        "founded 1890 by them",
        "(b. 1890, d. 1945)",
        "in the year 1945",
        "the site of the 1933 Wangjaesan Conference",
        "evidenced by an 1862 record that",
        "settled around 1791.",
        "ruler of post-1945 Hungary",
        "population (as of 2000) speaks Italian",
        "the 2010 U.S. Census",
        "The population is high (2015 est.)",
        "in 1655, 1656 and 1657",
    ] {
        let found = tags(sure);
        assert!(found.numbers.is_empty(), "{sure}: {:?}", found.numbers);
        assert!(
            found.dates.iter().all(|d| !d.maybe_number),
            "{sure}: {:?}",
            found.dates
        );
    }
}

#[test]
fn relative_dates_count_from_the_date_before() {
    let text = "in 1941, the two married in the USSR, giving birth a year later in 1942. Two years \
        later he left.";
    let found = tags(text).dates;
    let shown: Vec<(String, Option<i32>)> = found
        .iter()
        .map(|d| (d.when.to_string(), d.offset_years))
        .collect();
    assert_eq!(
        shown,
        [
            ("1941".to_owned(), None),
            ("1942".to_owned(), Some(1)),
            ("1942".to_owned(), None),
            ("1944".to_owned(), Some(2)),
        ]
    );
    let alone = tags("A year later he left.").dates;
    assert_eq!(
        (alone[0].kind, alone[0].when.is_unstated()),
        (DateKind::Relative, true)
    );
    assert!(tags("100 km north a year.").dates.is_empty());
}

#[test]
fn flags() {
    assert!(tags("as of October 2022").dates[0].valid_at);
    assert!(tags("a 2008 census population of 105,909").dates[0].valid_at);
    assert!(!tags("in 1985").dates[0].valid_at);
    assert!(tags("on 03/04/2011").dates[0].ambiguous);
    assert!(!tags("on 04/04/2011").dates[0].ambiguous);
    assert_eq!(tags("Today it covers").dates[0].kind, DateKind::Present);
    assert_eq!(tags("the now demolished").dates[0].kind, DateKind::Present);
    let period = &tags("under Japanese occupation she").dates[0];
    assert_eq!(
        (period.period, period.region),
        (Some("japanese-occupation"), "Korea")
    );
}
