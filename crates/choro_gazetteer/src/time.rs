//! Whether a dated relation holds at a time.

use choro_quantity::When;

/// Whether what held at `held` held at `when`. A relation without date always held; no stated
/// time means now, when a relation that has an end no longer holds.
pub(crate) fn holds(held: &When, when: &When) -> bool {
    if held.is_unstated() {
        return true;
    }
    if when.is_unstated() {
        return held.latest.is_none();
    }
    held.overlaps(when)
}
