//! Which rules a sentence may concern, told by the words it holds.

use super::Rule;
use super::vocabulary::{SetId, Sets};

/// The rules by a set of words of which each needs one: a sentence is offered to those alone whose
/// set it holds a word of.
#[derive(Debug)]
pub(crate) struct Triggers {
    /// The sets that rules are filed under.
    filed: Sets,
    /// Rules with the set they are filed under, in its order; the number is that of the rule.
    rules: Vec<(SetId, u32)>,
    /// Rules that need no word.
    open: Vec<u32>,
}

impl Triggers {
    /// Files each rule under the rarest of the sets it needs; `sets` is how many there are.
    pub(super) fn new(rules: &[Rule], sets: usize) -> Self {
        let (mut filed, mut open) = (Vec::new(), Vec::new());
        for (number, rule) in rules.iter().enumerate() {
            match rule.program.needs.sets.first() {
                Some(set) => filed.push((*set, number as u32)),
                None => open.push(number as u32),
            }
        }
        filed.sort_unstable();
        Self {
            filed: Sets::of(filed.iter().map(|(set, _)| *set), sets),
            rules: filed,
            open,
        }
    }

    /// The numbers of the rules that a sentence with words of these sets may concern, in order.
    pub(crate) fn of(&self, sets: &Sets, found: &mut Vec<u32>) {
        found.clear();
        found.extend(&self.open);
        for set in sets.shared(&self.filed) {
            let from = self.rules.partition_point(|(other, _)| *other < set);
            let own = self.rules[from..]
                .iter()
                .take_while(|(other, _)| *other == set);
            found.extend(own.map(|(_, rule)| *rule));
        }
        found.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;

    #[test]
    fn a_sentence_with_all_a_rule_needs_is_offered_to_it() {
        let grammar = grammar();
        let all = grammar.vocabulary.sets();
        let mut found = Vec::new();
        for (number, rule) in grammar.rules.iter().enumerate() {
            let sets = Sets::of(rule.program.needs.sets.iter().copied(), all);
            grammar.triggers.of(&sets, &mut found);
            assert!(found.contains(&(number as u32)), "{}", rule.name);
            assert!(found.is_sorted(), "{found:?}");
        }
    }

    #[test]
    fn a_sentence_without_words_of_the_grammar_is_offered_to_hardly_any() {
        let grammar = grammar();
        let mut found = Vec::new();
        let none = Sets::of(std::iter::empty(), grammar.vocabulary.sets());
        grammar.triggers.of(&none, &mut found);
        assert!(found.len() < grammar.rules.len() / 4, "{}", found.len());
    }
}
