//! The texts that the truth speaks of: seed texts, articles and country data sheets.

use super::truth::{self, What};
use crate::prose::texts::named;
use crate::seeds::shared;
use std::collections::BTreeSet;

/// A text by name.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its file's name, as the truth has it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Every text that the truth names.
///
/// # Errors
/// Where one of them is missing.
pub fn all() -> Result<Vec<Text>, String> {
    let mut names = BTreeSet::new();
    for what in [What::Quantities, What::Times] {
        names.extend(truth::of(what)?.into_iter().map(|m| m.text));
    }
    let mut outside = named(&names);
    names
        .into_iter()
        .map(|name| {
            let text = outside
                .remove(&name)
                .or_else(|| std::fs::read_to_string(shared().join("seeds").join(&name)).ok())
                .ok_or_else(|| format!("the text {name} is missing"))?;
            Ok(Text { name, text })
        })
        .collect()
}
