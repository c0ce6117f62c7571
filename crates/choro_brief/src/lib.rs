//! Briefs of places.
//!
//! In: a compiled atlas with the project's sites ([`Material`]), a place, a radius and a date
//! ([`Options`]), and the words of a language ([`Wording`]). Out: a [`Brief`]: sections of
//! sentences, tables and maps, in which every sentence and every row names what it rests on — the
//! passage of a document, the record of a source, or a computation with its inputs — and the same
//! as Markdown, HTML, Word or Typst text ([`mod@write`]). What is not known is left out; what is
//! contradicted or disputed stands among the open questions alone. Opens no files; the same atlas
//! gives the same bytes.

mod brief;
mod facts;
mod fault;
mod material;
mod notes;
mod parts;
mod wording;
pub mod write;

pub use brief::{Block, Brief, Evidence, Figure, Note, Part, Row, Section, Sentence, Table};
pub use facts::brief;
pub use fault::BriefError;
pub use material::{Material, Options};
pub use wording::Wording;
