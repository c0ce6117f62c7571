use super::*;
use proptest::prelude::*;

fn edit(bytes: &[u8], words: &[u8], text: &str) -> Edit {
    let start = bytes
        .windows(words.len())
        .position(|window| window == words)
        .expect("the words stand there");
    Edit {
        span: Span::new(start, start + words.len()),
        text: text.to_owned(),
    }
}

fn replaced(path: &str, bytes: &[u8], words: &[u8], text: &str) -> Result<Vec<u8>, Refusal> {
    let mut revision = Revision::new(path, bytes);
    revision.replace(&[edit(bytes, words, text)])?;
    Ok(revision.bytes())
}

#[test]
fn only_the_words_change() {
    let old = b"Many see Katmandu.\r\n\r\nIt is old.\r\n";
    let new = replaced("a.txt", old, b"Katmandu", "Kathmandu").expect("replaced");
    assert_eq!(new, b"Many see Kathmandu.\r\n\r\nIt is old.\r\n");
}

#[test]
fn line_breaks_within_words_stay() {
    let cases = [
        ("Sea of\r\nJapan", "East Sea", "East\r\nSea"),
        ("Sea of \nJapan", "East Sea", "East \nSea"),
        ("Sea of\n> Japan", "East Sea", "East\n> Sea"),
        ("Sea of\nJapan", "Eastsea", "Eastsea"),
    ];
    for (words, text, wanted) in cases {
        let quoted = if words.contains('>') { "> " } else { "" };
        let old = format!("{quoted}the {words} is deep");
        let new = replaced("a.md", old.as_bytes(), words.as_bytes(), text).expect("replaced");
        let wanted = format!("{quoted}the {wanted} is deep");
        assert_eq!(String::from_utf8_lossy(&new), wanted);
    }
}

#[test]
fn the_encoding_is_kept_or_the_words_are() {
    let latin =
        b"Caf\xE9s in Zurich are many; Z\xFCrich is a large city in the north of the country.";
    let new = replaced("a.txt", latin, b"Zurich", "Z\u{FC}rich").expect("replaced");
    assert!(new.starts_with(b"Caf\xE9s in Z\xFCrich are"));
    let refused = replaced("a.txt", latin, b"Zurich", "Z\u{14F}rich");
    assert!(
        matches!(&refused, Err(Refusal::Letters { letters, .. }) if letters == "\u{14F}"),
        "{refused:?}"
    );
    let wide: Vec<u8> = "\u{FEFF}Many see Katmandu."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let words: Vec<u8> = "Katmandu"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let new = replaced("a.txt", &wide, &words, "K\u{14F}t").expect("replaced");
    assert_eq!(
        crate::read("a.txt", &new).0.blocks[0].text,
        "Many see K\u{14F}t."
    );
}

#[test]
fn markup_and_labels_are_left_alone() {
    let refused = replaced("a.md", b"the **Kat**mandu road", b"Kat**mandu", "Kathmandu");
    assert_eq!(refused, Err(Refusal::Markup));
    let refused = replaced("a.html", b"<p>In Z&uuml;rich.</p>", b"Z&uuml;rich", "Bern");
    assert_eq!(refused, Err(Refusal::Markup));
    let refused = replaced(
        "a.md",
        b"see [Katmandu]\n\n[Katmandu]: x.html\n",
        b"Katmandu",
        "K",
    );
    assert_eq!(refused, Err(Refusal::Label));
    let new = replaced("a.html", b"<p>In <b>Bern</b>.</p>", b"Bern", "A & B").expect("replaced");
    assert_eq!(new, b"<p>In <b>A &amp; B</b>.</p>");
}

#[test]
fn edits_go_in_all_or_none() {
    let bytes = b"Bern and Thun and Bern.";
    let mut revision = Revision::new("a.txt", bytes);
    let wrong = Edit {
        span: Span::new(90, 95),
        text: "x".to_owned(),
    };
    let right = edit(bytes, b"Thun", "Spiez");
    assert_eq!(
        revision.replace(&[right.clone(), wrong]),
        Err(Refusal::Elsewhere)
    );
    assert!(revision.replacements().is_empty());
    assert_eq!(revision.replace(std::slice::from_ref(&right)), Ok(()));
    assert_eq!(revision.replace(&[right]), Ok(()));
    assert_eq!(revision.bytes(), b"Bern and Spiez and Bern.");
}

proptest! {
    #[test]
    fn nothing_else_moves(
        before in "([a-zé ]{0,8}\n){0,4}",
        words in "[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6}|\n[A-Z][a-z]{2,6}|\r\n[A-Z][a-z]{2,6}){0,2}",
        after in "(\n[a-z ]{0,8}){0,3}",
        new in "[A-Z][a-zŏ]{1,6}( [A-Z][a-z]{1,6}){0,2}",
    ) {
        let text = format!("{before}of {words} is{after}");
        let start = before.len() + 3;
        let edit = Edit { span: Span::new(start, start + words.len()), text: new.clone() };
        let mut revision = Revision::new("a.txt", text.as_bytes());
        if revision.replace(&[edit]).is_ok() {
            let revised = String::from_utf8(revision.bytes()).expect("UTF-8");
            let (opening, ending) = (format!("{before}of "), format!(" is{after}"));
            prop_assert!(revised.starts_with(&opening));
            prop_assert!(revised.ends_with(&ending));
            let middle = &revised[opening.len()..revised.len() - ending.len()];
            let joined: Vec<&str> = middle.split_whitespace().collect();
            prop_assert_eq!(joined.join(" "), new);
        }
    }
}
