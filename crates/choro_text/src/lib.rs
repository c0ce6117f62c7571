//! Text with positions.
//!
//! In: strings and the bytes they came from. Out: spans (half-open byte ranges), the map from
//! joined logical text back to the original file, lines and columns, tokens and sentences.
//! Knows nothing of files, places or claims.

mod line_index;
mod offset_map;
mod sentence;
mod span;
mod token;
mod word_map;

pub use line_index::{LineColumn, LineIndex};
pub use offset_map::OffsetMap;
pub use sentence::sentences;
pub use span::Span;
pub use token::{Token, TokenKind, tokenise};
pub use word_map::{WordHasher, WordMap, WordSet};
