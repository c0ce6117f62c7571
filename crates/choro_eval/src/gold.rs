//! Hand-made truth, as JSON lines.

use choro_text::Span;
use serde::Deserialize;
use std::path::Path;

/// A claim that a person read in a text.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct GoldClaim {
    pub(crate) id: String,
    pub(crate) doc: String,
    start: usize,
    end: usize,
    pub(crate) text: String,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) object: String,
    pub(crate) value: String,
}

impl GoldClaim {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Reads a file of JSON lines; lines that do not fit are an error.
pub(crate) fn lines<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<Vec<T>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(n, l)| {
            serde_json::from_str(l).map_err(|e| format!("{}:{}: {e}", path.display(), n + 1))
        })
        .collect()
}
