use crate::{Cue, Hedge, Polarity, tag};

fn read(text: &str) -> Vec<(String, Cue)> {
    let found = tag(text, &choro_text::tokenise(text)).hedges;
    found
        .iter()
        .map(|h| (h.at.span.slice(text).to_owned(), h.cue))
        .collect()
}

#[test]
fn phrases_and_classes() {
    use Hedge::{Apparent, Estimated, Official, Reported};
    for (text, phrase, cue) in [
        (
            "According to official history, the",
            "According to official history",
            Cue::Hedge(Official),
        ),
        (
            "Official history reports that she",
            "Official history reports",
            Cue::Hedge(Official),
        ),
        (
            "forces reportedly destroyed",
            "reportedly",
            Cue::Hedge(Reported),
        ),
        ("it is said to be old", "is said to", Cue::Hedge(Reported)),
        ("the first claimed launch", "claimed", Cue::Hedge(Reported)),
        (
            "2020 estimated population",
            "estimated",
            Cue::Hedge(Estimated),
        ),
        ("has around 80% of", "around", Cue::Hedge(Estimated)),
        ("crossing appears to have", "appears", Cue::Hedge(Apparent)),
        (
            "despite apparently being",
            "apparently",
            Cue::Hedge(Apparent),
        ),
        ("it may be open", "may", Cue::Hedge(Apparent)),
        ("it is not suitable", "not", Cue::Negation),
        ("it isn’t suitable", "isn’t", Cue::Negation),
        ("province formerly bordered Russia", "formerly", Cue::Past),
        ("what used to be an airport", "used to be", Cue::Past),
        ("city was originally a post", "was originally", Cue::Past),
        ("it will open", "will", Cue::Future),
        ("it could open", "could", Cue::Modal),
    ] {
        let found = read(text);
        assert!(
            found.contains(&(phrase.to_owned(), cue)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn no_longer_denies_and_dates() {
    let cues: Vec<Cue> = read("it is no longer open")
        .into_iter()
        .map(|(_, c)| c)
        .collect();
    assert_eq!(cues, [Cue::Negation, Cue::Past]);
}

#[test]
fn look_alikes_are_left_alone() {
    for text in [
        "in May 2010 it",
        "not only the town",
        "they walked around the lake",
        "some cities",
        "once again",
        "notable sites",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn the_source_is_kept() {
    let text = "According to the district office, the road is open.";
    let found = tag(text, &choro_text::tokenise(text)).hedges;
    assert_eq!(
        found[0].source.map(|s| s.span.slice(text)),
        Some("the district office")
    );
}

#[test]
fn words_on_the_wire() {
    assert_eq!(Hedge::Official.to_string(), "official");
    assert_eq!(
        serde_json::to_string(&Hedge::Apparent).expect("json"),
        "\"apparent\""
    );
    assert_eq!(Polarity::Negated.to_string(), "negated");
}
