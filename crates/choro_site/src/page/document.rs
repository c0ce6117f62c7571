//! A document's page: its text with statements marked, and what became of each beside it.

use super::finding::FindingRow;
use super::home::DocumentRow;
use super::statement::StatementRow;
use super::{File, Link, Site};
use crate::marked::{Piece, Subject, cut};
use crate::render::Templates;
use crate::words;
use choro_atlas::Statement;
use choro_check::{Outcome, Verdict};
use choro_document::{Block, BlockKind};
use choro_text::Span;
use serde::Serialize;

#[derive(Serialize)]
struct DocumentPage {
    row: DocumentRow,
    date: String,
    author: Option<String>,
    licence: Option<String>,
    topic: Option<Link>,
    map: Option<String>,
    blocks: Vec<BlockRow>,
    /// What the page shows, to be taken away.
    features: serde_json::Value,
    /// What lies in no block.
    loose: Vec<FindingRow>,
}

#[derive(Serialize)]
struct BlockRow {
    id: String,
    tag: String,
    class: &'static str,
    pieces: Vec<PieceRow>,
    findings: Vec<FindingRow>,
    statements: Vec<StatementRow>,
}

#[derive(Serialize)]
struct PieceRow {
    text: String,
    /// Classes of the statement or finding over it; empty where there is none.
    class: String,
    href: Option<String>,
    anchors: Vec<String>,
    refs: Vec<Reference>,
}

#[derive(Serialize)]
struct Reference {
    number: usize,
    outcome: &'static str,
}

const ROOT: &str = "../";

pub(super) fn file(site: &Site<'_>, templates: &Templates, document: usize) -> File {
    let page = site.document_page(document);
    let title = page.row.link.text.clone();
    let page = site.page(ROOT, "document", title, page);
    (
        site.addresses.document(document),
        templates.render("document.html", page),
    )
}

impl Site<'_> {
    fn document_page(&self, d: usize) -> DocumentPage {
        let text = &self.atlas.documents[d];
        let document = &text.document;
        let findings = self.findings_in(&document.path);
        // Each finding belongs to the block it begins in.
        let home: Vec<Option<usize>> = findings
            .iter()
            .map(|f| {
                let span = self.atlas.findings[*f].primary.span;
                let begins = |b: &Block| b.span.start <= span.start && span.start < b.span.end;
                let blocks = &document.blocks;
                blocks
                    .iter()
                    .position(begins)
                    .or_else(|| blocks.iter().position(|b| b.span.overlaps(span)))
            })
            .collect();
        let mut blocks = Vec::new();
        for (i, block) in document.blocks.iter().enumerate() {
            let own: Vec<usize> = findings
                .iter()
                .zip(&home)
                .filter(|(_, home)| **home == Some(i))
                .map(|(f, _)| *f)
                .collect();
            blocks.push(self.block(d, i, block, &own));
        }
        let link = |id| self.place_href(ROOT, id);
        let row = self.document_row(ROOT, d);
        DocumentPage {
            date: words::when(&document.date),
            author: document.author.clone(),
            licence: document.licence.clone(),
            topic: text.mentions.topic.as_ref().map(|t| Link {
                text: t.text.clone(),
                href: t.place.and_then(link),
            }),
            map: choro_map::document(
                &self.ground,
                &format!("Places of {}", row.link.text),
                &self.marks(Some(d)),
                &link,
            )
            .map(|m| m.svg),
            features: self.taken_of_document(d, blocks.iter().flat_map(|b| &b.statements)),
            blocks,
            loose: findings
                .iter()
                .zip(&home)
                .filter(|(_, home)| home.is_none())
                .map(|(f, _)| self.finding(ROOT, *f))
                .collect(),
            row,
        }
    }

    fn block(&self, d: usize, i: usize, block: &Block, findings: &[usize]) -> BlockRow {
        let text = &self.atlas.documents[d];
        let verdicts = &self.atlas.verdicts[d];
        let claims: Vec<usize> = (0..text.claims.len().min(verdicts.len()))
            .filter(|&c| text.claims[c].block == i)
            .collect();
        let mut marks: Vec<(Span, Subject)> = Vec::new();
        let mut mark = |span: Span, subject: Subject| {
            if let Some(logical) = block.map.to_logical(span) {
                marks.push((logical, subject));
            }
        };
        for &c in &claims {
            mark(text.claims[c].evidence.span, Subject::Claim(c));
            if let Some(focus) = text.claims[c].focus {
                mark(focus, Subject::Focus(c));
            }
        }
        for f in findings {
            mark(self.atlas.findings[*f].primary.span, Subject::Finding(*f));
        }
        for (m, mention) in text.mentions.all.iter().enumerate() {
            if mention.block == i && mention.chosen.is_some() {
                marks.push((mention.span, Subject::Mention(m)));
            }
        }
        let pieces = cut(&block.text, &marks)
            .iter()
            .map(|piece| self.piece(d, verdicts, piece))
            .collect();
        let (tag, class) = match block.kind {
            BlockKind::Heading(level) => (format!("h{}", (level + 1).clamp(2, 6)), "heading"),
            BlockKind::Paragraph => ("p".to_owned(), "paragraph"),
            BlockKind::ListItem => ("p".to_owned(), "item"),
            BlockKind::Caption => ("p".to_owned(), "caption"),
            BlockKind::TableRow => ("p".to_owned(), "row"),
            BlockKind::Furniture => ("p".to_owned(), "furniture"),
        };
        BlockRow {
            id: format!("b{}", i + 1),
            tag,
            class,
            pieces,
            findings: findings.iter().map(|f| self.finding(ROOT, *f)).collect(),
            statements: claims
                .iter()
                .map(|&c| {
                    let (claim, verdict) = (&text.claims[c], &verdicts[c]);
                    let mut row = self.statement(
                        ROOT,
                        Statement {
                            document: d,
                            claim,
                            verdict,
                        },
                    );
                    // Shown above already, beside the same block.
                    row.findings.clear();
                    row
                })
                .collect(),
        }
    }

    fn piece(&self, d: usize, verdicts: &[Verdict], piece: &Piece<'_>) -> PieceRow {
        let text = &self.atlas.documents[d];
        let mut worst: Option<Outcome> = None;
        let mut classes: Vec<&str> = Vec::new();
        let mut href = None;
        for subject in &piece.under {
            match subject {
                Subject::Claim(c) => {
                    let outcome = verdicts[*c].outcome;
                    if worst.is_none_or(|w| gravity(outcome) > gravity(w)) {
                        worst = Some(outcome);
                    }
                }
                Subject::Focus(_) => classes.push("focus"),
                Subject::Finding(n) => {
                    classes.push("finding");
                    classes.push(self.atlas.findings[*n].severity.name());
                }
                Subject::Mention(m) => {
                    let place = text.mentions.all[*m].chosen;
                    href = place.and_then(|id| self.place_href(ROOT, id)).or(href);
                }
            }
        }
        if let Some(outcome) = worst {
            classes.push("said");
            classes.push(outcome.as_str());
        }
        classes.sort_unstable();
        classes.dedup();
        let anchors = piece
            .begins
            .iter()
            .filter_map(|s| match s {
                Subject::Claim(c) => {
                    let anchor = self.addresses.claim(d, text.claims[*c].id);
                    Some(anchor.to_owned())
                }
                _ => None,
            })
            .collect();
        let refs = piece
            .ends
            .iter()
            .filter_map(|s| match s {
                Subject::Claim(c) => Some(Reference {
                    number: text.claims[*c].id.0 as usize + 1,
                    outcome: verdicts[*c].outcome.as_str(),
                }),
                _ => None,
            })
            .collect();
        PieceRow {
            text: piece.text.to_owned(),
            class: classes.join(" "),
            href,
            anchors,
            refs,
        }
    }
}

/// Which of two outcomes colours the words they share.
fn gravity(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Contradicted => 3,
        Outcome::Disputed => 2,
        Outcome::Supported => 1,
        Outcome::Undetermined => 0,
    }
}
