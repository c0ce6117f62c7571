//! Names of other scripts in Latin letters.

use choro_name::romanisation::spellings;

/// What the romanisation systems write for a name in another script; none for one in Latin.
pub(crate) fn latin_spellings(name: &str) -> Vec<String> {
    // Letters before Greek are Latin: most names need no second look.
    if name.chars().all(|c| c < '\u{370}') {
        return Vec::new();
    }
    spellings(name)
}
