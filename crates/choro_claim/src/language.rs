//! With what words and patterns documents are read: those shipped, and those of a project.

use crate::grammar::{AddedGrammar, Grammar, GrammarFault, grammar, grammar_with};
use choro_quantity::Lexicon;

/// Words and patterns. They last as long as the program, so that it is cheap to hand about.
#[derive(Clone, Copy)]
pub struct Language {
    lexicon: &'static Lexicon,
    pub(crate) grammar: &'static Grammar,
}

impl Language {
    /// Those shipped with the program.
    pub fn shipped() -> Self {
        Self {
            lexicon: Lexicon::shipped(),
            grammar: grammar(),
        }
    }

    /// The words of a lexicon, and the patterns shipped with those added.
    ///
    /// # Errors
    /// Tells the first pattern or list that cannot be used, and why.
    pub fn new(lexicon: &'static Lexicon, added: &AddedGrammar) -> Result<Self, GrammarFault> {
        let grammar = grammar_with(added)?;
        Ok(Self { lexicon, grammar })
    }

    /// The words that figures, dates and hedges are read by.
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// The pattern that a claim's `pattern` names, `KIND/NAME`, as its file writes it: what it
    /// matches, and what may be repeated after that.
    pub fn pattern(&self, named: &str) -> Option<(String, Option<String>)> {
        self.grammar.written(named)
    }
}
