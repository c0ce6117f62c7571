//! What is told about elements.

use choro_diagnostic::{Faults, Severity, Spot};

/// Tells that something about an element is left out or not known.
pub(crate) fn note(faults: &mut Faults, code: &'static str, message: &str) {
    faults.report(code, Severity::Note, Spot::default(), message);
}
