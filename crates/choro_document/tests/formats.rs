//! What each format is read as: the kind and text of every block.

use choro_document::{Document, read};
use std::fmt::Write;

fn outline(document: &Document) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "title {:?}, date {:?}, author {:?}, licence {:?}",
        document.title, document.date.edtf, document.author, document.licence
    );
    for block in &document.blocks {
        let _ = writeln!(out, "{:?} | {}", block.kind, block.text.replace('\t', "⇥"));
    }
    for allowance in &document.allowances {
        let at = document.block_at(allowance.span.start);
        let _ = writeln!(
            out,
            "allow {} because {:?} in block {at:?}",
            allowance.code, allowance.because
        );
    }
    out
}

fn outlined(path: &str, text: &str) -> String {
    outline(&read(path, text.as_bytes()).0)
}

#[test]
fn text_of_a_web_page() {
    insta::assert_snapshot!(outlined(
        "docs/tolma.txt",
        include_str!("texts/web_page.txt")
    ));
}

#[test]
fn text_cut_to_a_width() {
    insta::assert_snapshot!(outlined("docs/letter.txt", include_str!("texts/cut.txt")));
}

#[test]
fn text_extracted_with_blank_lines() {
    insta::assert_snapshot!(outlined(
        "docs/report.txt",
        include_str!("texts/extracted.txt")
    ));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(outlined("docs/tolma.md", include_str!("texts/valley.md")));
}

#[test]
fn html() {
    insta::assert_snapshot!(outlined(
        "docs/tolma.html",
        include_str!("texts/valley.html")
    ));
}

#[test]
fn the_same_words_in_three_cuts_read_the_same() {
    let prose = "The valley of the Tolma is narrow in its upper part and widens below the old bridge. \
        Two villages stand there, both of them founded by miners who came from the coast in 1890. \
        North-eastern winds bring snow until late in April, and the pass is closed for five months. \
        The road was completed in 1954 after four years of work by men of the district.";
    let cut = |width: usize, gap: &str| {
        let mut out = String::new();
        let mut column = 0;
        for word in prose.split_whitespace() {
            if column > 0 && column + 1 + word.len() > width {
                out.push_str(gap);
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += word.len();
        }
        out
    };
    let whole = prose.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        cut(64, "\n"),
        cut(72, "\r\n"),
        cut(80, " \n\n"),
        cut(100, "\r\n\r\n"),
        whole.clone(),
    ] {
        let (document, _) = read("a.txt", text.as_bytes());
        assert_eq!(document.blocks.len(), 1, "{text}");
        assert_eq!(document.blocks[0].text, whole);
    }
}

#[test]
fn hyphens_that_cut_and_hyphens_that_belong() {
    let text = "The works in the lower town were com-\npleted by the second of the two firms and con-\nverted to coal later. It looks to the north-\neastern hills, which anti-\nJapanese fighters held in the years 1932-\n1935 according to the local museum there.\n";
    let (document, _) = read("a.txt", text.as_bytes());
    assert_eq!(
        document.blocks[0].text,
        "The works in the lower town were completed by the second of the two firms and converted to coal later. \
         It looks to the north-eastern hills, which anti-Japanese fighters held in the years 1932-1935 according to the local museum there."
    );
}

/// The text that the only mark of a document silences.
fn silenced(path: &str, text: &str) -> String {
    let (document, _) = read(path, text.as_bytes());
    assert_eq!(document.allowances.len(), 1, "{text}");
    let block = document.block_at(document.allowances[0].span.start);
    block.map_or(String::new(), |at| document.blocks[at].text.clone())
}

#[test]
fn a_mark_silences_the_paragraph_it_ends_or_the_one_it_stands_alone_before() {
    const MARK: &str = "<!-- choro: allow GEO101 because=\"old map\" -->";
    const FIRST: &str = "Tolma lies east of the pass, as all maps show.";
    const SECOND: &str = "Sarn lies north of it.";
    let ends = |path: &str, text: &str| {
        assert_eq!(silenced(path, text), FIRST, "{path}: {text}");
    };
    let alone = |path: &str, text: &str| {
        assert_eq!(silenced(path, text), SECOND, "{path}: {text}");
    };
    for path in ["a.txt", "a.md"] {
        ends(path, &format!("{FIRST} {MARK}\n\n{SECOND}\n"));
        ends(path, &format!("{FIRST}{MARK}\r\n\r\n{SECOND}\r\n"));
        ends(path, &format!("{FIRST}\n{MARK}\n\n{SECOND}\n"));
        ends(path, &format!("{SECOND}\n\n{FIRST}\n{MARK}"));
        ends(path, &format!("{MARK} {FIRST}\n\n{SECOND}\n"));
        alone(path, &format!("{FIRST}\n\n{MARK}\n{SECOND}\n"));
        alone(path, &format!("{FIRST}\n\n{MARK}\n\n{SECOND}\n"));
        alone(path, &format!("{FIRST}\n\n- {MARK} {SECOND}\n"));
    }
    // Under a heading, a mark is about what comes next.
    alone("a.md", &format!("# {FIRST}\n{MARK}\n\n{SECOND}\n"));
    ends("a.md", &format!("- {FIRST} {MARK}\n- {SECOND}\n"));
    ends("a.html", &format!("<p>{FIRST} {MARK}</p><p>{SECOND}</p>"));
    ends(
        "a.html",
        &format!("<p>{FIRST}\n{MARK}\n</p>\n<p>{SECOND}</p>"),
    );
    alone("a.html", &format!("<p>{FIRST}</p>{MARK}<p>{SECOND}</p>"));
    alone(
        "a.html",
        &format!("<p>{FIRST}</p>\n{MARK}\n\n<p>{SECOND}</p>"),
    );
    // What is last in its file and not in UTF-8 is tied to its paragraph all the same.
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(format!("{SECOND}\n\n{FIRST} {MARK}\n").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (document, _) = read("a.txt", &wide);
    let block = document.block_at(document.allowances[0].span.start);
    assert_eq!(block, Some(1));
}

#[test]
fn lines_of_labels_and_values_are_read_one_by_one() {
    let items = |path: &str, text: &str| -> Vec<String> {
        let (document, _) = read(path, text.as_bytes());
        document.blocks.into_iter().map(|b| b.text).collect()
    };
    let sheet = "total: 652,230 sq km\nland: 652,230 sq km\nwater: 0 sq km\n";
    let rows = [
        "total: 652,230 sq km",
        "land: 652,230 sq km",
        "water: 0 sq km",
    ];
    assert_eq!(items("docs/sheet.md", sheet), rows);
    assert_eq!(items("docs/sheet.txt", sheet), rows);
    // A colon in running prose parts nothing.
    let prose = "The town has three\nparts: the old town, the port and the hill.\n";
    assert_eq!(items("docs/prose.md", prose).len(), 1);
}

#[test]
fn asides_of_markdown_belong_to_the_page() {
    let text = "# Tolma\n\nIt lies low.\n\n<aside>\n\nA guide says “it lies high”.\n\n| a | b |\n\
                | --- | --- |\n| high | low |\n\n</aside>\n\nIt has a mill.[^1]\n\n\
                [^1]: <aside>Mills: a list</aside>\n";
    let (document, _) = read("a.md", text.as_bytes());
    let stated = document.blocks.iter().filter(|block| block.is_text());
    let stated: Vec<&str> = stated.map(|block| block.text.as_str()).collect();
    assert_eq!(stated, ["Tolma", "It lies low.", "It has a mill."]);
}

#[test]
fn numbers_of_notes_are_no_words_of_html() {
    let text = "<p>It has a mill.<sup role=\"doc-noteref\"><a href=\"#n1\">1</a></sup> It covers \
                3 km<sup>2</sup>.</p><p>One<sup role='doc-noteref'>2<p>Two</p>";
    let (document, _) = read("a.html", text.as_bytes());
    let words: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(words, ["It has a mill. It covers 3 km2.", "One", "Two"]);
}
