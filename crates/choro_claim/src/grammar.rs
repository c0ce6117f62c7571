//! The grammar: patterns over tagged tokens, read from `data/grammar/*.toml`.
//!
//! A pattern is a line such as `<S> @be the? (capital|seat) of <O>`: words, `@lists` of words,
//! `(a|b)` groups, `?`, `*`, `+` after an item, `..4` for up to four tokens of any sort, and slots
//! `<NAME:type>`. What to make of a match stands beside it. `docs/grammar.md` has the reference.

mod added;
mod book;
mod needs;
mod pattern;
mod program;
mod slot;
mod triggers;
mod vocabulary;

pub(crate) use book::{Grammar, Rule, grammar};
pub(crate) use needs::{Need, Needs, Opening};
pub(crate) use program::{Instruction, KindId, ListId, Program};
pub(crate) use slot::{Marks, SlotKind};
pub(crate) use vocabulary::{Part, SetId, Sets, Symbol, UNKNOWN};

pub(crate) use added::grammar_with;

pub use added::{AddedGrammar, GrammarFault};
pub use book::{Example, examples};
