use crate::{Emphasis, WindForm, WindTag, tag};

fn read(text: &str) -> Vec<WindTag> {
    tag(text, &choro_text::tokenise(text)).winds
}

#[test]
fn spellings_and_forms() {
    use WindForm::{Adjective, Central, Comparative, Directional, Letters, Plain, Superlative};
    for (text, letters, form) in [
        ("to the north of", "N", Plain),
        ("to the south-east and", "SE", Plain),
        ("the northeast coast", "NE", Plain),
        ("the north east coast", "NE", Plain),
        ("the north-eastern tip", "NE", Adjective),
        ("the northern border", "N", Adjective),
        ("the northern-most province", "N", Superlative),
        ("the northernmost province", "N", Superlative),
        ("the most northerly city", "N", Superlative),
        ("a northerly wind", "N", Directional),
        ("flows southwestwards", "SW", Directional),
        ("is even further north than", "N", Comparative),
        ("lies south-southeast of", "SSE", Plain),
        ("lies south-south-east of", "SSE", Plain),
        ("in north-central Ohio", "N", Central),
        ("5 km NE of town", "NE", Letters),
        ("5 km NNE of town", "NNE", Letters),
        ("5 km N of town", "N", Letters),
        ("the WESTERN edge", "W", Adjective),
        ("the north north west of it", "NNW", Plain),
        ("the northern most point", "N", Superlative),
        ("5 km N.E. of town", "NE", Letters),
        ("5 km N. of town", "N", Letters),
        ("the S.W. corner", "SW", Letters),
        ("it lies E of town", "E", Letters),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].letters(), found[0].form),
            (letters, form),
            "{text}"
        );
    }
    assert_eq!(read("the south-south-west")[0].degrees(), 202.5);
}

#[test]
fn sides_named_one_by_one_stay_two() {
    for text in [
        "bordered on the north by east Anglia",
        "bordered to the north by West Greenwich",
        "to the north and east of it",
    ] {
        assert_eq!(read(text).len(), 2, "{text}");
    }
}

#[test]
fn names_are_flagged() {
    assert!(read("is the East Sea of")[0].capitalised);
    assert!(read("The South Gate still")[0].capitalised);
    assert!(read("North Hamgyong is")[0].capitalised);
    assert!(!read("North of the town is")[0].capitalised);
    assert!(!read("to the north is")[0].capitalised);
}

#[test]
fn emphasis() {
    assert_eq!(
        read("in the far north-east of")[0].emphasis,
        Some(Emphasis::Far)
    );
    assert_eq!(read("due north of")[0].emphasis, Some(Emphasis::Due));
    assert_eq!(read("just north of")[0].emphasis, Some(Emphasis::Just));
}

#[test]
fn letters_and_words_that_are_no_winds() {
    for text in [
        "Harry S Truman",
        "the N train",
        "17th Avenue SW there",
        "NE 33rd",
        "vitamin E of",
        "Easter",
        "northing",
        "a se quel",
        "westminster",
        "the north–south road",
        "the south–north line",
        "north by east of it",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
