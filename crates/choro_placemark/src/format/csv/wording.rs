//! Names of the columns this program writes.

use super::is_date;

/// What the columns are called that this program writes for fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Wording {
    pub(super) name: &'static str,
    pub(super) begin: &'static str,
    pub(super) end: &'static str,
    /// A moment.
    pub(super) moment: &'static str,
    pub(super) geometry: &'static str,
    /// Columns every table begins with.
    pub(super) first: &'static [&'static str],
    /// The delimiter, where there is but one.
    pub(super) delimiter: Option<u8>,
    /// The format's name in prose.
    pub(super) format: &'static str,
}

/// Tables of any sort.
pub(in super::super) const PLAIN: Wording = Wording {
    name: "name",
    begin: "begin",
    end: "end",
    moment: "timestamp",
    geometry: "geometry",
    first: &[],
    delimiter: None,
    format: "a table",
};

/// Linked Places as a table (LP-TSV 0.5). Its moments are years.
pub(in super::super) const LINKED_PLACES: Wording = Wording {
    name: "title",
    begin: "start",
    end: "end",
    moment: "attestation_year",
    geometry: "geowkt",
    first: &[
        "id",
        "title",
        "title_source",
        "title_uri",
        "ccodes",
        "matches",
        "variants",
        "types",
        "start",
        "end",
        "attestation_year",
        "lon",
        "lat",
        "geowkt",
        "description",
    ],
    delimiter: Some(b'\t'),
    format: "an LP-TSV table",
};

impl Wording {
    /// Whether a column is one this program writes for a field, whatever its cells.
    pub(super) fn is_own(&self, name: &str) -> bool {
        ["id", self.name, "description", "folder"].contains(&name) || self.is_time(name)
    }

    pub(super) fn is_time(&self, name: &str) -> bool {
        [self.begin, self.end, self.moment].contains(&name)
    }

    /// Whether a cell of a time is one its column holds.
    pub(super) fn holds(&self, column: &str, text: &str) -> bool {
        let years = column == self.moment && !self.first.is_empty();
        let year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        is_date(text) && (year || !years)
    }
}
