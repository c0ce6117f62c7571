//! Claims as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>), in JSON-LD.
//!
//! One collection with one page. The target of an annotation is the claim's words: their quotation
//! with what stands around it, and their position. Positions of text and Markdown files count
//! Unicode code points of the file's text from 0, as the model asks, its own byte order mark not
//! counted; the text of HTML is what is left without tags, which has no positions of its own here, so
//! that there the bytes of the file are given.

use super::entry::Entry;
use anyhow::bail;
use choro_atlas::Atlas;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_text::Span;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Code points of context on either side of a quotation.
const AROUND: usize = 32;

/// The collection; `base` is put before the paths of documents.
pub(super) fn collection(
    entries: &[Entry<'_>],
    atlas: &Atlas,
    base: &str,
) -> anyhow::Result<Value> {
    if !base.is_empty() && !base.contains(':') {
        bail!("--base `{base}` is no IRI; it begins with a scheme, such as https://example.org/");
    }
    let texts: BTreeMap<&str, Source<'_>> = atlas
        .documents
        .iter()
        .zip(&atlas.originals)
        .map(|(text, bytes)| (text.document.path.as_str(), Source::new(text, bytes)))
        .collect();
    let mut items = Vec::new();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let Some(source) = texts.get(entry.document) else {
            continue;
        };
        let nth = said.entry(identity(entry)).or_default();
        items.push(annotation(entry, source, base, *nth));
        *nth += 1;
    }
    let identities: Vec<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    let all = uuid(&[&[base, "collection"][..], &identities].concat());
    let page = uuid(&[&[base, "page"][..], &identities].concat());
    let mut collection = json!({
        "@context": CONTEXT,
        "id": all,
        "type": "AnnotationCollection",
        "label": format!("Claims of {}", atlas.title),
        "total": items.len(),
    });
    // A collection without annotations has no page.
    if !items.is_empty() {
        collection["first"] = json!({
            "id": page,
            "type": "AnnotationPage",
            "partOf": all,
            "startIndex": 0,
            "items": items,
        });
    }
    Ok(collection)
}

fn annotation(entry: &Entry<'_>, source: &Source<'_>, base: &str, nth: usize) -> Value {
    let nth = nth.to_string();
    let identity = identity(entry);
    json!({
        "id": uuid(&[base, &identity, &nth]),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {
            "type": "Software",
            "name": concat!("choro ", env!("CARGO_PKG_VERSION")),
        },
        "body": [
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "format": "text/plain",
                "value": entry.kind,
            },
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "format": "text/plain",
                "value": verdict(entry),
            },
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": serde_json::to_string(entry).unwrap_or_default(),
            },
        ],
        "target": {
            "source": format!("{base}{}", encoded(entry.document)),
            "selector": source.selectors(Span::new(entry.start, entry.end), entry.quote),
        },
    })
}

/// `contradicted (measured): Bern bears 52° (NE) from Lausanne`.
fn verdict(entry: &Entry<'_>) -> String {
    let mut words = entry.verdict.to_owned();
    if !entry.reason.is_empty() {
        words.push_str(&format!(" ({})", entry.reason));
    }
    if !entry.explanation.is_empty() {
        words.push_str(&format!(": {}", entry.explanation));
    }
    words
}

/// What tells one claim from another, wherever it stands in its document.
fn identity(entry: &Entry<'_>) -> String {
    let object = entry.object.as_ref().map_or("", |object| object.text);
    let subject = entry.subject.text;
    let parts = [
        entry.document,
        entry.kind,
        subject,
        object,
        entry.value,
        entry.quote,
    ];
    Finding::fingerprint_of(&parts)
}

/// An identifier made of what it identifies: a UUID of version 8 (RFC 9562), whose bits are a hash.
fn uuid(parts: &[&str]) -> String {
    let half = |name: &str| Finding::fingerprint_of(&[&[name][..], parts].concat());
    let mut digits: Vec<char> = (half("a") + &half("b")).chars().collect();
    digits[12] = '8';
    digits[16] = ['8', '9', 'a', 'b'][digits[16].to_digit(16).unwrap_or(0) as usize % 4];
    let part = |range: std::ops::Range<usize>| digits[range].iter().collect::<String>();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0..8),
        part(8..12),
        part(12..16),
        part(16..20),
        part(20..32)
    )
}

/// A path as part of an IRI: white space and characters with a meaning of their own are encoded.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if c.is_alphanumeric() || "-._~/!$&'()*+,;=@".contains(c) {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A document's text by code points.
struct Source<'a> {
    text: &'a Annotated,
    bytes: &'a [u8],
    is_markup: bool,
    /// Bytes of its byte order mark.
    mark: usize,
    /// A byte offset and the code points before it: claims come in order of place.
    counted: Cell<(usize, usize)>,
}

impl<'a> Source<'a> {
    fn new(text: &'a Annotated, bytes: &'a [u8]) -> Self {
        let path = text.document.path.to_lowercase();
        let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
        let mark = marks.into_iter().find(|mark| bytes.starts_with(mark));
        let mark = mark.map_or(0, <[u8]>::len);
        Self {
            text,
            bytes,
            is_markup: [".txt", ".md", ".markdown"]
                .iter()
                .all(|plain| !path.ends_with(plain)),
            mark,
            counted: Cell::new((mark, 0)),
        }
    }

    /// Code points before a byte offset.
    fn code_points(&self, offset: usize) -> usize {
        let (mut at, mut count) = self.counted.get();
        if offset < at {
            (at, count) = (self.mark, 0);
        }
        count += self.decoded(at, offset.max(at)).chars().count();
        self.counted.set((offset.max(at), count));
        count
    }

    fn decoded(&self, start: usize, end: usize) -> String {
        let span = Span::new(start.min(end), end);
        self.text.document.quote(self.bytes, span).into_owned()
    }

    /// The quotation and the position of a claim's words.
    fn selectors(&self, span: Span, quote: &str) -> Value {
        if self.is_markup {
            let (prefix, suffix) = self.logical_context(span);
            return json!([
                quotation(quote, &prefix, &suffix),
                { "type": "DataPositionSelector", "start": span.start, "end": span.end },
            ]);
        }
        // One character more than is kept: the first of them may be cut apart.
        let from = span.start.saturating_sub(4 * (AROUND + 1)).max(self.mark);
        let before = self.decoded(from, span.start);
        let exact = self.decoded(span.start, span.end);
        let after = self.decoded(span.end, (span.end + 4 * AROUND).min(self.bytes.len()));
        let start = self.code_points(span.start);
        json!([
            quotation(&exact, &last(&before), &first(&after)),
            {
                "type": "TextPositionSelector",
                "start": start,
                "end": start + exact.chars().count(),
            },
        ])
    }

    /// What stands around the words in their block, without tags.
    fn logical_context(&self, span: Span) -> (String, String) {
        let blocks = self.text.document.blocks.iter();
        let mut found = blocks.filter_map(|block| Some((block, block.to_logical(span)?)));
        found.next().map_or_else(Default::default, |(block, own)| {
            let before = block.text.get(..own.start).unwrap_or("");
            let after = block.text.get(own.end..).unwrap_or("");
            (last(before), first(after))
        })
    }
}

fn quotation(exact: &str, prefix: &str, suffix: &str) -> Value {
    json!({
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": prefix,
        "suffix": suffix,
    })
}

fn first(text: &str) -> String {
    text.chars().take(AROUND).collect()
}

fn last(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(AROUND);
    text.chars().skip(skip).collect()
}
