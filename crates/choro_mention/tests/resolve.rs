//! Which place a name stands for, and how sure that is.

mod region;

use choro_mention::MentionKind;
use region::{read, read_with_own};

#[test]
fn other_romanisations_are_the_same_place() {
    let text = read("note.md", "Ryangang Province is cold.\n");
    assert_eq!(text.place("Ryangang Province"), "rg");
    let confidence = text.mention("Ryangang Province").confidence;
    assert!((0.5..1.0).contains(&confidence), "{confidence}");
    let text = read("note.md", "Trains on the P'yŏngra Line are slow.\n");
    assert_eq!(text.place("P'yŏngra Line"), "pyongra");
}

#[test]
fn a_slip_needs_its_type_word_and_is_never_sure() {
    let text = read("note.md", "Larches grow in Ryangganq Province.\n");
    let slip = text.mention("Ryangganq Province");
    assert!(slip.chosen.is_none() || slip.confidence <= 0.6, "{slip:?}");
}

#[test]
fn a_code_is_a_country_before_it_is_a_by_name_of_a_town() {
    let text = read("note.md", "Coal goes to the PRC by train.\n");
    assert_eq!(text.place("PRC"), "cn");
    let text = read("note.md", "Horses graze at Parcel.\n");
    assert_eq!(text.place("Parcel"), "parcel");
}

#[test]
fn abbreviations_with_stops_are_one_name() {
    let text = read("note.md", "Grain came from the U.S. by sea.\n");
    let country = text
        .mentions
        .all
        .iter()
        .find(|m| m.text.starts_with("U.S"))
        .expect("a mention of the country");
    assert_eq!(text.place(&country.text), "us");
    assert_eq!(text.words().len(), 1);
}

#[test]
fn a_state_may_be_called_a_province() {
    let text = read("note.md", "He farmed in the state of Indiana.\n");
    assert_eq!(text.place("Indiana"), "in");
}

#[test]
fn the_class_that_words_assert_decides_between_namesakes() {
    let text = read("note.md", "Mills stand on the Orba river.\n");
    assert_eq!(text.place("Orba river"), "orba-river");
    let text = read("note.md", "Cloth is sold in the town of Orba.\n");
    assert_eq!(text.place("Orba"), "orba");
}

#[test]
fn units_named_in_the_text_decide_between_namesakes() {
    let text = read("note.md", "Denton is a quiet place in Norfolk.\n");
    assert_eq!(text.place("Denton"), "denton-nf");
    let text = read("note.md", "Denton is a busy place in Texas.\n");
    assert_eq!(text.place("Denton"), "denton-tx");
}

#[test]
fn what_nothing_bears_out_is_doubtful() {
    let alone = read("note.md", "A fair is held at Denton.\n");
    assert!(alone.mention("Denton").confidence <= 0.5);
    let borne = read("note.md", "A fair is held at Denton, in Texas.\n");
    assert!(borne.mention("Denton").confidence > 0.5);
}

#[test]
fn the_own_gazetteer_outranks_the_others() {
    let text = read_with_own("note.md", "A fair is held at Denton.\n");
    assert_eq!(text.place("Denton"), "denton-own");
    assert!(text.mention("Denton").confidence > 0.5);
}

#[test]
fn all_likely_namesakes_are_readings() {
    let text = read("note.md", "A fair is held at Sale.\n");
    assert_eq!(text.mention("Sale").readings().len(), 2);
    // A village that shares the name of a city is no likely one where nothing speaks for it.
    let text = read("note.md", "A fair is held at Denton.\n");
    assert_eq!(text.mention("Denton").readings().len(), 1);
    let text = read("note.md", "A fair is held at Hyesan.\n");
    assert_eq!(text.mention("Hyesan").readings().len(), 1);
}

#[test]
fn an_unknown_short_name_goes_back_to_its_long_form() {
    let text = read(
        "note.md",
        "Onpho Hot Springs are an hour away. The bus from Onpho is full.\n",
    );
    let short = text.mention("Onpho");
    assert_eq!(short.kind, MentionKind::Unknown);
    assert_eq!(text.mentions.named(short.id).text, "Onpho Hot Springs");
}

#[test]
fn the_topic_draws_its_namesakes_near() {
    let text = read("norfolk.md", "# Norfolk\n\nThere is a pond at Denton.\n");
    assert_eq!(text.topic(), "nf");
    assert_eq!(text.place("Denton"), "denton-nf");
}
