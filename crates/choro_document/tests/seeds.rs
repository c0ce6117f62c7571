//! Texts as they come from the web, read where they are present beside the workspace.

use choro_document::{Block, BlockKind, Document, read};
use std::path::PathBuf;

fn seed(prefix: &str) -> Option<(Vec<u8>, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} missing", folder.display());
        return None;
    };
    let file = entries
        .filter_map(Result::ok)
        .find(|e| e.file_name().to_string_lossy().starts_with(prefix))?;
    let bytes = std::fs::read(file.path()).ok()?;
    let (document, findings) = read("docs/seed.txt", &bytes);
    assert_eq!(findings, []);
    for block in &document.blocks {
        assert_exact(&bytes, block);
    }
    Some((bytes, document))
}

/// Every visible character of a block is the original character it maps to.
fn assert_exact(bytes: &[u8], block: &Block) {
    for (i, c) in block
        .text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
    {
        let from = block.to_original(choro_text::Span::new(i, i + c.len_utf8()));
        assert_eq!(&bytes[from.start..from.end], c.to_string().as_bytes());
    }
}

fn kind(document: &Document, text: &str) -> BlockKind {
    let block = document.blocks.iter().find(|b| b.text.contains(text));
    block
        .unwrap_or_else(|| panic!("no block holds {text:?}"))
        .kind
}

fn assert_kinds(document: &Document, kind_of: &[(&str, BlockKind)]) {
    for (text, expected) in kind_of {
        assert_eq!(kind(document, text), *expected, "{text}");
    }
}

#[test]
fn hyesan() {
    let Some((_, document)) = seed("000") else {
        return;
    };
    assert_kinds(
        &document,
        &[
            ("Hyesan is the provincial capital", BlockKind::Paragraph),
            ("Monument to the Battle of Pochonbo", BlockKind::Caption),
            ("The city of Hyesan and the Amnok river", BlockKind::Caption),
            ("Notable Sites", BlockKind::Heading(2)),
            ("Border Crossing", BlockKind::Heading(2)),
            ("Korean State Railway", BlockKind::Furniture),
            ("Transport Connections", BlockKind::Heading(2)),
            ("Hambuk Line", BlockKind::ListItem),
            ("Pukpu Line", BlockKind::ListItem),
            ("Hyesan, seen from China", BlockKind::Caption),
            ("Hyesan in winter", BlockKind::Caption),
            ("Facebook Social Icon", BlockKind::Furniture),
            ("The tip of the flag", BlockKind::Paragraph),
        ],
    );
}

#[test]
fn north_hamgyong() {
    let Some((_, document)) = seed("001") else {
        return;
    };
    assert_eq!(document.title.as_deref(), Some("North Hamgyong"));
    assert_kinds(
        &document,
        &[
            ("A village located in", BlockKind::Caption),
            ("Notable Sites", BlockKind::Heading(2)),
            ("Revolutionary History", BlockKind::Heading(2)),
            (
                "The city centre in the provincial capital of Chongjin",
                BlockKind::Caption,
            ),
            ("View over the Hamgyong Range", BlockKind::Caption),
            ("Twitter Social Icon", BlockKind::Furniture),
        ],
    );
}

#[test]
fn hoeryong() {
    let Some((_, document)) = seed("002") else {
        return;
    };
    assert_kinds(
        &document,
        &[
            ("City Square in Hoeryong", BlockKind::Caption),
            ("Farmland surrounding Hoeryong", BlockKind::Caption),
            ("native house in Hoeryong", BlockKind::Caption),
            ("Statue of Kim Jong Suk in the city", BlockKind::Caption),
            ("Korean State Railway", BlockKind::Furniture),
            ("Transport Connections", BlockKind::Heading(2)),
            ("Hambuk Line", BlockKind::ListItem),
            ("Border Crossing", BlockKind::Heading(2)),
        ],
    );
    let birthplace = document
        .blocks
        .iter()
        .find(|b| b.text == "Birthplace of Kim Jong Suk");
    assert_eq!(birthplace.map(|b| b.kind), Some(BlockKind::Heading(2)));
}

#[test]
fn kyongsong() {
    let Some((bytes, document)) = seed("003") else {
        return;
    };
    let sentence = "The 2020 estimated population is 119,340.";
    let block = &document.blocks[0];
    let at = block
        .text
        .find(sentence)
        .expect("the sentence is joined over its break");
    let span = block.to_original(choro_text::Span::new(at, at + sentence.len()));
    let quote = document.quote(&bytes, span);
    assert_eq!(
        quote.split_whitespace().collect::<Vec<_>>().join(" "),
        sentence
    );
    assert_eq!((span.start, span.end), (97, 140));
    assert!(block.text.starts_with("Kyongsong is a county seat"));
    assert!(block.text.ends_with("make their way to the sea."));
    assert_kinds(
        &document,
        &[
            ("patreon.com", BlockKind::Furniture),
            ("Free online access", BlockKind::Furniture),
            ("looking toward the Sea of Japan", BlockKind::Caption),
            ("Military sites around", BlockKind::Caption),
            ("Militarily, the Kyongsong", BlockKind::Paragraph),
            (
                "which has been a favorite spot for the rich",
                BlockKind::Paragraph,
            ),
        ],
    );
    let furniture = document
        .blocks
        .iter()
        .find(|b| b.text.contains("Free online access"));
    assert!(furniture.is_some_and(|b| b.text.ends_with("references when needed.")));
}
