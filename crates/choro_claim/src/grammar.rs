//! The grammar: patterns over tagged tokens, read from `data/grammar/*.toml`.
//!
//! A pattern is a line such as `<S> @be the? (capital|seat) of <O>`: words, `@lists` of words,
//! `(a|b)` groups, `?`, `*`, `+` after an item, `..4` for up to four tokens of any sort, and slots
//! `<NAME:type>`. What to make of a match stands beside it. `docs/grammar.md` has the reference.

mod book;
mod pattern;
mod program;

pub(crate) use book::{Grammar, Rule, grammar};
pub(crate) use program::{Instruction, Program, SetId, SlotKind};

pub use book::{Example, examples, pattern};
