//! Findings that the renderers' tests share: one document with Hangul, one with a long line, one
//! that is not UTF-8, one that is missing.

use crate::{Finding, Fix, Location, Severity};
use choro_text::Span;
use std::collections::BTreeMap;

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// The place of `words` in `document`.
pub(super) fn place(files: &Files, document: &str, words: &[u8], message: &str) -> Location {
    let start = files
        .get(document)
        .and_then(|text| text.windows(words.len()).position(|window| window == words))
        .unwrap_or(0);
    let span = Span::new(start, start + words.len());
    Location {
        document: document.to_owned(),
        span,
        message: message.to_owned(),
    }
}

/// A small project's findings.
pub(super) fn atlas() -> (Vec<Finding>, Files) {
    let mut files = Files::new();
    let region = "# The region\n\nRyanggang lies east of North Hamgyong, as maps show.\n\
                  시는 회령 또는 Hoeryong이다. Its river is the Tuman.\n";
    files.insert("docs/region.md".to_owned(), region.as_bytes().to_vec());
    let long = format!(
        "{} The crossing at Namyang leads to Tumen in Jilin. {}\n",
        "Many words stand before the claim. ".repeat(12),
        "And many words stand after it. ".repeat(12)
    );
    files.insert("docs/long line.md".to_owned(), long.into_bytes());
    let latin = b"Le caf\xE9 de Chongjin\nest \xE0 l'est\nde Hoeryong.\n".to_vec();
    files.insert("docs/latin.txt".to_owned(), latin);

    let mut east = Finding::new(
        "GEO103",
        Severity::Error,
        "Ryanggang is not east of North Hamgyong",
        place(
            &files,
            "docs/region.md",
            b"Ryanggang lies east of North Hamgyong",
            "said here",
        ),
    );
    east.related = vec![
        place(&files, "docs/region.md", b"maps", "but these show it west"),
        place(
            &files,
            "docs/long line.md",
            b"Namyang leads to Tumen",
            "compare this crossing",
        ),
    ];
    east.notes = vec![
        "bearing from North Hamgyong to Ryanggang: 262 degrees (west)".to_owned(),
        "borders: wof, version 2024-11-04".to_owned(),
    ];
    east.help = Some("write `west`".to_owned());
    east.measured = Some("262 degrees".to_owned());
    east.threshold = Some("45 to 135 degrees".to_owned());
    east.reference = Some("wof 2024-11-04".to_owned());
    let direction = place(&files, "docs/region.md", b"east", "");
    east.fix = Some(Fix::one(false, direction.span, "west"));

    let spelling = Finding::new(
        "NAM201",
        Severity::Warning,
        "회령 is written Hoeryong elsewhere",
        place(&files, "docs/region.md", "회령".as_bytes(), "this name"),
    );
    let crossing = Finding::new(
        "NET301",
        Severity::Note,
        "the crossing has no date",
        place(
            &files,
            "docs/long line.md",
            b"leads to Tumen",
            "since when?",
        ),
    );
    let broken = Finding::new(
        "GEO104",
        Severity::Warning,
        "Chongjin is not east of Hoeryong",
        place(
            &files,
            "docs/latin.txt",
            b"Chongjin\nest \xE0 l'est\nde Hoeryong",
            "all of this",
        ),
    );
    let gone = Finding::new(
        "SRC101",
        Severity::Note,
        "no source is given",
        place(&files, "docs/gone.md", b"somewhere", "here"),
    );
    (vec![east, spelling, crossing, broken, gone], files)
}
