//! Measures: an amount with its unit, in SI too.
//!
//! "17 km", "22.7 hectares", "10,000 tonnes of copper concentrates each year", "105,909
//! inhabitants", "120 miles (190 km)" (the second is a conversion of the first).

mod linking;
mod population;
mod side;
mod unit;

use choro_text::Span;
use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::lexicon::Lexicon;
use crate::number::NumberTag;
use crate::reader::{Extent, Reader};
use crate::tables::UnitRow;

pub(crate) use unit::unit_follows;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Metres.
    Length,
    /// Metres above the sea.
    Elevation,
    /// Square metres.
    Area,
    /// Kilograms.
    Mass,
    /// Cubic metres.
    Volume,
    /// Metres per second.
    Speed,
    /// Cubic metres per second.
    Flow,
    /// Hundredths.
    Percent,
    /// Kilograms per year.
    MassPerYear,
    /// Cubic metres per year.
    VolumePerYear,
    /// People counted.
    Persons,
    /// Households counted.
    Households,
    /// People per square metre.
    Density,
    /// Kelvin.
    Temperature,
    /// Radians.
    Angle,
    /// Seconds.
    Duration,
    /// Watts.
    Power,
    /// Joules.
    Energy,
    /// Volts.
    Voltage,
    /// Hertz.
    Frequency,
    /// Units of the currency.
    Money,
}

impl MeasureKind {
    /// Whether it counts people, one by one or by household.
    pub(crate) fn counts_people(self) -> bool {
        matches!(self, Self::Persons | Self::Households)
    }

    /// The unit of [`MeasureTag::si`].
    pub fn si_unit(self) -> &'static str {
        match self {
            Self::Length | Self::Elevation => "m",
            Self::Area => "m2",
            Self::Mass => "kg",
            Self::Volume => "m3",
            Self::Speed => "m/s",
            Self::Flow => "m3/s",
            Self::Percent => "%",
            Self::MassPerYear => "kg/yr",
            Self::VolumePerYear => "m3/yr",
            Self::Persons => "persons",
            Self::Households => "households",
            Self::Density => "persons/m2",
            Self::Temperature => "K",
            Self::Angle => "rad",
            Self::Duration => "s",
            Self::Power => "W",
            Self::Energy => "J",
            Self::Voltage => "V",
            Self::Frequency => "Hz",
            Self::Money => "",
        }
    }
}

/// A measure in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureTag {
    /// Number and unit.
    pub at: Extent,
    /// The number alone.
    pub number: Extent,
    /// How much, in `unit`.
    pub amount: Amount,
    /// What is measured.
    pub kind: MeasureKind,
    /// Canonical unit: `km`, `ha`, `km2`, `t/yr`, `%`, `persons`.
    pub unit: String,
    /// The same amount in [`MeasureKind::si_unit`].
    pub si: Amount,
    /// The words that blur or bound it.
    pub modifier: Option<Extent>,
    /// What a percentage is a share of: "the total population" in "27 % of the total population".
    pub share_of: Option<Extent>,
    /// Index of the measure this one converts: 190 km in "120 miles (190 km)".
    pub conversion_of: Option<usize>,
    /// Index of the first conversion of this one.
    pub conversion: Option<usize>,
}

/// All measures of the text; each number that is part of one is told so.
pub(crate) fn measures(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    numbers: &mut [NumberTag],
) -> Vec<MeasureTag> {
    let mut tags: Vec<MeasureTag> = Vec::new();
    for i in 0..numbers.len() {
        let (earlier, rest) = numbers.split_at_mut(i);
        let Some(number) = rest.first_mut().filter(|n| !n.ordinal && !n.label) else {
            continue;
        };
        let Some(tag) = measure_of(reader, lexicon, number) else {
            continue;
        };
        if let Some(side) = earlier.last_mut()
            && let Some(other) = side::other_side(reader, lexicon, side, &tag)
        {
            side.measure = Some(tags.len());
            side.maybe_year = false;
            tags.push(other);
        }
        number.measure = Some(tags.len());
        number.maybe_year = false;
        if let Some(last) = tags.last_mut()
            && join(reader, lexicon, last, &tag)
        {
            number.measure = Some(tags.len() - 1);
            continue;
        }
        tags.push(tag);
    }
    for tag in tags.iter_mut().filter(|t| t.kind == MeasureKind::Percent) {
        tag.share_of = side::share_of(reader, tag.at.end);
    }
    linking::link_conversions(reader, &mut tags);
    linking::mark_elevations(reader, lexicon, &mut tags);
    tags
}

fn measure_of(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    number: &NumberTag,
) -> Option<MeasureTag> {
    let at = number.at;
    let stop = reader.text()[at.span.start..at.span.end].contains('.');
    let build = |row: &UnitRow, end: usize, span_end: usize| {
        let amount = match row.kind {
            MeasureKind::Persons | MeasureKind::Households if stop => whole(number),
            _ => number.amount,
        };
        MeasureTag {
            at: Extent {
                first: at.first,
                end,
                span: Span::new(at.span.start, span_end),
            },
            number: at,
            amount,
            kind: row.kind,
            unit: row.id.clone(),
            si: amount.scaled(row.factor, row.offset),
            modifier: number.modifier,
            share_of: None,
            conversion_of: None,
            conversion: None,
        }
    };
    if let Some((start, &row)) = lexicon.unit_prefixes.ending_at(reader, at.first) {
        let mut tag = build(lexicon.unit_rows.get(row)?, at.end, at.span.end);
        let sign = reader.extent(start, at.first);
        tag.at.first = start;
        tag.at.span = tag.at.span.cover(sign.span);
        if let Some((before, modifier)) = lexicon.number_before.ending_at(reader, start) {
            tag.modifier = Some(reader.extent(before, start));
            tag.amount.approximate |= *modifier == crate::lexicon::Modifier::Approximate;
            if let crate::lexicon::Modifier::Bound(bound) = *modifier {
                tag.amount = tag.amount.bounded(bound);
            }
            tag.si = tag.amount;
        }
        return Some(tag);
    }
    if let Some(unit) = unit::unit_after(reader, lexicon, at) {
        let mut tag = build(unit.row, unit.end, unit.span_end);
        side::and_a_half(reader, lexicon, &mut tag, unit.row);
        unit::yearly_rate(reader, lexicon, &mut tag, unit.row);
        return Some(tag);
    }
    population::persons(reader, lexicon, number).map(|(row, end)| {
        let span_end = if end > at.end {
            reader.span(end - 1).end
        } else {
            at.span.end
        };
        build(row, end.max(at.end), span_end)
    })
}

/// Nobody counts thousandths of people: in "32.125 inhabitants" the stop parts thousands.
fn whole(number: &NumberTag) -> Amount {
    let amount = number.amount;
    if number.separator_doubt && amount.low.fract() != 0.0 {
        amount.scaled(1000.0, 0.0)
    } else {
        amount
    }
}

/// "5 km to 7 km", "between 5 km and 7 km" become one range; "5 ft 11 in" one length.
fn join(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    last: &mut MeasureTag,
    tag: &MeasureTag,
) -> bool {
    if last.kind != tag.kind || last.amount.low != last.amount.high {
        return false;
    }
    let gap = tag.at.first.checked_sub(last.at.end);
    let cover = Extent {
        end: tag.at.end,
        span: last.at.span.cover(tag.at.span),
        ..last.at
    };
    if gap == Some(0)
        && matches!(
            (last.unit.as_str(), tag.unit.as_str()),
            ("ft", "in") | ("h", "min")
        )
    {
        let factor = |id: &str| {
            lexicon
                .unit_rows
                .iter()
                .find(|r| r.id == id)
                .map(|r| r.factor)
        };
        let (Some(large), Some(small)) = (factor(&last.unit), factor(&tag.unit)) else {
            return false;
        };
        last.amount = Amount::exact(last.amount.low + tag.amount.low * small / large);
        last.si = Amount::exact(last.si.low + tag.si.low);
        last.at = cover;
        return true;
    }
    if gap != Some(1) || last.unit != tag.unit || tag.amount.low <= last.amount.low {
        return false;
    }
    let sign = last.at.end;
    let from = last.modifier.map_or(last.at.first, |m| m.first);
    let opened = |word: &str| from.checked_sub(1).is_some_and(|b| reader.is(b, word));
    let spans = reader.is_dash(sign)
        || reader.is(sign, "to")
        || (reader.is(sign, "and") && opened("between"));
    let Some(row) = lexicon.unit_rows.iter().find(|r| r.id == tag.unit) else {
        return false;
    };
    if !spans || tag.amount.low != tag.amount.high {
        return false;
    }
    let approximate = last.amount.approximate || tag.amount.approximate;
    last.amount = Amount {
        approximate,
        ..Amount::range(last.amount.low, tag.amount.high)
    };
    last.si = last.amount.scaled(row.factor, row.offset);
    last.at = cover;
    true
}

#[cfg(test)]
mod tests;
