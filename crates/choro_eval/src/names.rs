//! Names measured: `choro_eval names WHAT`, one module for each.

pub mod calibration;
pub mod duplicates;
pub mod fit;
pub mod index;
pub mod matching;
pub mod named;
pub mod reconcile;
pub mod romanisation;
pub mod stations;

/// What can be measured.
pub const WHAT: &str = "duplicates, index, matching, reconcile, romanisation, stations";

/// The report on `what`.
///
/// # Errors
/// Where there is no such thing to measure, or its truth cannot be read.
pub fn report(what: &str, options: &[String]) -> Result<String, String> {
    match what {
        "duplicates" => duplicates::report(options),
        "matching" => matching::report(options),
        "reconcile" => reconcile::report(options),
        "index" => index::report(options),
        "romanisation" => romanisation::report(options),
        "stations" => stations::report(options),
        _ => Err(format!("names: there is no `{what}`; there are {WHAT}")),
    }
}
