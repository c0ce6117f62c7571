//! A brief and its parts.

use choro_gazetteer::PlaceId;

/// What is known of one place, set in sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// The place.
    pub place: PlaceId,
    /// BCP 47 language of the brief's own words.
    pub language: String,
    /// Name of the place, as the language of the brief shows it.
    pub title: String,
    /// Under the title: title of the atlas, its date, and the date asked about.
    pub subtitle: String,
    /// The sections that have something to say, in reading order.
    pub sections: Vec<Section>,
    /// Heading of the list of notes.
    pub notes_heading: String,
    /// What the sentences rest on, in the order in which they first point to it.
    pub notes: Vec<Note>,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about, whatever the language: `setting`, `history`, `questions` …
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Sentence>),
    /// Words of others, and open questions: set apart, since the brief does not state them.
    Quotation(Sentence),
    /// A table.
    Table(Table),
    /// A map.
    Figure(Figure),
}

/// A sentence with what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub parts: Vec<Part>,
    /// Indexes into [`Brief::notes`]; never empty in a brief.
    pub notes: Vec<usize>,
}

/// Words, some of which name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// The name of a place, which may lead to a brief of its own.
    Place {
        /// The place.
        place: PlaceId,
        /// Its name as shown.
        text: String,
    },
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Whether it cites rather than states: spellings that sources use are no words of the brief.
    pub cited: bool,
    /// Titles of the columns.
    pub header: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Vec<Part>>,
    /// Indexes into [`Brief::notes`].
    pub notes: Vec<usize>,
}

/// A map as a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it shows, whatever the language: `locator`, `sites`. Files are named after it.
    pub id: &'static str,
    /// A whole SVG document, its style inside.
    pub svg: String,
    /// Width and height, pixels.
    pub size: (f64, f64),
    /// What stands under it.
    pub caption: Sentence,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it points to.
    pub evidence: Evidence,
    /// The same in words.
    pub text: String,
}

/// What a sentence rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Words of a document of the project.
    Passage {
        /// Path of the document.
        document: String,
        /// Line of the file on which the words begin, from 1.
        line: usize,
        /// The words.
        quote: String,
    },
    /// A record of a source.
    Record {
        /// Id of the source.
        source: String,
        /// Title of the source, its id where it has none.
        title: String,
        /// Version or date of the source; empty where it states none.
        version: String,
        /// Id of the record within it; empty where the source as a whole states the fact.
        record: String,
        /// Where the record says that its facts come from; empty where it says nothing.
        stated: String,
    },
    /// Something worked out.
    Computation {
        /// The rule or formula, by its key in the words of the language: `distance`, `count` …
        formula: &'static str,
        /// What went in, in words.
        inputs: Vec<String>,
        /// What came out, in words.
        result: String,
    },
}
