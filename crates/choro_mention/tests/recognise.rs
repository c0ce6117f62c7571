//! Which words of a text are taken for places, and which are not.

mod region;

use choro_gazetteer::Class;
use choro_mention::MentionKind;
use proptest::prelude::*;
use region::{read, read_with_own};

#[test]
fn a_lower_case_generic_belongs_to_the_name() {
    let text = read("note.md", "Ice covers the Tumen river until April.\n");
    assert_eq!(text.words(), ["Tumen river"]);
    assert_eq!(text.place("Tumen river"), "tumen");
    let river = text.mention("Tumen river");
    assert_eq!(river.class, Some(Class::River));
    assert_eq!(river.name.len(), "Tumen".len());
}

#[test]
fn suffixes_name_the_same_unit() {
    for name in ["Ryanggang-do", "Ryanggang Province", "Ryanggang province"] {
        let text = read("note.md", &format!("Larches grow all over {name}.\n"));
        assert_eq!(text.place(name), "rg", "{name}");
    }
    let text = read("note.md", "Trams cross Chongjin city from end to end.\n");
    assert_eq!(text.place("Chongjin city"), "chongjin");
}

#[test]
fn an_unknown_name_is_told_by_its_type_word() {
    let text = read("note.md", "Old fighters stand about at Sungam Airbase.\n");
    let base = text.mention("Sungam Airbase");
    assert_eq!((base.kind, base.chosen), (MentionKind::Unknown, None));
    assert_eq!(base.class, Some(Class::Airport));
}

#[test]
fn a_longer_name_is_another_thing() {
    let text = read("note.md", "Oxford United won the cup that year.\n");
    assert_eq!(text.words(), ["Oxford United"]);
    assert_eq!(text.place("Oxford United"), "");
    let text = read("note.md", "Copper comes from the Hyesan mine.\n");
    assert_eq!(text.place("Hyesan mine"), "");
    assert_eq!(text.mention("Hyesan mine").class, Some(Class::Mine));
}

#[test]
fn persons_are_no_places() {
    let text = read(
        "note.md",
        "President Oxford Denton spoke for an hour. She and her husband Karl Hyesan then left. \
         Oxford Denton came back alone.\n",
    );
    assert!(text.words().is_empty(), "{:?}", text.words());
    let text = read("note.md", "Guests stay at the Karl Denton Sanatorium.\n");
    assert_eq!(text.words(), ["Karl Denton Sanatorium"]);
}

#[test]
fn a_person_does_not_hide_the_place() {
    let text = read("note.md", "President Kim Chol rode the train to Hyesan.\n");
    assert_eq!(text.words(), ["Hyesan"]);
}

#[test]
fn words_that_are_no_names_stay_silent() {
    for sentence in [
        "Most visitors stay for a day.",
        "In March the snow melts.",
        "On 12 March 1950 it rained.",
        "Chinese traders came early, and Russian ones later.",
        "City folk grow rice.",
        "City.",
        "Many fish in summer. Under the ice they rest.",
        "Military sites are many.",
        "Northern winds blow on Monday.",
    ] {
        let text = read("note.md", &format!("{sentence}\n"));
        assert!(text.words().is_empty(), "{sentence} {:?}", text.words());
    }
}

#[test]
fn a_direction_is_a_name_only_as_part_of_one() {
    let text = read(
        "note.md",
        "Rain fell on North Hamgyong, and in the North.\n",
    );
    assert_eq!(text.words(), ["North Hamgyong"]);
    assert_eq!(text.place("North Hamgyong"), "nh");
}

#[test]
fn a_direction_written_large_makes_another_name() {
    let text = read(
        "note.md",
        "The mill was moved to South Oxford, north of Oxford.\n",
    );
    assert_eq!(text.words(), ["South Oxford", "Oxford"]);
    assert_eq!(text.place("South Oxford"), "");
    assert_eq!(text.place("Oxford"), "oxford");
}

#[test]
fn what_types_several_names_types_each() {
    let text = read("note.md", "Barges ply the Orba and Bohun rivers.\n");
    assert_eq!(text.place("Orba"), "orba-river");
    assert_eq!(text.place("Bohun rivers"), "bohun");
    let text = read("note.md", "It links the cities of Hyesan and Hoeryong.\n");
    assert_eq!(text.mention("Hyesan").class, Some(Class::City));
    assert_eq!(text.mention("Hoeryong").class, Some(Class::City));
}

#[test]
fn furniture_of_a_page_names_nothing() {
    let page = "<nav><a href=\"x\">Chongjin</a></nav><p>Trams run late.</p>";
    assert!(read("page.html", page).words().is_empty());
    let page = "<p>Trams run late in Chongjin.</p>";
    assert_eq!(read("page.html", page).words(), ["Chongjin"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn any_text_is_read_with_spans_in_range(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("Denton".to_owned()), Just("the city of ".to_owned()), Just(" it ".to_owned()),
                Just("Orba and ".to_owned()), Just("U.S. ".to_owned()), Just(", ".to_owned()),
                Just("P'yŏngra Line".to_owned()), Just("\n\n# ".to_owned()), "\\PC{0,12}",
            ],
            0..24,
        )
    ) {
        let text = parts.concat();
        let reading = read_with_own("note.md", &text);
        let mut last = (0, 0);
        for (n, m) in reading.mentions.all.iter().enumerate() {
            prop_assert_eq!(m.id.0 as usize, n);
            prop_assert!(m.span.covers(m.name));
            prop_assert_eq!(m.span.len(), m.text.len());
            prop_assert!((m.block, m.span.start) >= last, "in order, without overlaps");
            prop_assert!((0.0..=1.0).contains(&m.confidence));
            prop_assert!(m.antecedent.is_none_or(|a| a.0 < reading.mentions.all.len() as u32));
            last = (m.block, m.span.end);
        }
        prop_assert!(reading.topic().is_empty() || reading.mentions.topic.is_some());
    }
}

#[test]
fn what_a_text_defines_as_a_place_is_one_wherever_it_is_named() {
    let text = read(
        "note.md",
        "Wendby (German: Wendau), also called Wendham, is a small village in the hills. Sheep graze \
         there. Wendby has a mill.\n",
    );
    let wendby: Vec<_> = text
        .mentions
        .all
        .iter()
        .filter(|m| m.text == "Wendby")
        .map(|m| (m.kind, m.class))
        .collect();
    assert_eq!(wendby, [(MentionKind::Unknown, Some(Class::Village)); 2]);
}

#[test]
fn a_description_of_a_person_makes_no_place() {
    let text = read(
        "note.md",
        "Wendby is a city councillor with a loud voice.\n",
    );
    assert!(text.words().is_empty(), "{:?}", text.words());
}

#[test]
fn a_capitalised_name_is_kept_apart_until_a_statement_tells_what_it_is() {
    let text = read("note.md", "We drove past Upham and slept.\n");
    assert!(text.words().is_empty(), "{:?}", text.words());
    let proper: Vec<_> = text.mentions.proper.iter().map(|m| &m.text).collect();
    assert_eq!(proper, ["Upham"]);
    let id = text.mentions.proper[0].id;
    assert!(text.mentions.is_proper(id));
    assert_eq!(text.mentions.get(id).text, "Upham");
}

#[test]
fn what_holds_a_place_does_not_hide_its_definition() {
    let text = read(
        "note.md",
        "Wendby, Ulmshire is a small town. Its mill burnt down.\n",
    );
    assert_eq!(text.mention("Wendby").class, Some(Class::Town));
    assert!(!text.words().contains(&"Ulmshire"), "{:?}", text.words());
    let text = read("note.md", "Wendby [wɛnd] (Welsh: Gwend) is a village.\n");
    assert_eq!(text.mention("Wendby").class, Some(Class::Village));
    let text = read("note.md", "In Ulmshire, Wendby is a village.\n");
    assert_eq!(text.mention("Wendby").class, Some(Class::Village));
}

#[test]
fn a_unit_named_after_a_prince_is_no_person() {
    let text = read(
        "note.md",
        "Corn grows in Prince County and on Queen Anne Island.\n",
    );
    assert_eq!(text.words(), ["Prince County", "Queen Anne Island"]);
    let text = read(
        "note.md",
        "Saint Wilfrid is a village. People like Saint Wilfrid.\n",
    );
    assert_eq!(text.words(), ["Saint Wilfrid", "Saint Wilfrid"]);
    let text = read("note.md", "March is a town. In March it rains.\n");
    assert_eq!(text.words().first(), Some(&"March"));
}

#[test]
fn a_common_noun_is_a_name_where_the_text_defines_it() {
    let text = read(
        "note.md",
        "Temple is a city. South of it, Temple has a mill.\n",
    );
    assert_eq!(text.words(), ["Temple", "Temple"]);
    let text = read(
        "note.md",
        "People pray here. South of it, Temple has a mill.\n",
    );
    assert!(text.words().is_empty(), "{:?}", text.words());
}
