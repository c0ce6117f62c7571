//! Items as rows.

use choro_geopackage::Cell;

use super::columns::Rest;
use super::parts::{Part, written};
use crate::{Drape, Feature, StyleKind, Value, Verbatim};

/// Cells of the columns that every feature has; `path` is that of its folder.
pub(super) fn feature<'a>(feature: &'a Feature, path: &'a str) -> Vec<Cell<'a>> {
    let time = feature.time.as_ref();
    let when = time.and_then(crate::Time::when).unwrap_or_default();
    let day = |date: Option<choro_quantity::Date>| Cell::from(date.map(|d| d.to_string()));
    let edtf = Some(when.edtf.clone()).filter(|edtf| !edtf.is_empty());
    vec![
        feature.name.as_deref().into(),
        feature.folder.map(|_| path).into(),
        feature.description.as_ref().map(|d| d.0.as_str()).into(),
        edtf.into(),
        day(when.earliest),
        day(when.latest),
        time.and_then(|t| t.begin.as_deref()).into(),
        time.and_then(|t| t.end.as_deref()).into(),
        time.map(|t| t.moment).into(),
        feature.visible.into(),
        feature.open.into(),
        feature.style.as_deref().into(),
        feature.id.as_str().into(),
        feature.folder.map(i64::from).into(),
    ]
}

/// Cells of the columns that say how a geometry lies over the ground.
pub(super) fn drape(drape: &Drape) -> [Cell<'_>; 3] {
    [
        drape.altitude_mode.as_deref().into(),
        drape.extrude.into(),
        drape.tessellate.into(),
    ]
}

/// Cells of an attribute without a column, one row for each value in it.
pub(super) fn data<'a>(item: i64, rest: &Rest<'a>, each: &mut impl FnMut(Vec<Cell<'a>>)) {
    let mut open = vec![(0_i64, &rest.datum.value)];
    while let Some((depth, value)) = open.pop() {
        let (kind, text): (&str, Option<Cell<'a>>) = match value {
            Value::Text(text) => ("text", Some(text.as_str().into())),
            Value::Number(digits) => ("number", Some(digits.as_str().into())),
            Value::Bool(truth) => ("bool", Some(if *truth { "true" } else { "false" }.into())),
            Value::Null => ("null", None),
            Value::List(_) => ("list", None),
            Value::Json(json) => ("json", Some(json.as_str().into())),
        };
        let top = depth == 0;
        each(vec![
            item.into(),
            (rest.position as i64).into(),
            depth.into(),
            top.then_some(rest.datum.name.as_str()).into(),
            rest.datum.display.as_deref().filter(|_| top).into(),
            kind.into(),
            text.unwrap_or(Cell::Null),
            rest.datum.schema.as_deref().filter(|_| top).into(),
            rest.column.filter(|_| top).into(),
        ]);
        if let Value::List(values) = value {
            open.extend(values.iter().rev().map(|v| (depth + 1, v)));
        }
    }
}

/// What stands for a point's number where a part is of the geometry's element itself.
pub(super) const OF_DRAPE: i64 = -1;

/// Cells of a part kept verbatim.
pub(super) fn verbatim(
    item: i64,
    part: Option<usize>,
    point: Option<i64>,
    kept: &Verbatim,
) -> Vec<Cell<'_>> {
    vec![
        item.into(),
        part.map(|p| p as i64).into(),
        point.into(),
        kept.name.as_str().into(),
        kept.text.as_str().into(),
    ]
}

/// Cells of a part of a geometry.
pub(super) fn part<'a>(item: i64, number: usize, part: &'a Part) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![
        item.into(),
        (number as i64).into(),
        (part.depth as i64).into(),
        part.kind.as_str().into(),
    ];
    cells.extend(drape(&part.drape));
    cells.push(part.coordinates.as_str().into());
    cells
}

/// Cells of a moment of a track.
pub(super) fn track_point(
    item: i64,
    part: usize,
    number: usize,
    point: &crate::TrackPoint,
) -> Vec<Cell<'_>> {
    vec![
        item.into(),
        (part as i64).into(),
        (number as i64).into(),
        point.when.as_deref().into(),
        point.at.map(|at| written(&[at])).into(),
    ]
}

/// The word for a sort of style.
pub(super) fn style_kind(kind: StyleKind) -> &'static str {
    match kind {
        StyleKind::Style => "style",
        StyleKind::Map => "map",
        StyleKind::Cascading => "cascading",
    }
}
