//! What names were asked for before: a text speaks of the same names again and again, several phases
//! ask, and other texts speak of the same.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Places kept of each name that has none, the likest first.
pub(crate) const ALIKE: usize = 8;
/// Names kept, after which all are forgotten: some megabytes.
const MOST: usize = 1 << 14;

/// What was found, by the name asked for.
#[derive(Debug)]
pub(crate) struct Asked<T>(Mutex<HashMap<String, Vec<T>>>);

impl<T> Default for Asked<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Asked<T> {
    /// What is known of a name, else what is looked up now.
    pub(crate) fn of(&self, name: &str, look_up: impl FnOnce() -> Vec<T>) -> Vec<T> {
        if let Some(found) = self.known().get(name) {
            return found.clone();
        }
        let found = look_up();
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(name.to_owned(), found.clone());
        found
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Vec<T>>> {
        // What a thread that panicked left is whole: an entry is put in at once.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
