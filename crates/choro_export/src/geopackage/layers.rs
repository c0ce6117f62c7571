//! The feature layers: places, claims, findings, and the network.

use super::row;
use choro_atlas::{Atlas, Index};
use choro_gazetteer::{Place, PlaceId};
use choro_geometry::{Position, Shape};
use choro_geopackage::{Cell, Error, Package, Row, Stored, Table, multi_line, point, shape};

const PLACE_COLUMNS: &[(&str, &str)] = &[
    ("key", "TEXT"),
    ("name", "TEXT"),
    ("class", "TEXT"),
    ("rank", "INTEGER"),
    ("accuracy_m", "DOUBLE"),
    ("source_id", "INTEGER"),
];

const POINTS: Table<'static> = Table {
    name: "places_point",
    title: "Places (points)",
    description: "Every place with a point; id is the id in the table places",
    geometry: Some("POINT"),
    columns: PLACE_COLUMNS,
    indexed: &[],
};

const LINES: Table<'static> = Table {
    name: "places_line",
    title: "Places (lines)",
    description: "Rivers, coasts and other places with lines",
    geometry: Some("MULTILINESTRING"),
    columns: PLACE_COLUMNS,
    indexed: &[],
};

const AREAS: Table<'static> = Table {
    name: "places_area",
    title: "Places (areas)",
    description: "Provinces, counties, waters and other places with areas",
    geometry: Some("MULTIPOLYGON"),
    columns: PLACE_COLUMNS,
    indexed: &[],
};

const CLAIMS: Table<'static> = Table {
    name: "claims",
    title: "Claims",
    description: "Statements of the documents, at their subject where it has a point",
    geometry: Some("POINT"),
    columns: &[
        ("label", "TEXT"),
        ("document_id", "INTEGER"),
        ("start_byte", "INTEGER"),
        ("end_byte", "INTEGER"),
        ("quote", "TEXT"),
        ("kind", "TEXT"),
        ("subject", "TEXT"),
        ("subject_place_id", "INTEGER"),
        ("object", "TEXT"),
        ("object_place_id", "INTEGER"),
        ("value", "TEXT"),
        ("unit", "TEXT"),
        ("edtf", "TEXT"),
        ("hedge", "TEXT"),
        ("polarity", "TEXT"),
        ("source", "TEXT"),
        ("pattern", "TEXT"),
        ("outcome", "TEXT"),
    ],
    indexed: &["subject_place_id"],
};

const FINDINGS: Table<'static> = Table {
    name: "findings",
    title: "Findings",
    description: "What rules report, at the place concerned where it has a point",
    geometry: Some("POINT"),
    columns: &[
        ("code", "TEXT"),
        ("severity", "TEXT"),
        ("message", "TEXT"),
        ("document", "TEXT"),
        ("start_byte", "INTEGER"),
        ("end_byte", "INTEGER"),
        ("claim", "TEXT"),
        ("measured", "TEXT"),
        ("threshold", "TEXT"),
        ("reference", "TEXT"),
        ("help", "TEXT"),
        ("fix", "TEXT"),
        ("notes", "TEXT"),
        ("fingerprint", "TEXT"),
    ],
    indexed: &[],
};

const RAILWAYS: Table<'static> = Table {
    name: "lines",
    title: "Railway lines",
    description: "Lines through the positions of their stations, in running order",
    geometry: Some("MULTILINESTRING"),
    columns: &[
        ("name", "TEXT"),
        ("names", "TEXT"),
        ("stations", "INTEGER"),
        ("source", "TEXT"),
    ],
    indexed: &[],
};

const STATIONS: Table<'static> = Table {
    name: "stations",
    title: "Stations",
    description: "Stations of the lines; a station on two lines is two rows",
    geometry: Some("POINT"),
    columns: &[
        ("line_id", "INTEGER"),
        ("number", "INTEGER"),
        ("name", "TEXT"),
        ("names", "TEXT"),
        ("km", "DOUBLE"),
        ("place_id", "INTEGER"),
        ("transfers", "TEXT"),
    ],
    indexed: &["line_id"],
};

const CROSSINGS: Table<'static> = Table {
    name: "crossings",
    title: "Border crossings",
    description: "Crossings with their two ends",
    geometry: Some("POINT"),
    columns: &[
        ("crossing", "TEXT"),
        ("name", "TEXT"),
        ("from_name", "TEXT"),
        ("from_place_id", "INTEGER"),
        ("to_name", "TEXT"),
        ("to_place_id", "INTEGER"),
        ("mode", "TEXT"),
        ("river", "TEXT"),
        ("status", "TEXT"),
        ("source", "TEXT"),
    ],
    indexed: &[],
};

/// Joins words of a list in one cell.
const BETWEEN: &str = "; ";

/// Layers of the gazetteer and the network.
pub(super) fn write_reference(package: &Package, atlas: &Atlas) -> Result<(), Error> {
    let places = || atlas.gazetteer.places().iter();
    package.write(
        &POINTS,
        places().filter_map(|p| {
            let stored = point(p.point?)?;
            Some(place(p, p.footprints.first(), stored))
        }),
    )?;
    for (table, wanted) in [(&LINES, true), (&AREAS, false)] {
        package.write(
            table,
            places().filter_map(|p| {
                let footprint = p.footprints.iter().find(|f| match f.shape {
                    Shape::Point(_) => false,
                    Shape::Lines(_) => wanted,
                    Shape::Polygons(_) => !wanted,
                })?;
                Some(place(p, Some(footprint), shape(&footprint.shape)?))
            }),
        )?;
    }
    package.write(&RAILWAYS, railways(atlas))?;
    package.write(&STATIONS, stations(atlas))?;
    package.write(&CROSSINGS, crossings(atlas))
}

/// Layers of what the documents say and what was found.
pub(super) fn write_documents(
    package: &Package,
    atlas: &Atlas,
    index: &Index<'_>,
) -> Result<(), Error> {
    package.write(&CLAIMS, claims(atlas))?;
    package.write(&FINDINGS, findings(atlas, index))
}

fn place<'a>(
    place: &'a Place,
    footprint: Option<&choro_gazetteer::Footprint>,
    stored: Stored,
) -> Row<'a> {
    Row {
        id: row(place.id.0 as usize),
        geometry: Some(stored),
        cells: vec![
            place.key.as_str().into(),
            place.name().into(),
            super::tables::class(place.class).into(),
            i64::from(place.rank).into(),
            footprint.map(|f| f.accuracy).into(),
            footprint.map(|f| row(f.source.0 as usize)).into(),
        ],
    }
}

fn at(atlas: &Atlas, place: Option<PlaceId>) -> Option<Stored> {
    place.and_then(|id| atlas.place(id)?.point).and_then(point)
}

fn id(place: Option<PlaceId>) -> Cell<'static> {
    place.map(|p| row(p.0 as usize)).into()
}

fn claims(atlas: &Atlas) -> impl Iterator<Item = Row<'_>> {
    atlas.statements().enumerate().map(|(n, s)| {
        let claim = s.claim;
        let object = claim.object.as_ref();
        Row {
            id: row(n),
            geometry: at(atlas, claim.subject.place),
            cells: vec![
                claim.label().into(),
                row(s.document).into(),
                (claim.evidence.span.start as i64).into(),
                (claim.evidence.span.end as i64).into(),
                claim.evidence.quote.as_str().into(),
                claim.kind.as_str().into(),
                claim.subject.text.as_str().into(),
                id(claim.subject.place),
                object.map(|o| o.text.as_str()).into(),
                id(object.and_then(|o| o.place)),
                claim.value.as_str().into(),
                claim.unit.as_str().into(),
                claim.when.edtf.as_str().into(),
                claim.hedge.to_string().into(),
                claim.polarity.to_string().into(),
                claim.source.as_str().into(),
                claim.pattern.as_str().into(),
                s.verdict.outcome.as_str().into(),
            ],
        }
    })
}

fn findings<'a>(atlas: &'a Atlas, index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
    atlas.findings.iter().enumerate().map(move |(n, f)| {
        let places = index.places_of(atlas, f);
        Row {
            id: row(n),
            geometry: places.into_iter().find_map(|p| at(atlas, Some(p))),
            cells: vec![
                f.code.as_str().into(),
                f.severity.name().into(),
                f.message.as_str().into(),
                f.primary.document.as_str().into(),
                (f.primary.span.start as i64).into(),
                (f.primary.span.end as i64).into(),
                f.claim.as_deref().into(),
                f.measured.as_deref().into(),
                f.threshold.as_deref().into(),
                f.reference.as_deref().into(),
                f.help.as_deref().into(),
                f.fix.as_ref().map(choro_diagnostic::Fix::text).into(),
                f.notes.join("\n").into(),
                f.fingerprint.as_str().into(),
            ],
        }
    })
}

fn railways(atlas: &Atlas) -> impl Iterator<Item = Row<'_>> {
    atlas.network.lines.iter().enumerate().map(|(n, line)| {
        let course: Vec<Position> = line.stops.iter().filter_map(|s| s.position).collect();
        Row {
            id: row(n),
            geometry: multi_line(std::iter::once(&course[..])),
            cells: vec![
                line.name.as_str().into(),
                line.names.join(BETWEEN).into(),
                (line.stops.len() as i64).into(),
                line.source.as_str().into(),
            ],
        }
    })
}

fn stations(atlas: &Atlas) -> impl Iterator<Item = Row<'_>> {
    let stops = atlas
        .network
        .lines
        .iter()
        .enumerate()
        .flat_map(|(l, line)| {
            line.stops
                .iter()
                .enumerate()
                .map(move |(s, stop)| (l, s, stop))
        });
    stops.enumerate().map(|(n, (l, s, stop))| Row {
        id: row(n),
        geometry: stop.position.and_then(point),
        cells: vec![
            row(l).into(),
            row(s).into(),
            stop.name.as_str().into(),
            stop.names.join(BETWEEN).into(),
            stop.km.into(),
            id(stop.place),
            stop.transfers.join(BETWEEN).into(),
        ],
    })
}

fn crossings(atlas: &Atlas) -> impl Iterator<Item = Row<'_>> {
    atlas.network.crossings.iter().enumerate().map(|(n, c)| {
        let status: Vec<String> = c
            .status
            .iter()
            .map(|(word, when)| format!("{word} {}", when.edtf).trim_end().to_owned())
            .collect();
        Row {
            id: row(n),
            geometry: c.position.and_then(point),
            cells: vec![
                c.id.as_str().into(),
                c.name.as_str().into(),
                c.from.0.as_str().into(),
                id(c.from.1),
                c.to.0.as_str().into(),
                id(c.to.1),
                c.mode.as_str().into(),
                c.river.as_str().into(),
                status.join(BETWEEN).into(),
                c.source.as_str().into(),
            ],
        }
    })
}
