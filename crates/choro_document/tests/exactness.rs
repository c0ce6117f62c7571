//! Every byte of every block can be traced; nothing panics.

use choro_document::{Block, BlockKind, Document, read};
use choro_text::Span;
use encoding_rs::{EUC_KR, Encoding, UTF_8, WINDOWS_1252};
use proptest::prelude::*;

/// Checks a document against its bytes: spans in range, maps as long as their texts, and visible
/// characters that decode from the bytes they map to (unless written as a character reference).
fn check(bytes: &[u8], document: &Document) {
    let encoding = Encoding::for_label(document.encoding.as_bytes()).unwrap_or(UTF_8);
    for block in &document.blocks {
        assert!(block.span.start < block.span.end && block.span.end <= bytes.len());
        assert_eq!(block.map.logical_len(), block.text.len());
        assert!(
            block
                .heading
                .is_none_or(|h| matches!(document.blocks[h].kind, BlockKind::Heading(_)))
        );
        check_block(bytes, block, encoding);
    }
    for allowance in &document.allowances {
        assert!(allowance.span.end <= bytes.len());
    }
}

fn check_block(bytes: &[u8], block: &Block, encoding: &'static Encoding) {
    let mut end = 0;
    for (i, c) in block.text.char_indices() {
        let from = block.to_original(Span::new(i, i + c.len_utf8()));
        assert!(block.span.covers(from), "{c:?} at {i}");
        assert!(from.end >= end);
        end = from.end;
        let raw = encoding
            .decode_without_bom_handling(&bytes[from.start..from.end])
            .0;
        let exact = raw.contains(c) || c.is_whitespace() || raw.contains('&') || c == '\u{FFFD}';
        assert!(exact, "{c:?} from {raw:?}");
    }
}

#[test]
fn maps_hold_in_legacy_encodings_and_every_format() {
    let text =
        "혜산시 – 량강도\r\n\r\n혜산시는 압록강 기슭에 있는 도시이다. 인구는 192,680명이다.\r\n";
    let page = "<h1>혜산시</h1><p>혜산시는 <b>압록강</b> 기슭&nbsp;에 있다 &amp; 크다.</p>";
    for (path, text) in [("a.txt", text), ("a.md", text), ("a.html", page)] {
        for bytes in [
            EUC_KR.encode(text).0.into_owned(),
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [
                vec![0xFE, 0xFF],
                text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            ]
            .concat(),
        ] {
            let (document, findings) = read(path, &bytes);
            assert_eq!(findings, [], "{path}");
            check(&bytes, &document);
            assert!(
                document
                    .blocks
                    .iter()
                    .any(|b| b.text.contains("압록강 기슭에") || b.text.contains("압록강 기슭 에"))
            );
            let block = document.blocks.last().expect("a block");
            let at = block.text.find("압록강").expect("a river");
            let span = block.to_original(Span::new(at, at + "압록강".len()));
            assert_eq!(
                document.quote(&bytes, span),
                "압록강",
                "{path} {}",
                document.encoding
            );
        }
    }
    let bytes = WINDOWS_1252
        .encode("La rivière gelée est très près d’ici.")
        .0;
    let (document, _) = read("a.txt", &bytes);
    assert_eq!(
        document.blocks[0].text,
        "La rivière gelée est très près d’ici."
    );
    check(&bytes, &document);
}

#[test]
fn a_binary_file_is_an_error_and_an_empty_one_is_not() {
    let (document, findings) = read("docs/a.txt", b"\0\x01\x02\x03abc\0\0\0");
    assert_eq!((document.blocks.len(), findings.len()), (0, 1));
    assert_eq!(findings[0].code, "INP004");
    assert_eq!(findings[0].severity, choro_diagnostic::Severity::Error);
    for path in ["a.txt", "a.md", "a.html", "a"] {
        assert_eq!(read(path, b"").0.blocks, []);
        assert_eq!(read(path, b"").1, []);
    }
}

#[test]
fn damage_is_named_by_byte_and_line() {
    let mut bytes = "P'yŏngra Line\n\nIt runs from P'yŏngyang to Rajin, "
        .as_bytes()
        .to_vec();
    let at = bytes.len();
    bytes.extend(b"\xE2\x80 and on along the coast.");
    let (document, findings) = read("docs/a.txt", &bytes);
    assert_eq!(findings[0].code, "INP005");
    assert!(
        findings[0].message.contains(&format!("byte {at}, line 3")),
        "{}",
        findings[0].message
    );
    assert!(
        document.blocks[1]
            .text
            .ends_with("Rajin, \u{FFFD} and on along the coast.")
    );
    check(&bytes, &document);
}

#[test]
fn one_line_of_twenty_megabytes_is_one_block() {
    let line = "Hyesan lies on the Amnok river, and so on ".repeat(20_000_000 / 42);
    for path in ["a.txt", "a.md", "a.html"] {
        let (document, _) = read(path, line.as_bytes());
        assert_eq!(document.blocks.len(), 1, "{path}");
        assert_eq!(document.blocks[0].text.len(), line.len() - 1);
    }
}

#[test]
fn a_million_blocks_are_read_and_the_next_is_reported() {
    for (path, block) in [("a.txt", "Aa\n\n"), ("a.html", "<p>Aa")] {
        let text = block.repeat((1 << 20) + 100);
        let (document, findings) = read(path, text.as_bytes());
        assert_eq!(document.blocks.len(), 1 << 20, "{path}");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "INP011");
        assert!(
            findings[0]
                .primary
                .span
                .start
                .abs_diff((1 << 20) * block.len())
                < 10
        );
    }
}

#[test]
fn hostile_nesting_ends() {
    for part in [
        "<div>", "<nav>", "</p>", "<td>", "<tr>", "<br>", "&amp", "<!--", "<a b=", "> ", "- ", "[",
        "![", "*a_", "|a\n|-\n", "- \t", "\n\u{C}", "a-\n", "&", "<h1>x",
    ] {
        let text = part.repeat(20_000);
        for path in ["a.txt", "a.md", "a.html"] {
            check(text.as_bytes(), &read(path, text.as_bytes()).0);
        }
    }
}

/// Scraps of prose and markup, so that random texts meet every branch.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "Hyesan",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "the river",
        "con-",
        "verted",
        ". ",
        "&amp;",
        "&#44032;",
        "&nbsp;",
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "<tr><td>",
        "</td><td>",
        "<nav>",
        "</nav>",
        "<h2>",
        "</h2>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<img alt=\"a view of Hyesan\">",
        "<!-- x -->",
        "<!-- choro: allow GEO1 because=\"y\" -->",
        "# ",
        "* ",
        "- ",
        "1. ",
        "> ",
        "`",
        "```\n",
        "**",
        "_",
        "[a](b)",
        "![a view](c)",
        "|",
        "\n|-|-|\n",
        "\t",
        "\u{AD}",
        "\u{200B}",
        "혜산시",
        "\u{A0}",
        "---\n",
        "title: x\n",
        "\\*",
        "http://a.org",
        "•",
        "\u{C}",
        "<",
        ">",
        "\"",
    ]);
    prop::collection::vec(scrap, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn scraps_of_prose_and_markup(text in scraps()) {
        for path in ["a.txt", "a.md", "a.html", "a"] {
            check(text.as_bytes(), &read(path, text.as_bytes()).0);
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for path in ["a.txt", "a.md", "a.html"] {
            let (document, _) = read(path, &bytes);
            for block in &document.blocks {
                prop_assert!(block.span.end <= bytes.len());
                prop_assert_eq!(block.map.logical_len(), block.text.len());
            }
        }
    }
}
