//! What a person read in a text, without the text.

use crate::gold::lines;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A claim that a person read.
#[derive(Clone, Debug, Deserialize)]
pub struct Truth {
    /// Name of the text.
    pub doc: String,
    /// First byte of the words.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// Kind of claim.
    pub kind: String,
    /// The place it is about.
    #[serde(default)]
    pub subject: String,
    /// The place it relates the subject to.
    #[serde(default)]
    pub object: String,
    /// Wind letters, number, range `a..b`, bound `<a` or `>a`, "lat lon", or words.
    #[serde(default)]
    pub value: String,
    /// Unit of a number.
    #[serde(default)]
    pub unit: String,
    /// EDTF, empty where the text gives no time.
    #[serde(default)]
    pub time: String,
    /// The person could not say whether it is a claim of this kind.
    #[serde(default)]
    pub doubtful: bool,
}

/// The truth of one half of the texts: `dev` to work on, `test` to measure by.
pub fn file(half: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("gold/prose_{half}.jsonl"))
}

/// Reads a file of truth.
///
/// # Errors
///
/// Says which file or line cannot be read.
pub fn read(path: &Path) -> Result<Vec<Truth>, String> {
    lines(path)
}
