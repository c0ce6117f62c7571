//! Quantities and dates found in text.
//!
//! In: a text and its tokens. Out: numbers, measures, coordinates, winds and dates with their
//! spans, values in SI or degrees, dates as EDTF intervals; and the hedge of a clause.
//! Knows nothing of places or documents.

mod amount;
mod coordinate;
mod date;
mod hedge;
mod lexicon;
mod measure;
mod number;
mod phrase;
mod reader;
mod tables;
mod taken;
mod when;
mod wind;
pub mod wording;

use choro_text::Token;

use reader::Reader;
use taken::Taken;

pub use amount::{Amount, Bound};
pub use coordinate::{CoordinateFault, CoordinateNotation, CoordinateTag};
pub use date::{DateKind, DateRelation, DateTag};
pub use hedge::{Cue, Hedge, HedgeTag, Polarity};
pub use lexicon::{AddedWords, Lexicon, WordsFault};
pub use measure::{MeasureKind, MeasureTag};
pub use number::NumberTag;
pub use reader::Extent;
pub use when::{Date, When};
pub use wind::{Emphasis, WindForm, WindTag};

/// Everything found in a text, each list in order of its first token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// Numbers outside coordinates and dates; those inside measures are here too.
    pub numbers: Vec<NumberTag>,
    /// Amounts with units.
    pub measures: Vec<MeasureTag>,
    /// Dates and times.
    pub dates: Vec<DateTag>,
    /// Coordinate pairs.
    pub coordinates: Vec<CoordinateTag>,
    /// Winds of the compass.
    pub winds: Vec<WindTag>,
    /// Words of hedging, denial and past.
    pub hedges: Vec<HedgeTag>,
}

/// Tags a text with the words shipped, as [`tag_with`] does.
pub fn tag(text: &str, tokens: &[Token]) -> Tags {
    tag_with(Lexicon::shipped(), text, tokens)
}

/// Tags a text. `tokens` are those of [`choro_text::tokenise`] on the same text; tokens of
/// another text give wrong tags but no panic.
///
/// Coordinates are read first, then dates, then numbers; a token belongs to one of them, save
/// that a figure that may be a year or not is tagged as both.
pub fn tag_with(lexicon: &'static Lexicon, text: &str, tokens: &[Token]) -> Tags {
    let reader = Reader::new(text, tokens, lexicon);
    let coordinates = coordinate::coordinates(&reader);
    if reader.triggers().is_empty() {
        return Tags {
            coordinates,
            ..Tags::default()
        };
    }
    let placed = Taken::new(coordinates.iter().map(|c| c.at));
    let dates = date::dates(&reader, lexicon, &placed);
    let sure = dates.iter().filter(|d| !d.maybe_number).map(|d| d.core);
    let taken = Taken::new(coordinates.iter().map(|c| c.at).chain(sure));
    let mut numbers = number::numbers(&reader, lexicon, &taken);
    let measures = measure::measures(&reader, lexicon, &mut numbers);
    // What the dates have refused is no year: "an estimated 1026 students".
    let years = Taken::new(dates.iter().map(|d| d.core));
    for number in &mut numbers {
        number.maybe_year &= years.covers(number.at.first);
    }
    let winds = wind::winds(&reader, lexicon, &placed);
    let approximators: Vec<Extent> = numbers
        .iter()
        .filter(|n| n.amount.approximate)
        .filter_map(|n| n.modifier)
        .chain(dates.iter().filter_map(|d| d.approximator))
        .collect();
    let hedges = hedge::hedges(&reader, lexicon, &taken, &approximators);
    Tags {
        numbers,
        measures,
        dates,
        coordinates,
        winds,
        hedges,
    }
}
