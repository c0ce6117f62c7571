//! Dates and times: "4th of June 1937", "early 1930s", "after 1945", "during the Korean War",
//! "a year later", "as of October 2022".
//!
//! Each becomes a [`When`]. A bare "1850" with nothing that makes it a date is tagged and marked
//! as perhaps a number.

mod point;
mod relation;
mod relative;
mod year;

use serde::{Deserialize, Serialize};

use crate::When;
use crate::lexicon::{DatePrefix, Flags, Lexicon};
use crate::reader::{Extent, Reader};
use crate::taken::Taken;
use point::Point;

/// What kind of expression a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// A day, month, year, decade or century.
    Calendar,
    /// A season with or without year.
    Season,
    /// A month, or day of a month, without year.
    MonthDay,
    /// A named period: "World War II".
    Period,
    /// Told from another date: "a year later".
    Relative,
    /// The time of writing: "today"; with an offset, "two years ago".
    Present,
}

/// How the date bounds what is dated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateRelation {
    /// In or on it, or no word at all.
    #[default]
    At,
    /// "after 1945".
    After,
    /// "since 1990", "from 1990".
    Since,
    /// "until 2010".
    Until,
    /// "by 1990".
    By,
    /// "before 1945".
    Before,
    /// "from 1616 to 1622", "1616-1622".
    Between,
}

/// A date in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateTag {
    /// The expression with the words that bound it: "after 1945", "as of October 2022".
    pub at: Extent,
    /// The expression alone: "1945", "October 2022".
    pub core: Extent,
    /// The time, bounds applied; unstated for "today" and for what cannot be worked out.
    pub when: When,
    /// What kind of expression it is.
    pub kind: DateKind,
    /// How it bounds what is dated.
    pub relation: DateRelation,
    /// Whether a state is said to hold at that time: "as of", "2008 census".
    pub valid_at: bool,
    /// Whether it could as well be a number: "1850" with nothing to tell.
    pub maybe_number: bool,
    /// Whether day and month could be exchanged: 03/04/2011.
    pub ambiguous: bool,
    /// Whether a word blurs it: "around 1850".
    pub approximate: bool,
    /// The blurring word.
    pub approximator: Option<Extent>,
    /// Years from the date before for [`DateKind::Relative`] (0 for "the same year"), from the
    /// time of writing for [`DateKind::Present`].
    pub offset_years: Option<i32>,
    /// Name of the period in data/periods.toml.
    pub period: Option<&'static str>,
    /// Where the period has these years; empty where everywhere.
    pub region: &'static str,
    /// What the table says of the period.
    pub note: &'static str,
}

/// All dates of the text outside coordinates, in order.
pub(crate) fn dates(reader: &Reader<'_>, lexicon: &'static Lexicon, taken: &Taken) -> Vec<DateTag> {
    let mut tags: Vec<DateTag> = Vec::new();
    let mut next = 0;
    let mut anchor: Option<When> = None;
    for &i in reader.triggers() {
        if i < next || taken.covers(i) {
            continue;
        }
        let tag = relative::relative_at(reader, lexicon, i, next, anchor.as_ref())
            .or_else(|| calendar_at(reader, lexicon, i, next, tags.last()))
            .or_else(|| present_at(reader, lexicon, i));
        if let Some(tag) = tag {
            next = tag.at.end.max(i + 1);
            if is_anchor(&tag) {
                anchor = Some(tag.when.clone());
            }
            tags.push(tag);
        }
    }
    tags
}

/// Whether "a year later" may count from the date.
fn is_anchor(tag: &DateTag) -> bool {
    tag.when.earliest.is_some() && tag.when.latest.is_some() && !tag.maybe_number
}

fn calendar_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
    last: Option<&DateTag>,
) -> Option<DateTag> {
    let mut first = point::point_at(reader, lexicon, i, floor)?;
    let before = relation::before(reader, lexicon, first.start, floor);
    let mut tag = tag(reader.extent(first.start, first.end));
    let mut end = first.end;
    let mut when = first.when.clone();
    let mut relation = DateRelation::At;
    if let Some((last_end, through)) = relation::range_end(reader, lexicon, &first, before.prefix) {
        when = through;
        end = last_end;
        relation = DateRelation::Between;
        first.bare = false;
    }
    tag.core = reader.extent(first.start, end);
    let open = relation == DateRelation::At
        && relation::goes_on(reader, lexicon, first.end, before.prefix);
    if open {
        relation = DateRelation::Since;
        when = when.onwards();
        end += 1;
        first.bare = false;
    }
    let listed = last.is_some_and(|l| follows_in_list(reader, l, first.start));
    let year_only = first.bare && relation == DateRelation::At;
    if year_only {
        match year::standing(reader, lexicon, &first, &before, listed) {
            year::Standing::Number => return None,
            year::Standing::Unclear => tag.maybe_number = true,
            year::Standing::Date => {}
        }
    }
    let counts = year::event_ahead(reader, end, Flags::VALID_AT);
    tag.valid_at = counts || before.prefix == Some(DatePrefix::AsOf);
    if before.around.is_some() && relation != DateRelation::Between {
        when = when.approximately();
        tag.approximate = true;
        tag.approximator = before.around;
    }
    if relation == DateRelation::At {
        (relation, when) = match before.prefix {
            Some(DatePrefix::From | DatePrefix::Between) if first.ranged => {
                (DateRelation::Between, when)
            }
            Some(DatePrefix::After) => (DateRelation::After, when.afterwards()),
            Some(DatePrefix::Since) => (DateRelation::Since, when.onwards()),
            Some(DatePrefix::From) if !first.is_noun_like(reader) => {
                (DateRelation::Since, when.onwards())
            }
            Some(DatePrefix::Until) => (DateRelation::Until, when.up_to()),
            // "by the Choson dynasty" names who, not when.
            Some(DatePrefix::By) if first.kind == DateKind::Period => (relation, when),
            // "hit by the 1991 eruption" names what did it, too.
            Some(DatePrefix::By) if first.names_event(reader) => (relation, when),
            Some(DatePrefix::By) => (DateRelation::By, when.up_to()),
            Some(DatePrefix::Before) => (DateRelation::Before, when.beforehand()),
            _ => (relation, when),
        };
        if matches!(when.edtf.as_str(), "/.." | "../") || first.when.is_unstated() {
            when = first.when.clone();
        }
    }
    tag.at = reader.extent(
        if tag.maybe_number && !tag.approximate {
            first.start
        } else {
            before.start
        },
        end,
    );
    tag.when = when;
    tag.relation = relation;
    tag.kind = first.kind;
    tag.ambiguous = first.ambiguous;
    tag.approximate |= first.approximate;
    if let Some(row) = first.period.and_then(|p| lexicon.period_rows.get(p)) {
        tag.period = Some(&row.id);
        tag.region = &row.region;
        tag.note = &row.note;
    }
    Some(tag)
}

/// "in 1655, 1656 and 1657": whether only a comma or "and" parts a year from a sure date.
fn follows_in_list(reader: &Reader<'_>, last: &DateTag, start: usize) -> bool {
    let between = last.core.end..start;
    !last.maybe_number
        && last.kind == DateKind::Calendar
        && (1..=2).contains(&between.len())
        && between
            .into_iter()
            .all(|i| reader.is_any(i, &["and", "or", ",", "&", "to"]))
}

fn present_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<DateTag> {
    if !reader.has(i, Flags::PRESENT) {
        return None;
    }
    let (end, ()) = lexicon.present.starting_at(reader, i)?;
    Some(DateTag {
        kind: DateKind::Present,
        ..tag(reader.extent(i, end))
    })
}

fn tag(at: Extent) -> DateTag {
    DateTag {
        at,
        core: at,
        when: When::default(),
        kind: DateKind::Calendar,
        relation: DateRelation::At,
        valid_at: false,
        maybe_number: false,
        ambiguous: false,
        approximate: false,
        approximator: None,
        offset_years: None,
        period: None,
        region: "",
        note: "",
    }
}

impl Point {
    /// "the 1991 Pinatubo eruption", "the 1850s settlers": the date only tells which.
    fn names_event(&self, reader: &Reader<'_>) -> bool {
        let article = self
            .start
            .checked_sub(1)
            .is_some_and(|b| reader.is(b, "the"));
        let thing = reader.word(self.end).starts_with(char::is_alphabetic)
            && !reader.has(self.end, Flags::STOP);
        article && thing && (self.bare || reader.starts_upper(self.end))
    }

    /// "from 1905 newspapers", "a map from 1905": a year that only says which.
    fn is_noun_like(&self, reader: &Reader<'_>) -> bool {
        !self.bare && self.kind == DateKind::Period || reader.has(self.end, Flags::EVENT)
    }
}

#[cfg(test)]
mod tests;
