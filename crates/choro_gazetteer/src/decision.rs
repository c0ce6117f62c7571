//! What people decided of records: these are one place, those are not.

use choro_diagnostic::Location;

/// A person's word on which records are one place. It overrides what the records themselves say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the records are one place, or each a place of its own.
    pub same: bool,
    /// Two or more keys of records, `SOURCE:RECORD`, each with where it is written.
    pub records: Vec<(String, Location)>,
    /// Why.
    pub because: String,
    /// Where the decision begins.
    pub location: Location,
}
