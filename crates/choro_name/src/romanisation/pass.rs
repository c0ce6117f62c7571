//! A pass of rules, compiled: each letter of a word becomes a small number once, a class becomes a
//! set of bits, and the rules are sorted by the first letter of their target.
//!
//! At each place of the word the first rule in the order of the data that fits is applied, and
//! reading goes on behind its target. All rules of a pass see the word as it was before the pass.

use super::class::Class;
use super::notation::{Fault, Line, Piece, Term, What};
use std::collections::BTreeMap;

/// The edge of a word.
const EDGE: u16 = 0;
/// A letter that no rule of the pass names.
const OTHER: u16 = 1;

/// Compiled rules.
#[derive(Debug)]
pub(crate) struct Pass {
    pub(crate) name: String,
    /// Whether the steps of the pass say something to a reader.
    pub(crate) telling: bool,
    alphabet: Alphabet,
    /// Bits of all sets, `width` words each.
    bits: Vec<u64>,
    width: usize,
    rules: Vec<Rule>,
    /// By number of the first letter: the rules that may apply.
    first: Vec<Vec<u32>>,
}

#[derive(Debug)]
struct Rule {
    /// Nearest to the target first.
    before: Vec<Place>,
    target: Vec<Place>,
    after: Vec<Place>,
    output: Vec<Out>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    set: u32,
    optional: bool,
}

#[derive(Clone, Copy, Debug)]
enum Out {
    Letter(char),
    Target,
}

/// A rule that was applied.
pub(crate) struct Applied {
    /// Places of the word before the pass.
    pub(crate) target: (usize, usize),
    pub(crate) before: usize,
    pub(crate) after: usize,
    pub(crate) output: String,
}

/// Numbers of letters, in pages of 256.
#[derive(Debug)]
struct Alphabet {
    page_of: Vec<u8>,
    pages: Vec<[u16; 256]>,
    ranges: Vec<(char, char)>,
    size: u16,
}

impl Alphabet {
    fn new() -> Alphabet {
        Alphabet {
            page_of: vec![0; 0x1100],
            pages: vec![[OTHER; 256]],
            ranges: Vec::new(),
            size: OTHER + 1,
        }
    }

    fn number(&self, c: char) -> u16 {
        let c = c as usize;
        self.pages[usize::from(self.page_of[c >> 8])][c & 0xff]
    }

    /// The number of a letter, with a new one where it had none of its own.
    fn add(&mut self, c: char) -> Result<u16, String> {
        let (page, at) = (c as usize >> 8, c as usize & 0xff);
        if self.page_of[page] == 0 {
            let pages = u8::try_from(self.pages.len()).map_err(|_| "too many scripts")?;
            self.page_of[page] = pages;
            self.pages.push([OTHER; 256]);
        }
        let slot = &mut self.pages[usize::from(self.page_of[page])][at];
        if *slot == OTHER {
            *slot = self.size;
            self.size = self.size.checked_add(1).ok_or("too many letters")?;
        }
        Ok(*slot)
    }

    /// Gives the letters of a range that have no number yet one in common, and yields the numbers
    /// of the whole range.
    fn add_range(&mut self, range: (char, char)) -> Result<Vec<u16>, String> {
        let known = self.ranges.contains(&range);
        let overlaps = |r: &(char, char)| r.0 <= range.1 && range.0 <= r.1;
        if !known && self.ranges.iter().any(overlaps) {
            return Err(format!(
                "the range {}..{} overlaps another",
                range.0, range.1
            ));
        }
        let shared = self.size;
        let mut numbers = Vec::new();
        for c in range.0..=range.1 {
            let number = self.number(c);
            if number == OTHER {
                self.add(c)?;
                self.size = shared;
                let page = usize::from(self.page_of[c as usize >> 8]);
                self.pages[page][c as usize & 0xff] = shared;
            }
            numbers.push(self.number(c));
        }
        if !known {
            self.ranges.push(range);
            self.size = shared + 1;
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }
}

/// Builds passes: first all letters get numbers, then patterns become sets.
struct Builder<'c> {
    classes: &'c BTreeMap<String, Class>,
    alphabet: Alphabet,
    sets: Vec<(What, Vec<u16>)>,
}

impl Builder<'_> {
    fn class(&self, name: &str) -> Result<&Class, String> {
        let class = self.classes.get(name);
        class.ok_or_else(|| format!("there is no class `{name}`"))
    }

    fn enlist(&mut self, term: &Term) -> Result<(), String> {
        match &term.what {
            What::Letter(c) => self.alphabet.add(*c).map(drop),
            What::Class(name) | What::NotClass(name) => {
                for c in self.class(name)?.letters.clone() {
                    self.alphabet.add(c)?;
                }
                Ok(())
            }
            What::Edge => Ok(()),
        }
    }

    fn numbers(&mut self, what: &What) -> Result<Vec<u16>, String> {
        Ok(match what {
            What::Letter(c) => vec![self.alphabet.add(*c)?],
            What::Edge => vec![EDGE],
            What::Class(name) | What::NotClass(name) => {
                let class = self.class(name)?.clone();
                let mut numbers = Vec::new();
                for c in class.letters {
                    numbers.push(self.alphabet.add(c)?);
                }
                for range in class.ranges {
                    numbers.extend(self.alphabet.add_range(range)?);
                }
                if class.edge {
                    numbers.push(EDGE);
                }
                numbers
            }
        })
    }

    fn set(&mut self, what: &What) -> Result<u32, String> {
        if let Some(at) = self.sets.iter().position(|(known, _)| known == what) {
            return Ok(at as u32);
        }
        let numbers = self.numbers(what)?;
        self.sets.push((what.clone(), numbers));
        Ok(self.sets.len() as u32 - 1)
    }

    fn places(&mut self, terms: &[Term]) -> Result<Vec<Place>, String> {
        let place = |term: &Term| {
            Ok(Place {
                set: self.set(&term.what)?,
                optional: term.optional,
            })
        };
        terms.iter().map(place).collect()
    }

    fn rule(&mut self, line: &Line) -> Result<Rule, String> {
        let mut before = self.places(&line.before)?;
        before.reverse();
        Ok(Rule {
            before,
            target: self.places(&line.target)?,
            after: self.places(&line.after)?,
            output: line
                .output
                .iter()
                .map(|piece| match piece {
                    Piece::Letter(c) => Ok(Out::Letter(*c)),
                    Piece::Target => Ok(Out::Target),
                    Piece::Class(name) => Err(format!(
                        "`[{name}]` in the output needs one class in the target"
                    )),
                })
                .collect::<Result<_, String>>()?,
        })
    }

    fn bits(&self, width: usize) -> Vec<u64> {
        let mut bits = vec![0; width * self.sets.len()];
        for (at, (what, numbers)) in self.sets.iter().enumerate() {
            let words = &mut bits[at * width..(at + 1) * width];
            for number in numbers {
                words[usize::from(*number) / 64] |= 1 << (number % 64);
            }
            if matches!(what, What::NotClass(_)) {
                for word in words {
                    *word = !*word;
                }
            }
        }
        bits
    }
}

/// A line whose output holds a class becomes one line for each letter of the class.
fn spread(line: &Line, classes: &BTreeMap<String, Class>) -> Result<Vec<Line>, String> {
    let Some(out) = line.output.iter().find_map(|p| match p {
        Piece::Class(name) => Some(name),
        _ => None,
    }) else {
        return Ok(vec![line.clone()]);
    };
    let mut targets = line.target.iter().filter_map(|t| match &t.what {
        What::Class(name) => Some(name),
        _ => None,
    });
    let (Some(target), None) = (targets.next(), targets.next()) else {
        return Err(format!(
            "`[{out}]` in the output needs one class in the target"
        ));
    };
    let letters = |name: &String| {
        let class = classes.get(name);
        let class = class.ok_or_else(|| format!("there is no class `{name}`"))?;
        if class.ranges.is_empty() {
            Ok(&class.letters)
        } else {
            Err(format!(
                "the class `{name}` has a range and cannot be paired"
            ))
        }
    };
    let (from, to) = (letters(target)?, letters(out)?);
    if from.len() != to.len() {
        return Err(format!(
            "`[{target}]` has {} letters, `[{out}]` {}",
            from.len(),
            to.len()
        ));
    }
    let pairs = from.iter().zip(to);
    Ok(pairs
        .map(|(from, to)| {
            let mut line = line.clone();
            for term in &mut line.target {
                if matches!(term.what, What::Class(_)) {
                    term.what = What::Letter(*from);
                }
            }
            for piece in &mut line.output {
                if matches!(piece, Piece::Class(name) if name == out) {
                    *piece = Piece::Letter(*to);
                }
            }
            line
        })
        .collect())
}

impl Pass {
    /// Compiles rules.
    pub(crate) fn new(
        name: &str,
        telling: bool,
        lines: &[Line],
        classes: &BTreeMap<String, Class>,
    ) -> Result<Pass, Fault> {
        let mut builder = Builder {
            classes,
            alphabet: Alphabet::new(),
            sets: Vec::new(),
        };
        let mut rules = Vec::new();
        let mut all = Vec::new();
        for line in lines {
            let fault = |reason| Fault {
                number: line.number,
                reason,
            };
            for line in spread(line, classes).map_err(fault)? {
                for term in line.before.iter().chain(&line.target).chain(&line.after) {
                    builder.enlist(term).map_err(fault)?;
                }
                all.push(line);
            }
        }
        for line in &all {
            let rule = builder.rule(line).map_err(|reason| Fault {
                number: line.number,
                reason,
            })?;
            rules.push(rule);
        }
        let width = usize::from(builder.alphabet.size) / 64 + 1;
        let bits = builder.bits(width);
        let mut pass = Pass {
            name: name.to_owned(),
            telling,
            first: vec![Vec::new(); usize::from(builder.alphabet.size)],
            alphabet: builder.alphabet,
            bits,
            width,
            rules,
        };
        for number in 0..pass.first.len() {
            pass.first[number] = (0..pass.rules.len() as u32)
                .filter(|&at| pass.holds(pass.rules[at as usize].target[0].set, number as u16))
                .collect();
        }
        Ok(pass)
    }

    fn holds(&self, set: u32, number: u16) -> bool {
        let number = usize::from(number);
        self.bits[set as usize * self.width + number / 64] >> (number % 64) & 1 == 1
    }

    /// Rewrites `word` into `written`, which is emptied first; `numbers` is room for work. Where no
    /// rule can begin anywhere, does nothing and says so by `false`.
    pub(crate) fn apply(
        &self,
        word: &[char],
        written: &mut Vec<char>,
        numbers: &mut Vec<u16>,
        mut tell: Option<&mut Vec<Applied>>,
    ) -> bool {
        numbers.clear();
        numbers.push(EDGE);
        numbers.extend(word.iter().map(|&c| self.alphabet.number(c)));
        numbers.push(EDGE);
        let idle = |number: &u16| self.first[usize::from(*number)].is_empty();
        if numbers.iter().all(idle) {
            return false;
        }
        written.clear();
        let mut at = 1;
        while at <= word.len() {
            let rules = &self.first[usize::from(numbers[at])];
            let found = rules.iter().find_map(|&rule| {
                let rule = &self.rules[rule as usize];
                Some((rule, self.fit(rule, numbers, at)?))
            });
            let Some((rule, (before, end, after))) = found else {
                written.push(word[at - 1]);
                at += 1;
                continue;
            };
            let from = written.len();
            for out in &rule.output {
                match out {
                    Out::Letter(c) => written.push(*c),
                    Out::Target => written.extend_from_slice(&word[at - 1..end - 1]),
                }
            }
            if let Some(told) = &mut tell
                && written[from..] != word[at - 1..end - 1]
            {
                told.push(Applied {
                    target: (at - 1, end - 1),
                    before: before.saturating_sub(1),
                    after: (after - 1).min(word.len()),
                    output: written[from..].iter().collect(),
                });
            }
            at = end;
        }
        true
    }

    /// Where the contexts and the target of a rule end, if it fits at `at`.
    fn fit(&self, rule: &Rule, numbers: &[u16], at: usize) -> Option<(usize, usize, usize)> {
        let end = at + rule.target.len();
        let fits = end < numbers.len()
            && rule
                .target
                .iter()
                .zip(&numbers[at..end])
                .all(|(place, &number)| self.holds(place.set, number));
        if !fits {
            return None;
        }
        let before = self.before(&rule.before, &numbers[..at])?;
        let after = self.after(&rule.after, &numbers[end..])?;
        Some((before, end, end + after))
    }

    /// How many numbers are left before the context.
    fn before(&self, places: &[Place], numbers: &[u16]) -> Option<usize> {
        let Some((place, places)) = places.split_first() else {
            return Some(numbers.len());
        };
        let taken = numbers
            .split_last()
            .filter(|(number, _)| self.holds(place.set, **number))
            .and_then(|(_, numbers)| self.before(places, numbers));
        if taken.is_none() && place.optional {
            return self.before(places, numbers);
        }
        taken
    }

    /// How many numbers the context takes.
    fn after(&self, places: &[Place], numbers: &[u16]) -> Option<usize> {
        let Some((place, places)) = places.split_first() else {
            return Some(0);
        };
        let taken = numbers
            .split_first()
            .filter(|(number, _)| self.holds(place.set, **number))
            .and_then(|(_, numbers)| self.after(places, numbers))
            .map(|taken| taken + 1);
        if taken.is_none() && place.optional {
            return self.after(places, numbers);
        }
        taken
    }
}
