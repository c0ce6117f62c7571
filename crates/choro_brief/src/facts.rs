//! From an atlas to the facts of a place, and from facts to sections: one file per section.

mod asked;
mod fact;
mod history;
mod landmarks;
mod names;
mod population;
mod questions;
mod setting;
mod sites;
mod sources;
mod statements;
mod transport;
mod waters;

use crate::brief::{Block, Brief, Figure, Row, Section, Sentence, Table};
use crate::notes::Notes;
use crate::parts::{plain, read, split};
use crate::{BriefError, Material, Options, Wording};
use asked::Asked;
use choro_gazetteer::{Answer, Held, PlaceId};
use fact::{Fact, Item};

/// Puts together the brief of a place.
///
/// # Errors
/// Where a template of the project cannot be filled in.
pub fn brief(
    material: &Material<'_>,
    wording: &Wording,
    options: &Options,
    place: PlaceId,
) -> Result<Brief, BriefError> {
    let gazetteer = &material.atlas.gazetteer;
    let asked = Asked {
        material,
        options,
        wording,
        place: gazetteer.place(place),
    };
    let mut drafts = if existed(&asked) {
        vec![
            ("names", names::items(&asked)),
            ("setting", setting::items(&asked)),
            ("population", population::items(&asked)),
            ("history", history::items(&asked)),
            ("economy", statements::economy(&asked)),
            ("transport", transport::items(&asked)),
            ("landmarks", landmarks::items(&asked)),
            ("sites", sites::items(&asked)),
            ("questions", questions::items(&asked)),
        ]
    } else {
        vec![("history", history::absent(&asked))]
    };
    drafts.retain(|(_, items)| !items.is_empty());
    let cited = sources::cited(&drafts);
    drafts.push(("sources", sources::items(&asked, &cited)));
    let mut notes = Notes::default();
    let mut sections = Vec::new();
    for (id, items) in drafts.into_iter().filter(|(_, items)| !items.is_empty()) {
        sections.push(Section {
            id,
            heading: wording.word("headings", id).to_owned(),
            blocks: blocks(items, wording, &mut notes)?,
        });
    }
    Ok(Brief {
        place,
        language: wording.language().to_owned(),
        title: read(&asked.name(place)),
        subtitle: subtitle(&asked)?,
        sections,
        notes_heading: wording.word("headings", "notes").to_owned(),
        notes: notes.worded(|evidence| wording.note(evidence))?,
    })
}

/// Whether the place is not known to have been absent at the time asked about.
fn existed(asked: &Asked<'_>) -> bool {
    let gazetteer = asked.gazetteer();
    let known = gazetteer.exists_at(asked.place.id, asked.when());
    asked.when().is_unstated() || known != Answer::Known(Held::Not)
}

fn subtitle(asked: &Asked<'_>) -> Result<String, BriefError> {
    let atlas = asked.material.atlas;
    let fact = Fact::new("subtitle")
        .with("atlas", plain(&atlas.title))
        .with("date", plain(&atlas.date))
        .with("as_of", asked.wording.time(asked.when()));
    Ok(read(&fact.worded(asked.wording)?))
}

fn sentence(fact: Fact, wording: &Wording, notes: &mut Notes) -> Result<Sentence, BriefError> {
    Ok(Sentence {
        parts: split(&fact.worded(wording)?),
        notes: notes.numbers(fact.evidence),
    })
}

/// Items set as blocks; neighbouring facts make a paragraph.
fn blocks(
    items: Vec<Item>,
    wording: &Wording,
    notes: &mut Notes,
) -> Result<Vec<Block>, BriefError> {
    let mut blocks = Vec::new();
    for item in items {
        blocks.push(match item {
            Item::Paragraph(facts) => {
                let said = facts.into_iter().map(|fact| sentence(fact, wording, notes));
                Block::Paragraph(said.collect::<Result<_, _>>()?)
            }
            Item::Quotation(fact) => Block::Quotation(sentence(fact, wording, notes)?),
            Item::Table {
                cited,
                columns,
                rows,
            } => Block::Table(Table {
                cited,
                header: columns
                    .iter()
                    .map(|column| wording.word("columns", column).to_owned())
                    .collect(),
                rows: rows
                    .into_iter()
                    .map(|row| Row {
                        cells: row.cells.iter().map(|cell| split(cell)).collect(),
                        notes: notes.numbers(row.evidence),
                    })
                    .collect(),
            }),
            Item::Figure {
                id,
                svg,
                size,
                caption,
            } => Block::Figure(Figure {
                id,
                svg,
                size,
                caption: sentence(caption, wording, notes)?,
            }),
        });
    }
    Ok(blocks)
}
