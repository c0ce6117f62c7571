//! The parts of a Word file around its text: footnotes, relations, drawings, styles.

use super::MAIN;
use crate::BriefError;
use crate::brief::Brief;
use crate::write::escaped;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const STYLES: &str = include_str!("../../../templates/styles.xml");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// A white pixel (PNG), for programs that show no SVG.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// What is gathered while the text is written.
#[derive(Default)]
pub(super) struct Package {
    footnotes: String,
    footnote_count: usize,
    relations: String,
    relation_count: usize,
    drawings: Vec<String>,
}

impl Package {
    /// Adds a footnote; its id.
    pub(super) fn footnote(&mut self, runs: &str) -> usize {
        // Word keeps the ids −1 to 0 for its separators; 1 is the first note.
        self.footnote_count += 1;
        let id = self.footnote_count;
        self.footnotes.push_str(&format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{runs}</w:p></w:footnote>"
        ));
        id
    }

    fn relation(&mut self, kind: &str, target: &str, mode: &str) -> String {
        self.relation_count += 1;
        let id = format!("r{}", self.relation_count);
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"{mode}/>",
            escaped(target)
        ));
        id
    }

    /// Adds the address of a link; the id of the relation.
    pub(super) fn address(&mut self, address: &str) -> String {
        self.relation("hyperlink", address, " TargetMode=\"External\"")
    }

    /// Adds a drawing; the ids of the relations to its picture and to itself.
    pub(super) fn drawing(&mut self, svg: &str, _size: (f64, f64)) -> (String, String) {
        self.drawings.push(svg.to_owned());
        let target = format!("media/drawing{}.svg", self.drawings.len());
        let picture = self.relation("image", "media/pixel.png", "");
        (picture, self.relation("image", &target, ""))
    }

    /// Drawings so far.
    pub(super) fn drawings(&self) -> usize {
        self.drawings.len()
    }

    /// The whole file.
    pub(super) fn pack(mut self, brief: &Brief, body: &str) -> Result<Vec<u8>, BriefError> {
        self.relation("styles", "styles.xml", "");
        self.relation("footnotes", "footnotes.xml", "");
        let document = format!(
            "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
             xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\">\
             {body}</w:document>"
        );
        let footnotes = format!(
            "{DECLARATION}<w:footnotes xmlns:w=\"{MAIN}\"><w:footnote w:type=\"separator\" \
             w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote \
             w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r>\
             </w:p></w:footnote>{}</w:footnotes>",
            self.footnotes
        );
        let relations = |inner: &str| {
            format!("{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">{inner}</Relationships>")
        };
        let core = format!(
            "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/\
             2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
            escaped(&brief.title),
            escaped(&brief.language)
        );
        let package = relations(&format!(
            "<Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" \
             Target=\"word/document.xml\"/><Relationship Id=\"r2\" \
             Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/\
             core-properties\" Target=\"docProps/core.xml\"/>"
        ));
        let mut parts: Vec<(String, Vec<u8>)> = vec![
            (
                "[Content_Types].xml".to_owned(),
                content_types().into_bytes(),
            ),
            ("_rels/.rels".to_owned(), package.into_bytes()),
            ("docProps/core.xml".to_owned(), core.into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relations(&self.relations).into_bytes(),
            ),
            ("word/footnotes.xml".to_owned(), footnotes.into_bytes()),
            ("word/styles.xml".to_owned(), STYLES.as_bytes().to_vec()),
        ];
        if !self.drawings.is_empty() {
            parts.push(("word/media/pixel.png".to_owned(), PIXEL.to_vec()));
        }
        for (at, svg) in self.drawings.into_iter().enumerate() {
            let path = format!("word/media/drawing{}.svg", at + 1);
            parts.push((path, svg.into_bytes()));
        }
        zipped(&parts)
    }
}

/// The parts in one file, with the same time in all of them.
fn zipped(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, BriefError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, bytes) in parts {
        zip.start_file(path, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>\
         <Override PartName=\"/word/footnotes.xml\" ContentType=\"{word}.footnotes+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{word}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}
