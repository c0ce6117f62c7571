//! What can be wrong with an input: the one table of `INP` codes.
//!
//! "gazetteer/places.csv:14:7: error[INP006] latitude 94.2 is not between -90 and 90". Readers and
//! the project give these codes; a code is never used again for something else.

use crate::{Finding, Location, RuleDescription, RuleLevel, Severity};
use choro_text::Span;

/// The configuration cannot be read: not TOML, or a value of the wrong kind.
pub const CONFIG_UNREADABLE: &str = "INP001";
/// A key nobody knows in the configuration.
pub const UNKNOWN_KEY: &str = "INP002";
/// A file or folder that was named is not there.
pub const MISSING_FILE: &str = "INP003";
/// A file that should be text is binary.
pub const NOT_TEXT: &str = "INP004";
/// Bytes that mean nothing in the file's encoding.
pub const UNDECODABLE_BYTES: &str = "INP005";
/// A coordinate that is not on the globe, or not a number.
pub const BAD_COORDINATE: &str = "INP006";
/// A line or polygon that is not one.
pub const BAD_GEOMETRY: &str = "INP007";
/// Two records of one source with the same id.
pub const DUPLICATE_ID: &str = "INP008";
/// A record that its own source calls superseded.
pub const DEPRECATED_RECORD: &str = "INP009";
/// A row or feature that cannot be read.
pub const MALFORMED_RECORD: &str = "INP010";
/// A file, row or nesting beyond what is read.
pub const TOO_LARGE: &str = "INP011";
/// A project without documents.
pub const NO_DOCUMENTS: &str = "INP012";
/// A reference file that is not the one `choro.lock` pins.
pub const PINNED_REFERENCE_CHANGED: &str = "INP013";
/// A file of a format no reader knows.
pub const UNSUPPORTED_FORMAT: &str = "INP014";
/// A name that a source gives to one place and that is the first name of another, far away.
pub const NAME_OF_ANOTHER_PLACE: &str = "INP015";
/// An id of another source that two different places claim.
pub const SHARED_IDENTITY: &str = "INP016";
/// Stations that no place of the gazetteer could be found for.
pub const STATION_WITHOUT_PLACE: &str = "INP017";
/// A station whose kilometres do not fit the order of the rows.
pub const STATION_OUT_OF_ORDER: &str = "INP018";
/// A crossing of which an end is in no gazetteer.
pub const CROSSING_WITHOUT_END: &str = "INP019";

/// An id or name given as `parent` or `capital_of` that no record has.
pub const UNKNOWN_RELATION: &str = "INP020";
/// A feature type that is no word for a kind of place.
pub const UNKNOWN_FEATURE_TYPE: &str = "INP021";
/// Two records of one source that look like one place.
pub const DUPLICATE_RECORD: &str = "INP022";
/// A name in another script that does not fit the record's name in Latin letters.
pub const NAMES_DISAGREE: &str = "INP023";
/// A position that lies outside the division its record states.
pub const OUTSIDE_PARENT: &str = "INP024";
/// A grid of heights that cannot be read, or is not in degrees.
pub const BAD_GRID: &str = "INP025";

/// Parts of a placemark file that no reader knows, kept as they stand.
pub const KEPT_VERBATIM: &str = "INP026";
/// Addresses elsewhere that a viewer would fetch.
pub const NEVER_FETCHED: &str = "INP027";
/// An entry of an archive that leads outside it, or is not what it says.
pub const BAD_ARCHIVE_ENTRY: &str = "INP028";
/// A document type, entities or scripts.
pub const ACTIVE_CONTENT: &str = "INP029";
/// A site that is probably there twice.
pub const NEAR_DUPLICATE: &str = "INP030";
/// A site outside the area its folder names, or at sea.
pub const OUTSIDE_AREA: &str = "INP031";
/// A site whose latitude and longitude are exchanged, or have lost a sign.
pub const EXCHANGED_COORDINATES: &str = "INP032";
/// Positions on the lines of a coarse grid.
pub const COORDINATE_GRID: &str = "INP033";
/// Places on another body than the Earth.
pub const ANOTHER_BODY: &str = "INP034";
/// Sites without a name.
pub const EMPTY_NAME: &str = "INP035";
/// A long description that many sites share.
pub const REPEATED_DESCRIPTION: &str = "INP036";
/// Folders of sites that no type is known for.
pub const UNMAPPED_FOLDER: &str = "INP037";
/// A network that others drew reaches beyond its file, or has parts that are not used.
pub const PARTLY_DRAWN: &str = "INP038";

/// All input codes in order, as the rule pages and SARIF show them.
pub const INPUT_CODES: [RuleDescription; 38] = [
    RuleDescription {
        code: CONFIG_UNREADABLE,
        name: "config-unreadable",
        summary: "The configuration cannot be read: it is not TOML, or a value is of the wrong kind.",
        help: "Correct the line shown; `choro init` writes a configuration that works.",
    },
    RuleDescription {
        code: UNKNOWN_KEY,
        name: "unknown-key",
        summary: "A key of the configuration is not known, so it would have no effect.",
        help: "Use the spelling suggested, or remove the key.",
    },
    RuleDescription {
        code: MISSING_FILE,
        name: "missing-file",
        summary: "A file or folder that the project names is not there or cannot be opened.",
        help: "Correct the path, which is relative to choro.toml, or add the file.",
    },
    RuleDescription {
        code: NOT_TEXT,
        name: "not-text",
        summary: "A file that should hold text is binary.",
        help: "Save the document as text, Markdown or HTML, or take it out of the documents.",
    },
    RuleDescription {
        code: UNDECODABLE_BYTES,
        name: "undecodable-bytes",
        summary: "Some bytes mean nothing in the file's encoding; they are read as U+FFFD.",
        help: "Save the file as UTF-8.",
    },
    RuleDescription {
        code: BAD_COORDINATE,
        name: "bad-coordinate",
        summary: "A coordinate is not a number or not on the globe, so the record has no position.",
        help: "Give decimal degrees: latitude from -90 to 90, longitude from -180 to 180.",
    },
    RuleDescription {
        code: BAD_GEOMETRY,
        name: "bad-geometry",
        summary: "A line or polygon is not valid: unclosed, crossing itself, or with too few points.",
        help: "Repair the geometry in its source.",
    },
    RuleDescription {
        code: DUPLICATE_ID,
        name: "duplicate-id",
        summary: "Records of one file carry the same id; they are taken for one thing, of which each says a part.",
        help: "Give each record an id of its own.",
    },
    RuleDescription {
        code: DEPRECATED_RECORD,
        name: "deprecated-record",
        summary: "The source itself says that the record no longer holds.",
        help: "Use the record that supersedes it.",
    },
    RuleDescription {
        code: MALFORMED_RECORD,
        name: "malformed-record",
        summary: "A row or feature cannot be read and is left out.",
        help: "Correct the row or feature shown.",
    },
    RuleDescription {
        code: TOO_LARGE,
        name: "too-large",
        summary: "A file, row or nesting is larger than what is read.",
        help: "Split the file, or take the needed part of it.",
    },
    RuleDescription {
        code: NO_DOCUMENTS,
        name: "no-documents",
        summary: "The project has no documents to check.",
        help: "Put .txt, .md or .html files under docs/, or name others in choro.toml, `[documents] paths`.",
    },
    RuleDescription {
        code: PINNED_REFERENCE_CHANGED,
        name: "pinned-reference-changed",
        summary: "A reference file is not the one that choro.lock pins.",
        help: "Put the pinned file back, or accept the new one by removing its entry from choro.lock.",
    },
    RuleDescription {
        code: UNSUPPORTED_FORMAT,
        name: "unsupported-format",
        summary: "No reader knows the format of the file.",
        help: "State `format` for it in choro.toml, or convert the file.",
    },
    RuleDescription {
        code: NAME_OF_ANOTHER_PLACE,
        name: "name-of-another-place",
        summary: "A source gives a place a name that is the first name of another place far away.",
        help: "Look which place is meant; the name is not used for the one it does not fit.",
    },
    RuleDescription {
        code: SHARED_IDENTITY,
        name: "shared-identity",
        summary: "Two different places claim to be the same record of another source.",
        help: "Correct `same_as` of the one that is wrong.",
    },
    RuleDescription {
        code: STATION_WITHOUT_PLACE,
        name: "station-without-place",
        summary: "No place of the gazetteer could be found for a station.",
        help: "Give `place`, or `lat` and `lon`, where they matter.",
    },
    RuleDescription {
        code: STATION_OUT_OF_ORDER,
        name: "station-out-of-order",
        summary: "The kilometres of a station do not fit the order of the rows or the places.",
        help: "Correct the kilometres or the order of the rows; rows run along the line.",
    },
    RuleDescription {
        code: CROSSING_WITHOUT_END,
        name: "crossing-without-end",
        summary: "An end of a crossing is in no gazetteer.",
        help: "Give the id or name of a place of the project.",
    },
    RuleDescription {
        code: UNKNOWN_RELATION,
        name: "unknown-relation",
        summary: "No record has the id or name that a record gives as `parent`, `capital_of` or `transfer`, or a row of a history as `place`.",
        help: "Give an id of the file, `source:id`, or the name of a division; or add the division.",
    },
    RuleDescription {
        code: UNKNOWN_FEATURE_TYPE,
        name: "unknown-feature-type",
        summary: "A `type` is no known word for a kind of place, so the names alone decide the kind.",
        help: "Use a word such as `city`, `village`, `county`, `river`, `peak` or a GeoNames code.",
    },
    RuleDescription {
        code: DUPLICATE_RECORD,
        name: "duplicate-record",
        summary: "Two records of one source look like one place: they share a name and lie close together.",
        help: "Nothing is lost, whichever is true; decide in decisions/places.toml with `[[same]]` or `[[not-same]]`.",
    },
    RuleDescription {
        code: NAMES_DISAGREE,
        name: "names-disagree",
        summary: "A name in another script does not spell the record's name in Latin letters, while that of another source does.",
        help: "The name is kept but not used to find the place; correct it in the source.",
    },
    RuleDescription {
        code: OUTSIDE_PARENT,
        name: "outside-parent",
        summary: "The position of a record lies well outside the division that the record says it lies in.",
        help: "The stated parent is used; correct the position or the parent in the source.",
    },
    RuleDescription {
        code: BAD_GRID,
        name: "bad-grid",
        summary: "An elevation grid cannot be read, or is not in degrees of longitude and latitude.",
        help: "Get the file anew, or convert it to a GeoTIFF in degrees of WGS 84 (EPSG:4326); the rest is checked without it.",
    },
    RuleDescription {
        code: KEPT_VERBATIM,
        name: "kept-verbatim",
        summary: "A placemark file has parts that are not understood; they are kept as they stand and written back on export.",
        help: "Nothing is lost; what they say cannot be searched or checked.",
    },
    RuleDescription {
        code: NEVER_FETCHED,
        name: "never-fetched",
        summary: "A placemark file refers to files elsewhere that a viewer would fetch; they are never fetched.",
        help: "If their content is wanted, save those files and put them beside this one.",
    },
    RuleDescription {
        code: BAD_ARCHIVE_ENTRY,
        name: "bad-archive-entry",
        summary: "An entry of an archive would lead outside it, is encrypted, or is not what the archive says; it is left out.",
        help: "Pack the archive anew from files you trust.",
    },
    RuleDescription {
        code: ACTIVE_CONTENT,
        name: "active-content",
        summary: "A placemark file declares a document type or entities, or carries scripts; they are kept where they are text, never followed, never run, and taken out of all pages.",
        help: "Nothing need be done; if the file comes from outside, ask why it carries them.",
    },
    RuleDescription {
        code: NEAR_DUPLICATE,
        name: "near-duplicate",
        summary: "Two sites of one type and name stand side by side: probably one, marked twice.",
        help: "Remove one of them, or dismiss the finding with `choro decide` where there are two.",
    },
    RuleDescription {
        code: OUTSIDE_AREA,
        name: "outside-area",
        summary: "A site lies outside the area that its folder is called after, or at sea.",
        help: "Move the site to the folder of the area it lies in, or correct its position.",
    },
    RuleDescription {
        code: EXCHANGED_COORDINATES,
        name: "exchanged-coordinates",
        summary: "A site lies far from all the rest of its folder, and among them once its latitude and longitude are exchanged or a sign is turned.",
        help: "Look at the position named, and correct the file.",
    },
    RuleDescription {
        code: COORDINATE_GRID,
        name: "coordinate-grid",
        summary: "More positions than chance would have stand on whole degrees, minutes or hundredths of a degree: they are rounded, however many decimals they have.",
        help: "Take these positions for no better than the grid, or measure them anew.",
    },
    RuleDescription {
        code: ANOTHER_BODY,
        name: "another-body",
        summary: "A file holds places of the Moon, of a planet or of the sky, whose coordinates mean nothing on the Earth.",
        help: "Take the file out of the project.",
    },
    RuleDescription {
        code: EMPTY_NAME,
        name: "empty-name",
        summary: "Sites of a file have no name.",
        help: "Give names to those that are to be found by name.",
    },
    RuleDescription {
        code: REPEATED_DESCRIPTION,
        name: "repeated-description",
        summary: "Many sites share one long description, which so says nothing of any of them.",
        help: "Say it once, in the description of the folder.",
    },
    RuleDescription {
        code: UNMAPPED_FOLDER,
        name: "unmapped-folder",
        summary: "No type is known for the sites of some folders, so questions by type do not find them.",
        help: "Add the folders to `sites/types.toml` (docs/sites.md).",
    },
    RuleDescription {
        code: PARTLY_DRAWN,
        name: "partly-drawn",
        summary: "A network that others drew reaches beyond its file, or its file has parts that are not used.",
        help: "Nothing need be done; take a larger extract where what is missing matters.",
    },
];

/// How each input code usually counts, in order of codes.
pub fn input_levels() -> impl Iterator<Item = RuleLevel> {
    INPUT_CODES.iter().map(|known| RuleLevel {
        code: known.code,
        severity: usual_severity(known.code),
        preview: false,
    })
}

/// Whether findings of a code are about the sites of a file, of which people may decide as of what
/// rules find.
pub fn is_about_sites(code: &str) -> bool {
    (NEAR_DUPLICATE..=UNMAPPED_FOLDER).contains(&code)
}

/// A fault that keeps a file from being read is an error; one that spoils a record, a warning.
fn usual_severity(code: &str) -> Severity {
    match code {
        CONFIG_UNREADABLE | UNKNOWN_KEY | MISSING_FILE | NOT_TEXT | TOO_LARGE | NO_DOCUMENTS
        | UNSUPPORTED_FORMAT | BAD_GRID | BAD_ARCHIVE_ENTRY => Severity::Error,
        DEPRECATED_RECORD
        | NAME_OF_ANOTHER_PLACE
        | SHARED_IDENTITY
        | STATION_WITHOUT_PLACE
        | DUPLICATE_RECORD
        | NAMES_DISAGREE
        | OUTSIDE_PARENT
        | KEPT_VERBATIM
        | NEVER_FETCHED
        | NEAR_DUPLICATE
        | COORDINATE_GRID
        | EMPTY_NAME
        | REPEATED_DESCRIPTION
        | UNMAPPED_FOLDER
        | PARTLY_DRAWN => Severity::Note,
        _ => Severity::Warning,
    }
}

impl Finding {
    /// A finding about an input file as a whole or a part of it: an error with `code` at `span`
    /// (original bytes) of `document`, its help taken from [`INPUT_CODES`].
    pub fn input(code: &str, document: &str, span: Span, message: impl Into<String>) -> Self {
        let primary = Location {
            document: document.to_owned(),
            span,
            message: String::new(),
        };
        let mut finding = Self::new(code, Severity::Error, message, primary);
        finding.help = RuleDescription::help_in(&INPUT_CODES, code);
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_numbered_without_gap_and_named_apart() {
        let names: std::collections::BTreeSet<_> = INPUT_CODES.iter().map(|c| c.name).collect();
        assert_eq!(names.len(), INPUT_CODES.len());
        for (i, known) in INPUT_CODES.iter().enumerate() {
            assert_eq!(known.code, format!("INP{:03}", i + 1));
        }
    }

    #[test]
    fn an_input_finding_says_what_to_do() {
        let finding = Finding::input(NO_DOCUMENTS, "choro.toml", Span::default(), "no documents");
        assert!(finding.help.is_some_and(|help| help.contains("docs/")));
    }
}
