//! The plain tables: places with names, figures, relations and records; sources; documents with
//! mentions; verdicts.

use super::row;
use choro_atlas::Atlas;
use choro_gazetteer::Class;
use choro_geopackage::{Cell, Error, Package, Row, Table};
use choro_layer::Role;
use choro_mention::MentionKind;
use choro_quantity::Date;

/// Title of the table of every place: `key`, `name`, `class`, `longitude`, `latitude`.
pub const PLACES_TITLE: &str = "Places";

/// Titles of tables by which a GeoPackage is known to be an atlas, that of the places among them.
pub const ATLAS_TABLES: [&str; 3] = [PLACES_TITLE, "Figures and facts", "Verdicts"];

const PLACES: Table<'static> = Table {
    name: "places",
    title: PLACES_TITLE,
    description: "Every place, with or without geometry",
    geometry: None,
    columns: &[
        ("key", "TEXT"),
        ("name", "TEXT"),
        ("class", "TEXT"),
        ("rank", "INTEGER"),
        ("longitude", "DOUBLE"),
        ("latitude", "DOUBLE"),
    ],
    indexed: &[],
};

const NAMES: Table<'static> = Table {
    name: "names",
    title: "Names",
    description: "All names of places in all scripts, with times (EDTF) and sources",
    geometry: None,
    columns: &[
        ("place_id", "INTEGER"),
        ("text", "TEXT"),
        ("language", "TEXT"),
        ("role", "TEXT"),
        ("edtf", "TEXT"),
        ("first_day", "TEXT"),
        ("last_day", "TEXT"),
        ("source_id", "INTEGER"),
    ],
    indexed: &["place_id"],
};

const FIGURES: Table<'static> = Table {
    name: "attributes",
    title: "Figures and facts",
    description: "Population, area, elevation and other facts of places; number is in unit",
    geometry: None,
    columns: &[
        ("place_id", "INTEGER"),
        ("key", "TEXT"),
        ("value", "TEXT"),
        ("number", "DOUBLE"),
        ("unit", "TEXT"),
        ("edtf", "TEXT"),
        ("first_day", "TEXT"),
        ("last_day", "TEXT"),
        ("source_id", "INTEGER"),
    ],
    indexed: &["place_id"],
};

const RELATIONS: Table<'static> = Table {
    name: "relations",
    title: "Relations of places",
    description: "What a place lies in (parent) and is the seat of (capital-of), with times",
    geometry: None,
    columns: &[
        ("place_id", "INTEGER"),
        ("relation", "TEXT"),
        ("to_place_id", "INTEGER"),
        ("edtf", "TEXT"),
        ("first_day", "TEXT"),
        ("last_day", "TEXT"),
        ("source_id", "INTEGER"),
    ],
    indexed: &["place_id", "to_place_id"],
};

const RECORDS: Table<'static> = Table {
    name: "records",
    title: "Records",
    description: "The records of sources that were merged into each place",
    geometry: None,
    columns: &[
        ("place_id", "INTEGER"),
        ("source_id", "INTEGER"),
        ("record", "TEXT"),
    ],
    indexed: &["place_id"],
};

const SOURCES: Table<'static> = Table {
    name: "sources",
    title: "Sources",
    description: "Where records come from, with licence and attribution",
    geometry: None,
    columns: &[
        ("source", "TEXT"),
        ("title", "TEXT"),
        ("licence", "TEXT"),
        ("attribution", "TEXT"),
        ("version", "TEXT"),
        ("accuracy_m", "DOUBLE"),
        ("path", "TEXT"),
        ("rank", "INTEGER"),
    ],
    indexed: &[],
};

const DOCUMENTS: Table<'static> = Table {
    name: "documents",
    title: "Documents",
    description: "The documents read",
    geometry: None,
    columns: &[
        ("path", "TEXT"),
        ("title", "TEXT"),
        ("edtf", "TEXT"),
        ("author", "TEXT"),
        ("licence", "TEXT"),
        ("encoding", "TEXT"),
        ("bytes", "INTEGER"),
    ],
    indexed: &[],
};

const MENTIONS: Table<'static> = Table {
    name: "mentions",
    title: "Mentions",
    description: "Place names in documents: bytes of the original file, and the place chosen",
    geometry: None,
    columns: &[
        ("document_id", "INTEGER"),
        ("start_byte", "INTEGER"),
        ("end_byte", "INTEGER"),
        ("text", "TEXT"),
        ("kind", "TEXT"),
        ("place_id", "INTEGER"),
        ("confidence", "DOUBLE"),
        ("reason", "TEXT"),
    ],
    indexed: &["place_id"],
};

const VERDICTS: Table<'static> = Table {
    name: "verdicts",
    title: "Verdicts",
    description: "What became of each claim; margin is how far past the limit, in steps of 5 degrees, 1 km or 5 per cent",
    geometry: None,
    columns: &[
        ("claim_id", "INTEGER"),
        ("outcome", "TEXT"),
        ("reason", "TEXT"),
        ("explanation", "TEXT"),
        ("measured", "TEXT"),
        ("threshold", "TEXT"),
        ("margin", "DOUBLE"),
        ("evidence", "TEXT"),
    ],
    indexed: &[],
};

/// Tables of the gazetteer.
pub(super) fn write_reference(package: &Package, atlas: &Atlas) -> Result<(), Error> {
    let places = || atlas.gazetteer.places().iter();
    package.write(
        &PLACES,
        places().map(|p| {
            let cells = vec![
                p.key.as_str().into(),
                p.name().into(),
                class(p.class).into(),
                i64::from(p.rank).into(),
                p.point.map(|at| at.lon).into(),
                p.point.map(|at| at.lat).into(),
            ];
            Row::plain(row(p.id.0 as usize), cells)
        }),
    )?;
    let names = places().flat_map(|p| p.names.iter().map(move |n| (p.id, n)));
    package.write(
        &NAMES,
        names.enumerate().map(|(i, (place, n))| {
            let cells = vec![
                row(place.0 as usize).into(),
                n.text.as_str().into(),
                n.language.as_str().into(),
                role(n.role).into(),
                n.when.edtf.as_str().into(),
                day(n.when.earliest),
                day(n.when.latest),
                row(n.source.0 as usize).into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    let figures = places().flat_map(|p| p.attributes.iter().map(move |a| (p.id, a)));
    package.write(
        &FIGURES,
        figures.enumerate().map(|(i, (place, a))| {
            let cells = vec![
                row(place.0 as usize).into(),
                a.key.as_str().into(),
                a.value.as_str().into(),
                a.number.into(),
                a.unit.as_str().into(),
                a.when.edtf.as_str().into(),
                day(a.when.earliest),
                day(a.when.latest),
                row(a.source.0 as usize).into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    let relations = places().flat_map(|p| {
        let parents = p.parents.iter().map(|r| ("parent", r));
        let seats = p.capital_of.iter().map(|r| ("capital-of", r));
        parents.chain(seats).map(move |(word, r)| (p.id, word, r))
    });
    package.write(
        &RELATIONS,
        relations.enumerate().map(|(i, (place, word, r))| {
            let cells = vec![
                row(place.0 as usize).into(),
                word.into(),
                row(r.to.0 as usize).into(),
                r.when.edtf.as_str().into(),
                day(r.when.earliest),
                day(r.when.latest),
                row(r.source.0 as usize).into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    let records = places().flat_map(|p| p.records.iter().map(move |r| (p.id, r)));
    package.write(
        &RECORDS,
        records.enumerate().map(|(i, (place, r))| {
            let cells = vec![
                row(place.0 as usize).into(),
                row(r.source.0 as usize).into(),
                r.record.as_str().into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    package.write(
        &SOURCES,
        atlas.gazetteer.sources().iter().enumerate().map(|(i, s)| {
            let cells = vec![
                s.id.as_str().into(),
                s.title.as_str().into(),
                s.licence.as_str().into(),
                s.attribution.as_str().into(),
                s.version.as_str().into(),
                s.accuracy.into(),
                s.path.as_str().into(),
                i64::from(s.rank).into(),
            ];
            Row::plain(row(i), cells)
        }),
    )
}

/// Tables of the documents and the verdicts.
pub(super) fn write_documents(package: &Package, atlas: &Atlas) -> Result<(), Error> {
    package.write(
        &DOCUMENTS,
        atlas.documents.iter().enumerate().map(|(i, text)| {
            let d = &text.document;
            let cells = vec![
                d.path.as_str().into(),
                d.title.as_deref().into(),
                d.date.edtf.as_str().into(),
                d.author.as_deref().into(),
                d.licence.as_deref().into(),
                d.encoding.as_str().into(),
                (d.length as i64).into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    let mentions = atlas.documents.iter().enumerate().flat_map(|(d, text)| {
        text.mentions.all.iter().filter_map(move |m| {
            let block = text.document.blocks.get(m.block)?;
            Some((d, block.map.to_original(m.span), m))
        })
    });
    package.write(
        &MENTIONS,
        mentions.enumerate().map(|(i, (d, span, m))| {
            let cells = vec![
                row(d).into(),
                (span.start as i64).into(),
                (span.end as i64).into(),
                m.text.as_str().into(),
                mention(m.kind).into(),
                m.chosen.map(|p| row(p.0 as usize)).into(),
                m.confidence.into(),
                m.reason.as_str().into(),
            ];
            Row::plain(row(i), cells)
        }),
    )?;
    package.write(
        &VERDICTS,
        atlas.statements().enumerate().map(|(i, s)| {
            let v = s.verdict;
            let cells = vec![
                row(i).into(),
                v.outcome.as_str().into(),
                v.reason.as_str().into(),
                v.explanation.as_str().into(),
                v.measured.as_deref().into(),
                v.threshold.as_deref().into(),
                v.margin.into(),
                v.evidence.join("; ").into(),
            ];
            Row::plain(row(i), cells)
        }),
    )
}

/// An end of a time, ISO 8601; nothing where it is open or not known.
fn day(date: Option<Date>) -> Cell<'static> {
    date.map(|date| date.to_string()).into()
}

/// A class as serde writes it: lower case, words joined by hyphens.
pub(super) fn class(class: Class) -> String {
    match serde_json::to_value(class) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Preferred => "preferred",
        Role::Variant => "variant",
        Role::Former => "former",
    }
}

fn mention(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Unknown => "unknown",
        MentionKind::Description => "description",
        MentionKind::Pronoun => "pronoun",
    }
}
