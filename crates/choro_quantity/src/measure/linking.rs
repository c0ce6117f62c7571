//! Measures that belong together: conversions in parentheses, and lengths that are heights.

use super::{MeasureKind, MeasureTag};
use crate::lexicon::{Flags, Lexicon};
use crate::reader::Reader;

/// Links "(190 km)" to "120 miles" before it; "(190 km; 103 nmi)" both to the first.
pub(super) fn link_conversions(reader: &Reader<'_>, tags: &mut [MeasureTag]) {
    for later in 1..tags.len() {
        let (head, tail) = tags.split_at_mut(later);
        let (Some(before), Some(tag)) = (head.last_mut(), tail.first_mut()) else {
            continue;
        };
        if !converts(before.kind, tag.kind) || before.unit == tag.unit {
            continue;
        }
        let start = tag
            .modifier
            .map_or(tag.at.first, |m| m.first.min(tag.at.first));
        let Some(sign) = start.checked_sub(1) else {
            continue;
        };
        if before.at.end > sign {
            continue;
        }
        let adjacent = before.at.end == sign;
        let base = match reader.word(sign) {
            // "25 square kilometres of land (9.7 sq mi)" is no conversion of what precedes it.
            "(" | "[" | "/" if adjacent => before.conversion_of.unwrap_or(later - 1),
            ";" | "," if adjacent => match before.conversion_of {
                Some(base) => base,
                None => continue,
            },
            "or" if adjacent => before.conversion_of.unwrap_or(later - 1),
            _ => continue,
        };
        tag.conversion_of = Some(base);
        if let Some(base) = head.get_mut(base) {
            base.conversion.get_or_insert(later);
        }
    }
}

fn converts(a: MeasureKind, b: MeasureKind) -> bool {
    let plain = |k| {
        if k == MeasureKind::Elevation {
            MeasureKind::Length
        } else {
            k
        }
    };
    let counted = matches!(
        a,
        MeasureKind::Percent | MeasureKind::Persons | MeasureKind::Duration
    );
    plain(a) == plain(b) && !counted
}

/// "1,000 m (3,281 ft) above sea level", "at an elevation of 1,000 m".
pub(super) fn mark_elevations(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    tags: &mut [MeasureTag],
) {
    for i in 0..tags.len() {
        if tags[i].kind != MeasureKind::Length {
            continue;
        }
        let mut after = tags[i].at.end;
        let mut last = i;
        while let Some(next) = tags.get(last + 1).filter(|t| t.conversion_of == Some(i)) {
            after = next.at.end;
            last += 1;
        }
        after += usize::from(last > i && matches!(reader.word(after), ")" | "]"));
        let raised = lexicon.elevation_after.starting_at(reader, after).is_some();
        let first = tags[i].modifier.map_or(tags[i].at.first, |m| m.first);
        let named = (1..=3)
            .filter_map(|back| first.checked_sub(back))
            .take_while(|&b| !reader.ends_sentence(b))
            .any(|b| reader.has(b, Flags::ELEVATION));
        if raised || named {
            for tag in &mut tags[i..=last] {
                tag.kind = MeasureKind::Elevation;
            }
        }
    }
}
