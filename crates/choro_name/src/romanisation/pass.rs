//! A pass of rules, compiled: each letter of a word becomes a small number once, a class becomes a
//! set of bits, and the rules are sorted by the first letter of their target.
//!
//! At each place of the word the first rule in the order of the data that fits is applied, and
//! reading goes on behind its target. All rules of a pass see the word as it was before the pass.

use super::alphabet::{Alphabet, EDGE};

/// Compiled rules.
#[derive(Debug)]
pub(crate) struct Pass {
    pub(crate) name: String,
    /// Whether the steps of the pass say something to a reader.
    pub(crate) telling: bool,
    pub(crate) alphabet: Alphabet,
    /// Bits of all sets, `width` words each.
    pub(crate) bits: Vec<u64>,
    pub(crate) width: usize,
    pub(crate) rules: Vec<Rule>,
    /// By number of the first letter: the rules that may apply.
    pub(crate) first: Vec<Vec<u32>>,
}

/// A rule whose places are sets.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Nearest to the target first.
    pub(crate) before: Vec<Place>,
    pub(crate) target: Vec<Place>,
    pub(crate) after: Vec<Place>,
    pub(crate) output: Vec<Out>,
}

/// One place of a pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) set: u32,
    pub(crate) optional: bool,
}

/// What a rule writes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Out {
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

impl Pass {
    pub(crate) fn holds(&self, set: u32, number: u16) -> bool {
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
