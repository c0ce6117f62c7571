//! The notes of a brief, each once.

use crate::brief::{Evidence, Note};

/// Notes as they are gathered.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    all: Vec<Evidence>,
}

impl Notes {
    /// The numbers, from 0, of what a sentence rests on, each once.
    pub(crate) fn numbers(&mut self, evidence: Vec<Evidence>) -> Vec<usize> {
        let mut numbers = Vec::new();
        for one in evidence {
            let known = self.all.iter().position(|known| *known == one);
            let number = known.unwrap_or_else(|| {
                self.all.push(one);
                self.all.len() - 1
            });
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The notes, put into words.
    pub(crate) fn worded<E>(
        self,
        words: impl Fn(&Evidence) -> Result<String, E>,
    ) -> Result<Vec<Note>, E> {
        let worded = |evidence: Evidence| {
            let text = words(&evidence)?;
            Ok(Note { evidence, text })
        };
        self.all.into_iter().map(worded).collect()
    }
}
