//! The grammar of questions.
//!
//! ```text
//! question = [ any ] ;                      any = every { "or" every } ;
//! every    = one { [ "and" ] one } ;        one = "not" one | "(" any ")" | test ;
//! ```

use choro_text::Span;

use super::fault::{QueryFault, meant};
use super::word::{Piece, Word, words};
use super::{Query, Test};
use crate::{Key, Mapping};

/// Words that end a place's name unless it is quoted.
pub(super) const KEYWORDS: [&str; 9] = [
    "and", "or", "not", "within", "in", "along", "between", "nearest", "count",
];
/// Brackets inside each other.
const DEEPEST: usize = 64;
/// The most sites that may be asked for by `nearest`.
const MOST_NEAREST: usize = 1_000_000;

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) mapping: &'t Mapping,
    words: Vec<Word>,
    at: usize,
    depth: usize,
    query: Query,
}

pub(super) fn parse(text: &str, mapping: &Mapping) -> Result<Query, QueryFault> {
    let mut parser = Parser {
        text,
        mapping,
        words: words(text),
        at: 0,
        depth: 0,
        query: Query {
            test: Test::All,
            nearest: None,
            count: None,
        },
    };
    if parser.piece().is_some() {
        parser.query.test = parser.any()?;
    }
    match parser.piece() {
        None => Ok(parser.query),
        Some(Piece::Close) => Err(parser.fault("this bracket closes none")),
        Some(_) => Err(parser.fault("this is not understood here")),
    }
}

impl Parser<'_> {
    pub(super) fn piece(&self) -> Option<&Piece> {
        self.piece_at(0)
    }

    pub(super) fn piece_at(&self, ahead: usize) -> Option<&Piece> {
        self.words.get(self.at + ahead).map(|word| &word.piece)
    }

    /// Where the word so far ahead stands; the end of the question behind the last.
    pub(super) fn span_at(&self, ahead: usize) -> Span {
        let end = Span::new(self.text.len(), self.text.len());
        self.words
            .get(self.at + ahead)
            .map_or(end, |word| word.span)
    }

    pub(super) fn here(&self) -> Span {
        self.span_at(0)
    }

    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    pub(super) fn fault(&self, message: impl Into<String>) -> QueryFault {
        QueryFault::new(self.here(), message)
    }

    /// The word ahead in lower case, if it is a plain one.
    pub(super) fn plain(&self) -> Option<String> {
        self.plain_at(0)
    }

    fn plain_at(&self, ahead: usize) -> Option<String> {
        match self.piece_at(ahead) {
            Some(Piece::Plain(word)) => Some(word.to_lowercase()),
            _ => None,
        }
    }

    /// Steps over a word if it comes next.
    pub(super) fn skip(&mut self, word: &str) -> bool {
        let there = self.plain().as_deref() == Some(word);
        self.at += usize::from(there);
        there
    }

    fn any(&mut self) -> Result<Test, QueryFault> {
        let mut tests = vec![self.every()?];
        while self.skip("or") {
            tests.push(self.every()?);
        }
        Ok(if tests.len() == 1 {
            tests.remove(0)
        } else {
            Test::Or(tests)
        })
    }

    fn every(&mut self) -> Result<Test, QueryFault> {
        let mut tests = vec![self.one()?];
        loop {
            let joined = self.skip("and");
            let over = matches!(self.piece(), None | Some(Piece::Close))
                || self.plain().as_deref() == Some("or");
            if over {
                if joined {
                    return Err(self.fault("something is wanted after `and`"));
                }
                break;
            }
            tests.push(self.one()?);
        }
        tests.retain(|test| *test != Test::All);
        Ok(match tests.len() {
            0 => Test::All,
            1 => tests.remove(0),
            _ => Test::And(tests),
        })
    }

    fn one(&mut self) -> Result<Test, QueryFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault("too many brackets inside each other"));
        }
        let test = if self.skip("not") {
            self.one().map(|test| Test::Not(Box::new(test)))
        } else if self.piece() == Some(&Piece::Open) {
            let open = self.here();
            self.step();
            let test = self.any()?;
            if self.piece() != Some(&Piece::Close) {
                return Err(QueryFault::new(open, "this bracket is never closed"));
            }
            self.step();
            Ok(test)
        } else {
            self.test()
        };
        self.depth -= 1;
        test
    }

    fn test(&mut self) -> Result<Test, QueryFault> {
        let span = self.here();
        let Some(piece) = self.piece().cloned() else {
            return Err(self.fault("the question ends where a test is wanted"));
        };
        match piece {
            Piece::Key(key, value) => {
                self.step();
                self.keyed(&key, &value, span)
            }
            Piece::Quoted(text) => {
                self.step();
                Ok(Test::Text(text))
            }
            Piece::Plain(word) => self.worded(&word.to_lowercase(), &word),
            Piece::Open | Piece::Close => Err(self.fault("nothing stands between these brackets")),
        }
    }

    fn worded(&mut self, lower: &str, word: &str) -> Result<Test, QueryFault> {
        match lower {
            "within" => {
                self.step();
                let metres = self.length("within")?;
                if !self.skip("of") && !self.skip("from") {
                    return Err(self.fault("`of` is wanted after the distance"));
                }
                Ok(Test::Within(metres, self.place("of", None)?))
            }
            "in" => {
                self.step();
                Ok(Test::In(self.place("in", None)?))
            }
            "along" => {
                self.step();
                let line = self.place("along", None)?;
                let metres = self.width()?.unwrap_or(super::near::ALONG_M);
                Ok(Test::Along(line, metres))
            }
            "between" => {
                self.step();
                let first = self.place("between", Some("and"))?;
                if !self.skip("and") {
                    return Err(self.fault("`and` with a second place is wanted"));
                }
                let second = self.place("and", None)?;
                Ok(Test::Between(first, second, self.width()?))
            }
            "nearest" => self.nearest(),
            "count" => self.counted(),
            "all" => {
                self.step();
                Ok(Test::All)
            }
            _ => {
                let known = KEYWORDS.iter().copied().chain(["count", "all"]);
                let hint = match meant(lower, known) {
                    hint if hint.is_empty() => {
                        format!("; text to be looked for stands in quotation marks: \"{word}\"")
                    }
                    hint => hint,
                };
                Err(self.fault(format!("`{word}` is not understood{hint}")))
            }
        }
    }

    /// `within 2 km` behind a line or a way, if no `of` makes it a test of its own.
    fn width(&mut self) -> Result<Option<f64>, QueryFault> {
        if self.plain().as_deref() != Some("within") {
            return Ok(None);
        }
        self.step();
        let Some((words, _)) = self.length_ahead() else {
            return self.length("within").map(Some);
        };
        if matches!(self.plain_at(words).as_deref(), Some("of" | "from")) {
            self.at -= 1;
            return Ok(None);
        }
        self.length("within").map(Some)
    }

    fn nearest(&mut self) -> Result<Test, QueryFault> {
        self.only_once("nearest", self.query.nearest.is_some())?;
        self.step();
        let number = self.plain().and_then(|word| word.parse::<usize>().ok());
        let Some(number) = number.filter(|n| (1..=MOST_NEAREST).contains(n)) else {
            return Err(self.fault("a number is wanted after `nearest`: nearest 5 to …"));
        };
        self.step();
        if !self.skip("to") {
            return Err(self.fault("`to` is wanted: nearest 5 to …"));
        }
        let place = self.place("to", None)?;
        self.query.nearest = Some((number, place));
        Ok(Test::All)
    }

    fn counted(&mut self) -> Result<Test, QueryFault> {
        self.only_once("count", self.query.count.is_some())?;
        self.step();
        let mut keys = Vec::new();
        if self.skip("by") {
            while let Some(Piece::Plain(words)) = self.piece().cloned() {
                if KEYWORDS.contains(&words.to_lowercase().as_str()) {
                    break;
                }
                for word in words.split(',').filter(|word| !word.is_empty()) {
                    let lower = word.to_lowercase();
                    let key = Key::ALL.into_iter().find(|key| key.name() == lower);
                    let Some(key) = key else {
                        let hint = meant(&lower, Key::ALL.map(Key::name));
                        let all = Key::ALL.map(Key::name).join(", ");
                        return Err(self.fault(format!(
                            "sites cannot be counted by `{word}`{hint}{}",
                            if hint.is_empty() {
                                format!("; by {all}")
                            } else {
                                String::new()
                            }
                        )));
                    };
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                self.step();
            }
            if keys.is_empty() {
                return Err(self.fault("what to count by is wanted: count by province,type"));
            }
        }
        self.query.count = Some(keys);
        Ok(Test::All)
    }

    /// What is wanted of the sites stands once, and in no bracket.
    fn only_once(&self, word: &str, already: bool) -> Result<(), QueryFault> {
        if already {
            return Err(self.fault(format!("`{word}` stands twice")));
        }
        if self.depth > 1 {
            return Err(self.fault(format!("`{word}` cannot stand in brackets or after `not`")));
        }
        Ok(())
    }
}
