//! The tables of a package of placemarks.
//!
//! `placemarks` is the one layer that a GIS shows; the other tables hold what it has no column for.
//! Row numbers count all items of the file in their order, whatever table they stand in.

use choro_geopackage::Table;

type Columns = &'static [(&'static str, &'static str)];

/// Columns of everything that is a feature; see [`super::rows::feature`].
macro_rules! feature_columns {
    ($($more:expr),*) => {
        &[
            ("name", "TEXT"),
            ("folder", "TEXT"),
            ("description", "TEXT"),
            ("date", "TEXT"),
            ("first_day", "DATE"),
            ("last_day", "DATE"),
            ("begin", "TEXT"),
            ("end", "TEXT"),
            ("moment", "BOOLEAN"),
            ("visible", "BOOLEAN"),
            ("open", "BOOLEAN"),
            ("style", "TEXT"),
            ("feature_id", "TEXT"),
            ("folder_number", "INTEGER"),
            $($more),*
        ]
    };
}

const PLACEMARK_COLUMNS: Columns = feature_columns![
    ("altitude_mode", "TEXT"),
    ("extrude", "BOOLEAN"),
    ("tessellate", "BOOLEAN")
];

/// Columns of placemarks before those of their attributes.
pub(super) fn placemark_columns() -> Columns {
    PLACEMARK_COLUMNS
}

/// The layer, with columns for attributes behind its own.
pub(super) fn placemarks<'t>(columns: &'t [(&'t str, &'t str)]) -> Table<'t> {
    Table {
        name: "placemarks",
        title: "Placemarks",
        description: "Every placemark; date is EDTF, folder the path of folder names",
        geometry: Some("GEOMETRY"),
        columns,
        indexed: &[],
    }
}

const fn plain(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    columns: Columns,
) -> Table<'static> {
    Table {
        name,
        title,
        description,
        geometry: None,
        columns,
        indexed: &[],
    }
}

pub(super) const FOLDERS: Table<'static> = plain(
    "folders",
    "Folders",
    "The tree of folders: folder_number is the number of the folder around it",
    feature_columns![("number", "INTEGER"), ("kind", "TEXT")],
);

pub(super) const OVERLAYS: Table<'static> = plain(
    "overlays",
    "Overlays",
    "Pictures laid over the ground or the screen, with the box they cover",
    feature_columns![
        ("kind", "TEXT"),
        ("href", "TEXT"),
        ("west", "DOUBLE"),
        ("south", "DOUBLE"),
        ("east", "DOUBLE"),
        ("north", "DOUBLE")
    ],
);

pub(super) const LINKS: Table<'static> = plain(
    "links",
    "Links",
    "References to other files, never followed",
    feature_columns![("href", "TEXT")],
);

pub(super) const STYLES: Table<'static> = plain(
    "styles",
    "Styles",
    "Shared styles, as in the file",
    &[
        ("style_id", "TEXT"),
        ("kind", "TEXT"),
        ("folder_number", "INTEGER"),
        ("element", "TEXT"),
        ("text", "TEXT"),
    ],
);

pub(super) const SCHEMAS: Table<'static> = plain(
    "schemas",
    "Schemas",
    "Which fields placemarks of a sort have",
    &[
        ("schema_id", "TEXT"),
        ("name", "TEXT"),
        ("folder_number", "INTEGER"),
        ("element", "TEXT"),
        ("text", "TEXT"),
    ],
);

pub(super) const SCHEMA_FIELDS: Table<'static> = plain(
    "schema_fields",
    "Fields of schemas",
    "item is the row of the schema",
    &[
        ("item", "INTEGER"),
        ("name", "TEXT"),
        ("kind", "TEXT"),
        ("display", "TEXT"),
        ("array", "BOOLEAN"),
    ],
);

pub(super) const RESOURCES: Table<'static> = plain(
    "resources",
    "Packed files",
    "Icons and photos",
    &[("path", "TEXT"), ("bytes", "BLOB")],
);

pub(super) const OTHERS: Table<'static> = plain(
    "other_items",
    "Other items",
    "Tours and other parts of the file, as they stand there",
    &[
        ("folder_number", "INTEGER"),
        ("element", "TEXT"),
        ("text", "TEXT"),
    ],
);

pub(super) const DATA: Table<'static> = plain(
    "attributes",
    "Further attributes",
    "Attributes without a column in placemarks: item is the row they belong to, position their \
     place among its attributes; lists have a row for each element, one level deeper",
    &[
        ("item", "INTEGER"),
        ("position", "INTEGER"),
        ("depth", "INTEGER"),
        ("name", "TEXT"),
        ("display", "TEXT"),
        ("kind", "TEXT"),
        ("value", "TEXT"),
        ("schema", "TEXT"),
        ("column_name", "TEXT"),
    ],
);

pub(super) const COLUMNS: Table<'static> = plain(
    "attribute_columns",
    "Columns of attributes",
    "Which attribute a column of placemarks holds, under its name in the file",
    &[
        ("column_name", "TEXT"),
        ("name", "TEXT"),
        ("display", "TEXT"),
        ("kind", "TEXT"),
        ("schema", "TEXT"),
    ],
);

pub(super) const VERBATIM: Table<'static> = plain(
    "verbatim",
    "Parts kept as they stand",
    "Elements of items that no column is for; part and point lead into geometry_parts and \
     track_points (point -1: of the part's own element)",
    &[
        ("item", "INTEGER"),
        ("part", "INTEGER"),
        ("point", "INTEGER"),
        ("element", "TEXT"),
        ("text", "TEXT"),
    ],
);

pub(super) const PARTS: Table<'static> = plain(
    "geometry_parts",
    "Geometry as in the file",
    "Geometries that the column geom cannot hold as they stand, part by part; depth is that of \
     parts in parts",
    &[
        ("item", "INTEGER"),
        ("part", "INTEGER"),
        ("depth", "INTEGER"),
        ("kind", "TEXT"),
        ("altitude_mode", "TEXT"),
        ("extrude", "BOOLEAN"),
        ("tessellate", "BOOLEAN"),
        ("coordinates", "TEXT"),
    ],
);

pub(super) const TRACK_POINTS: Table<'static> = plain(
    "track_points",
    "Points of tracks",
    "Moments of the tracks in geometry_parts",
    &[
        ("item", "INTEGER"),
        ("part", "INTEGER"),
        ("point", "INTEGER"),
        ("time", "TEXT"),
        ("coordinates", "TEXT"),
    ],
);

/// Every table save the layer, in the order in which they are made.
pub(super) const PLAIN: [&Table<'static>; 13] = [
    &FOLDERS,
    &OVERLAYS,
    &LINKS,
    &STYLES,
    &SCHEMAS,
    &SCHEMA_FIELDS,
    &RESOURCES,
    &OTHERS,
    &DATA,
    &COLUMNS,
    &VERBATIM,
    &PARTS,
    &TRACK_POINTS,
];
