//! A system of romanisation and how it is applied to a text.

use super::case::{Case, case_of, write_case};
use super::file::{self, SystemError};
use super::hangul;
use super::pass::{Applied, Pass};
use super::script;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A system that writes the names of a language in another script.
#[derive(Clone, Debug)]
pub struct System {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) language: String,
    pub(crate) from_script: String,
    pub(crate) to_script: String,
    pub(crate) source: String,
    pub(crate) casing: Casing,
    pub(crate) scholarly: bool,
    pub(crate) ranges: &'static [(char, char)],
    pub(crate) word_signs: Vec<char>,
    pub(crate) exceptions: HashMap<String, String>,
    pub(crate) stages: Vec<Arc<Stage>>,
    pub(crate) examples: Vec<Example>,
}

impl PartialEq for System {
    /// Whether they go by the same id.
    fn eq(&self, other: &System) -> bool {
        self.id == other.id
    }
}

impl Eq for System {}

/// What is done to the case of letters.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Casing {
    /// The first letter of each word becomes a capital: for scripts without case.
    #[default]
    Name,
    /// As the word had it; rules are written in small letters.
    Keep,
    /// Nothing.
    None,
}

/// A name with the spelling that the system gives it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// As it is given to the system.
    pub text: String,
    /// As the system writes it.
    pub spelling: String,
}

/// One thing done to a word.
#[derive(Debug)]
pub(crate) enum Stage {
    Rules(Pass),
    /// Syllables of Hangul become letters.
    HangulLetters,
    /// Unicode normalisation form D.
    Decompose,
    /// Unicode normalisation form C.
    Compose,
}

/// A text in another script, and how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transliteration {
    /// The text.
    pub text: String,
    /// The rules applied, in order.
    pub steps: Vec<Step>,
    /// Words that stayed as they are: letters which the system does not read. In order, each once.
    pub left: Vec<String>,
}

/// A rule applied to a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the pass is called in the file of the system: `assimilation`.
    pub pass: String,
    /// The change in words: `ㄹ after ㅇ. → ㄴ`.
    pub change: String,
    /// The word after the pass, in the letters of the rules.
    pub word: String,
}

/// Room for work, used for all words of a text.
#[derive(Default)]
struct Work {
    word: Vec<char>,
    other: Vec<char>,
    numbers: Vec<u16>,
}

/// A stretch of a text.
enum Run<'t> {
    /// A word in the script that the system reads.
    Word(&'t str),
    /// All else.
    Else(&'t str),
}

impl System {
    /// Reads the file of a system, in the notation of `docs/romanisation.md`. It may be based on a
    /// built-in system and use built-in parts.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(text: &str) -> Result<System, SystemError> {
        file::read_beside(text)
    }

    /// What it is called by: `mccune-reischauer`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What people call it: `McCune–Reischauer`.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Other words it may be asked for by.
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// BCP 47 tag of the language whose names it writes.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// ISO 15924 code of the script it reads.
    pub fn from_script(&self) -> &str {
        &self.from_script
    }

    /// ISO 15924 code of the script it writes.
    pub fn to_script(&self) -> &str {
        &self.to_script
    }

    /// What its rules rest on.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it is a system for study: names in texts and gazetteers do not follow it, so none is
    /// looked for in its spelling or read back from it.
    pub fn is_scholarly(&self) -> bool {
        self.scholarly
    }

    /// Spellings that its file gives as examples.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Whether a text holds letters that the system reads.
    pub fn reads(&self, text: &str) -> bool {
        text.chars().any(|c| script::holds(self.ranges, c))
    }

    /// Writes a text in the other script. Words in other scripts, spaces and punctuation stay.
    pub fn transliterate(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() + 8);
        let mut work = Work::default();
        for run in self.runs(text) {
            match run {
                Run::Word(word) => self.write_word(word, &mut written, &mut work, None),
                Run::Else(other) => written.push_str(other),
            }
        }
        written
    }

    /// As [`System::transliterate`], with the rules that were applied and what was left as it is.
    pub fn explain(&self, text: &str) -> Transliteration {
        let mut found = Transliteration::default();
        let mut work = Work::default();
        let mut leave = |words: &str| {
            let words = words.split(|c: char| !c.is_alphabetic());
            for word in words.filter(|word| !word.is_empty()) {
                if !found.left.iter().any(|known| known == word) {
                    found.left.push(word.to_owned());
                }
            }
        };
        for run in self.runs(text) {
            match run {
                Run::Word(word) => {
                    let from = found.text.len();
                    self.write_word(word, &mut found.text, &mut work, Some(&mut found.steps));
                    let unread = |c: char| {
                        self.from_script != self.to_script && script::holds(self.ranges, c)
                    };
                    let rest = &found.text[from..];
                    rest.split(|c: char| !unread(c)).for_each(&mut leave);
                }
                Run::Else(other) => {
                    leave(other);
                    found.text.push_str(other);
                }
            }
        }
        found
    }

    /// Words and what is between them.
    fn runs<'t>(&self, text: &'t str) -> Vec<Run<'t>> {
        let mut runs = Vec::with_capacity(4);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_part = |c: char| script::holds(self.ranges, c) || self.word_signs.contains(&c);
            let part = is_part(first);
            let end = rest.find(|c| is_part(c) != part).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            // Signs alone are no word.
            runs.push(if part && self.reads(run) {
                Run::Word(run)
            } else {
                Run::Else(run)
            });
            rest = after;
        }
        runs
    }

    fn write_word(
        &self,
        word: &str,
        written: &mut String,
        work: &mut Work,
        mut steps: Option<&mut Vec<Step>>,
    ) {
        let keeps = self.casing == Casing::Keep;
        work.word.clear();
        if word.chars().all(is_whole) || is_nfc_quick(word.chars()) == IsNormalized::Yes {
            work.word.extend(word.chars());
        } else {
            work.word.extend(word.nfc());
        }
        let case = match self.casing {
            Casing::Name => Case::Title,
            Casing::Keep => case_of(&work.word),
            Casing::None => Case::Small,
        };
        if keeps && case != Case::Small {
            let small = work.word.iter().flat_map(|c| c.to_lowercase()).collect();
            work.word = small;
        }
        let exception = (!self.exceptions.is_empty())
            .then(|| self.exceptions.get(&work.word.iter().collect::<String>()));
        if let Some(spelling) = exception.flatten() {
            work.word.clear();
            work.word.extend(spelling.chars());
        } else {
            for stage in &self.stages {
                stage.apply(work, steps.as_deref_mut());
            }
        }
        write_case(&work.word, case, written);
    }
}

/// Whether a letter is in normalisation form C whatever stands beside it, seen without a table.
fn is_whole(c: char) -> bool {
    c.is_ascii() || hangul::is_syllable(c)
}

impl Stage {
    fn apply(&self, work: &mut Work, steps: Option<&mut Vec<Step>>) {
        match self {
            Stage::HangulLetters => hangul::letters(&work.word, &mut work.other),
            Stage::Decompose => work.other = work.word.iter().copied().nfd().collect(),
            Stage::Compose => work.other = work.word.iter().copied().nfc().collect(),
            Stage::Rules(pass) => {
                let mut told = steps.is_some().then(Vec::new);
                let (word, numbers) = (&work.word, &mut work.numbers);
                if !pass.apply(word, &mut work.other, numbers, told.as_mut()) {
                    return;
                }
                if let (Some(told), Some(steps)) = (told, steps)
                    && pass.telling
                {
                    let after: String = work.other.iter().collect();
                    steps.extend(told.iter().map(|applied| Step {
                        pass: pass.name.clone(),
                        change: change(applied, &work.word),
                        word: after.clone(),
                    }));
                }
            }
        }
        std::mem::swap(&mut work.word, &mut work.other);
    }
}

/// `ㄹ after ㅇ. → ㄴ`
fn change(applied: &Applied, word: &[char]) -> String {
    let part = |from: usize, to: usize| word[from.min(to)..to].iter().collect::<String>();
    let (from, to) = applied.target;
    let mut change = part(from, to);
    let before = part(applied.before, from);
    if !before.is_empty() {
        change.push_str(&format!(" after {before}"));
    }
    let after = part(to, applied.after);
    if !after.is_empty() {
        change.push_str(&format!(" before {after}"));
    }
    let output = if applied.output.is_empty() {
        "nothing"
    } else {
        &applied.output
    };
    change.push_str(&format!(" → {output}"));
    change
}
