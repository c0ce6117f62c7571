//! What is wrong with a question.

use std::fmt;

use choro_text::Span;

/// Why a question cannot be answered, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFault {
    /// Bytes of the question.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl QueryFault {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
        }
    }

    /// The question with the faulty words underlined, and what is wrong with them.
    pub fn shown(&self, question: &str) -> String {
        let start = self.span.start.min(question.len());
        let end = self.span.end.clamp(start, question.len());
        let columns = |text: &str| text.chars().count();
        let before = columns(question.get(..start).unwrap_or_default());
        let marked = columns(question.get(start..end).unwrap_or_default()).max(1);
        let line: String = question
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        format!(
            "{}\n  {line}\n  {}{}",
            self.message,
            " ".repeat(before),
            "^".repeat(marked)
        )
    }
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QueryFault {}

/// "; did you mean `x`?" for the word of a list nearest to what was typed, else nothing.
pub(crate) fn meant<'w>(typed: &str, words: impl IntoIterator<Item = &'w str>) -> String {
    let typed = typed.to_lowercase();
    let most = (typed.chars().count() / 3).clamp(1, 3);
    let near = words.into_iter().filter_map(|word| {
        let slips = choro_name::bounded_distance(&typed, word, most)?;
        Some((slips, word))
    });
    match near.min() {
        Some((_, word)) => format!("; did you mean `{word}`?"),
        None => String::new(),
    }
}
