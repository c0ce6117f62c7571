//! From rules as written to rules as applied.

use super::alphabet::{Alphabet, EDGE};
use super::class::Class;
use super::notation::{Fault, Line, Piece, Term, What};
use super::pass::{Out, Pass, Place, Rule};
use std::collections::BTreeMap;

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
}
