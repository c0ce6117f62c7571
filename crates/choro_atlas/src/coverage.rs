//! How much of the documents was understood, and how much of that could be checked.

use crate::Atlas;
use choro_check::{Outcome, Verdict};
use choro_claim::Annotated;
use choro_document::{Block, BlockKind};
use choro_text::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// Sentences and claims of a document, or of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Sentences of the prose: paragraphs, lists and captions.
    pub sentences: usize,
    /// Those that a claim was read from.
    pub with_claim: usize,
    /// Claims, wherever they stand.
    pub claims: usize,
    /// Claims found supported, contradicted or disputed.
    pub checked: usize,
    /// The others, by the reason of their verdict.
    pub undetermined: BTreeMap<String, usize>,
}

impl Coverage {
    /// Counts the sentences and claims of a document, whose verdicts are in the order of its claims.
    pub fn of(text: &Annotated, verdicts: &[Verdict]) -> Self {
        let mut counted = Self {
            claims: text.claims.len(),
            ..Self::default()
        };
        for (index, block) in text.document.blocks.iter().enumerate() {
            if is_prose(block) {
                counted.add_block(text, index, block);
            }
        }
        for verdict in verdicts {
            if verdict.outcome == Outcome::Undetermined {
                let reason = counted.undetermined.entry(verdict.reason.clone());
                *reason.or_default() += 1;
            } else {
                counted.checked += 1;
            }
        }
        counted
    }

    fn add_block(&mut self, text: &Annotated, index: usize, block: &Block) {
        let own = text.claims.iter().filter(|claim| claim.block == index);
        let evidence: Vec<Span> = own.map(|claim| claim.evidence.span).collect();
        let words = text.words(index);
        for sentence in &words.sentences {
            let span = block.to_original(words.span(sentence.clone()));
            self.sentences += 1;
            self.with_claim += usize::from(evidence.iter().any(|claim| claim.overlaps(span)));
        }
    }

    /// Claims that nothing could be said of.
    pub fn unchecked(&self) -> usize {
        self.undetermined.values().sum()
    }

    /// `41 of 63 sentences carry a claim; of 58 claims 29 are checked, 29 undetermined (20 not checked,
    /// 9 data missing)`, with `noun` for claims.
    pub fn words(&self, noun: &str) -> String {
        let carry = match self.sentences {
            1 => "sentence carries",
            _ => "sentences carry",
        };
        let mut words = format!("{} of {} {carry} a {noun}", self.with_claim, self.sentences);
        if self.claims == 0 {
            return words;
        }
        let plural = if self.claims == 1 { "" } else { "s" };
        let are = if self.checked == 1 { "is" } else { "are" };
        words.push_str(&format!(
            "; of {} {noun}{plural} {} {are} checked",
            self.claims, self.checked
        ));
        if !self.undetermined.is_empty() {
            let reasons: Vec<String> = self
                .reasons()
                .into_iter()
                .map(|(reason, count)| format!("{count} {reason}"))
                .collect();
            words.push_str(&format!(
                ", {} undetermined ({})",
                self.unchecked(),
                reasons.join(", ")
            ));
        }
        words
    }

    /// The reasons for which claims are undetermined, the most frequent first, in words.
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let words = self.undetermined.iter();
        let mut reasons: Vec<(String, usize)> = words
            .map(|(reason, count)| (reason.replace('-', " "), *count))
            .collect();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        reasons
    }
}

impl std::ops::AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.with_claim += other.with_claim;
        self.claims += other.claims;
        self.checked += other.checked;
        for (reason, count) in other.undetermined {
            *self.undetermined.entry(reason).or_default() += count;
        }
    }
}

impl std::fmt::Display for Coverage {
    /// As [`Coverage::words`], of claims.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words("claim"))
    }
}

fn is_prose(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption
    )
}

impl Atlas {
    /// How much of each document was understood, in their order.
    pub fn coverage(&self) -> Vec<Coverage> {
        let documents = self.documents.iter().zip(&self.verdicts);
        documents
            .map(|(text, verdicts)| Coverage::of(text, verdicts))
            .collect()
    }

    /// How much of all documents together was understood.
    pub fn whole_coverage(&self) -> Coverage {
        let mut whole = Coverage::default();
        for document in self.coverage() {
            whole += document;
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_with_the_most_frequent_first() {
        let mut coverage = Coverage {
            sentences: 63,
            with_claim: 41,
            claims: 58,
            checked: 29,
            undetermined: BTreeMap::from([("data-missing".to_owned(), 9)]),
        };
        coverage += Coverage {
            undetermined: BTreeMap::from([("not-checked".to_owned(), 20)]),
            ..Coverage::default()
        };
        assert_eq!(
            coverage.to_string(),
            "41 of 63 sentences carry a claim; of 58 claims 29 are checked, 29 undetermined \
             (20 not checked, 9 data missing)"
        );
        let one = Coverage {
            sentences: 1,
            ..Coverage::default()
        };
        assert_eq!(one.to_string(), "0 of 1 sentence carries a claim");
    }
}
