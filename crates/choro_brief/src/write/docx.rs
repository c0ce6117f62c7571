//! Briefs as Word files (ECMA-376): headings, tables, footnotes and maps.

mod package;

use super::{Links, escaped, written};
use crate::BriefError;
use crate::brief::{Block, Brief, Figure, Part, Sentence, Table};
use package::Package;

/// The address space of markup for text.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// English Metric Units of a pixel of 1/96 inch.
const EMU: f64 = 9_525.0;
/// Greatest width of a drawing, pixels: the text of an A4 page.
const WIDEST: f64 = 600.0;

/// The brief as the bytes of a `.docx` file. Its maps are drawings (SVG), which Word since 2016
/// and LibreOffice show.
///
/// # Errors
/// Where the parts cannot be packed.
pub fn docx(brief: &Brief, links: &Links<'_>) -> Result<Vec<u8>, BriefError> {
    let mut writer = Writer {
        brief,
        links,
        package: Package::default(),
        body: String::new(),
    };
    writer.styled("Title", &run(&brief.title));
    if !brief.subtitle.is_empty() {
        writer.styled("Subtitle", &run(&brief.subtitle));
    }
    for section in &brief.sections {
        writer.styled("Heading1", &run(&section.heading));
        for block in &section.blocks {
            writer.block(block);
        }
    }
    let body = format!(
        "<w:body>{}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1250\" \
         w:right=\"1250\" w:bottom=\"1250\" w:left=\"1250\" w:header=\"700\" w:footer=\"700\" \
         w:gutter=\"0\"/></w:sectPr></w:body>",
        writer.body
    );
    writer.package.pack(brief, &body)
}

struct Writer<'b> {
    brief: &'b Brief,
    links: &'b Links<'b>,
    package: Package,
    body: String,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(sentences) => {
                let said: Vec<String> = sentences.iter().map(|s| self.sentence(s)).collect();
                self.styled("Normal", &said.join(&run(" ")));
            }
            Block::Quotation(said) => {
                let said = self.sentence(said);
                self.styled("Quote", &said);
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn styled(&mut self, style: &str, runs: &str) {
        self.body.push_str(&paragraph(style, runs));
    }

    fn sentence(&mut self, said: &Sentence) -> String {
        let words = self.parts(&said.parts);
        let notes = self.references(&said.notes);
        format!("{words}{notes}")
    }

    /// Footnotes, set anew wherever they are pointed to, as Word has it.
    fn references(&mut self, notes: &[usize]) -> String {
        let mut out = String::new();
        for (at, number) in notes.iter().enumerate() {
            if let Some(note) = self.brief.notes.get(*number) {
                let id = self.package.footnote(&run(&note.text));
                if at > 0 {
                    out.push_str(
                        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                         <w:t>,</w:t></w:r>",
                    );
                }
                out.push_str(&format!(
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                     <w:footnoteReference w:id=\"{id}\"/></w:r>"
                ));
            }
        }
        out
    }

    fn parts(&mut self, parts: &[Part]) -> String {
        let package = std::cell::RefCell::new(&mut self.package);
        let link = |name: &str, address: &str| {
            let id = package.borrow_mut().address(address);
            format!(
                "<w:hyperlink r:id=\"{id}\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>\
                 <w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink>",
                escaped(name)
            )
        };
        written(parts, self.links, run, link)
    }

    fn table(&mut self, table: &Table) {
        let cell = |style: &str, runs: &str| {
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>{}</w:tc>",
                { paragraph(style, runs) }
            )
        };
        let mut out = String::from(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Rows\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             </w:tblPr><w:tblGrid>",
        );
        out.push_str(&"<w:gridCol/>".repeat(table.header.len()));
        out.push_str("</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
        for title in &table.header {
            out.push_str(&cell("TableHead", &run(title)));
        }
        out.push_str("</w:tr>");
        for row in &table.rows {
            out.push_str("<w:tr>");
            for (at, parts) in row.cells.iter().enumerate() {
                let mut runs = self.parts(parts);
                if at + 1 == row.cells.len() {
                    runs.push_str(&self.references(&row.notes));
                }
                out.push_str(&cell("TableText", &runs));
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        self.body.push_str(&out);
        // Tables next to each other would become one.
        self.styled("TableText", "");
    }

    fn figure(&mut self, figure: &Figure) {
        let (picture, drawing) = self.package.drawing(&figure.svg, figure.size);
        let scale = (WIDEST / figure.size.0).min(1.0) * EMU;
        let (width, height) = (figure.size.0 * scale, figure.size.1 * scale);
        let number = self.package.drawings();
        let name = escaped(figure.id);
        let extent = format!("cx=\"{width:.0}\" cy=\"{height:.0}\"");
        let runs = format!(
            "<w:r><w:drawing><wp:inline><wp:extent {extent}/>\
             <wp:docPr id=\"{number}\" name=\"{name}\"/><a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{picture}\"><a:extLst><a:ext \
             uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             r:embed=\"{drawing}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/>\
             </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
             <a:ext {extent}/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
        self.styled("Normal", &runs);
        let caption = self.sentence(&figure.caption);
        self.styled("Caption", &caption);
    }
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!(
        "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}
