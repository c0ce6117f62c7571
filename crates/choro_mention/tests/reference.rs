//! What a document is about, and what "the city" and "it" stand for in it.

mod region;

use choro_mention::{Mention, MentionKind};
use region::{Reading, read, read_with_own};

/// What a description or pronoun stands for, by the name it leads to.
fn stands_for<'r>(text: &'r Reading, words: &str) -> &'r str {
    &text.mentions.named(text.mention(words).id).text
}

fn pronouns(text: &Reading) -> Vec<&Mention> {
    text.mentions
        .all
        .iter()
        .filter(|m| m.kind == MentionKind::Pronoun)
        .collect()
}

#[test]
fn the_title_tells_the_topic() {
    let text = read(
        "note.md",
        "# Hoeryong\n\nTrains from Chongjin come once a day. Chongjin is far.\n",
    );
    assert_eq!(text.topic(), "hoeryong");
}

#[test]
fn the_file_tells_the_topic() {
    let text = read(
        "guides/hoeryong.txt",
        "Once a day a train comes over from Chongjin. Hoeryong has a station.\n",
    );
    assert_eq!(text.topic(), "hoeryong");
}

#[test]
fn the_first_sentence_tells_the_topic() {
    let text = read(
        "note.txt",
        "Hyesan is a border town. The road comes up from Chongjin.\n",
    );
    assert_eq!(text.topic(), "hyesan");
    assert!(
        read("note.txt", "Nothing is named here.\n")
            .mentions
            .topic
            .is_none()
    );
}

#[test]
fn the_city_is_the_topic() {
    let text = read(
        "note.md",
        "# Chongjin\n\nThe port is old.\n\nTrains from Hoeryong reach the city at noon.\n",
    );
    assert_eq!(text.place("the city"), "chongjin");
    assert_eq!(stands_for(&text, "the city"), "Chongjin");
}

#[test]
fn the_province_is_the_unit_that_holds_the_topic() {
    let text = read(
        "note.md",
        "# Hyesan\n\nHyesan has a mine. Snow lies in the province until May.\n",
    );
    assert_eq!(text.place("the province"), "rg");
    let province = text.mention("the province").confidence;
    let town = text.mention("Hyesan").confidence;
    assert!(province <= town, "no surer than the topic itself");
}

#[test]
fn the_castle_is_the_one_called_so_before() {
    let text = read(
        "note.md",
        "# Hyesan\n\nKyongsong Castle was built of stone.\n\nHyesan is far. Pines surround the castle.\n",
    );
    assert_eq!(stands_for(&text, "the castle"), "Kyongsong Castle");
}

#[test]
fn the_river_is_the_one_named_last_and_a_valley_is_no_river() {
    let text = read(
        "note.md",
        "# Hoeryong\n\nThe Tumen river freezes. Boys skate on the river.\n",
    );
    assert_eq!(text.place("the river"), "tumen");
    let text = read(
        "note.md",
        "The Tumen river freezes. Farms fill the river valley.\n",
    );
    assert!(text.mentions.all.iter().all(|m| m.text != "the river"));
}

#[test]
fn it_is_the_subject_of_the_sentence_before() {
    let text = read(
        "note.md",
        "# Oxford\n\nHoeryong lies across from China. It has a bridge.\n",
    );
    assert_eq!(text.place("It"), "hoeryong");
}

#[test]
fn it_is_nothing_after_a_preposition_or_conjunction() {
    let text = read(
        "note.md",
        "# Oxford\n\nNear Chongjin and Kyongsong, Hoeryong was rebuilt. It has a bridge.\n",
    );
    assert_eq!(text.place("It"), "hoeryong");
}

#[test]
fn it_at_the_head_of_a_paragraph_is_the_topic() {
    let text = read(
        "note.md",
        "# Hyesan\n\nTrains leave for Chongjin.\n\nIt has a mine, and its miners are many.\n",
    );
    assert_eq!(text.place("It"), "hyesan");
    assert_eq!(text.place("its"), "hyesan");
}

#[test]
fn it_of_no_one_stays_silent() {
    for sentence in ["It is said that wolves come.", "It was decided to stay."] {
        let text = read("note.md", &format!("# Hyesan\n\n{sentence}\n"));
        assert!(pronouns(&text).is_empty(), "{sentence}");
    }
    let text = read("note.md", "# Hyesan\n\nIt is cold.\n");
    assert_eq!(pronouns(&text).len(), 1);
}

#[test]
fn the_city_of_a_name_is_no_description() {
    let text = read(
        "note.md",
        "# Hyesan\n\nThe city of Hoeryong has a bridge.\n",
    );
    let described = text
        .mentions
        .all
        .iter()
        .any(|m| m.kind == MentionKind::Description);
    assert!(!described);
    assert_eq!(text.words(), ["Hyesan", "Hoeryong"]);
}

#[test]
fn a_doubtful_topic_makes_doubtful_descriptions() {
    let sure = read_with_own(
        "note.txt",
        "Denton has a fair. Sheep are sold in the village.\n",
    );
    assert_eq!(sure.place("the village"), "denton-own");
    assert!(sure.mention("the village").confidence > 0.5);
    let unsure = read(
        "note.txt",
        "Denton has a fair. Sheep are sold in the village.\n",
    );
    assert!(unsure.mention("the village").confidence <= 0.5);
}
