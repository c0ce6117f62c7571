//! The words of names: which sites may have one.

use std::hash::{DefaultHasher, Hash, Hasher};

use choro_name::fold_into;

use crate::Site;

/// A posting for each word of each name: the word as a number, and the site; sorted. Words of one
/// number are told apart by who asks, who looks at the name itself.
#[derive(Debug)]
pub(crate) struct Words(Vec<(u32, u32)>);

impl Words {
    pub(super) fn new(sites: &[Site]) -> Self {
        let mut postings = Vec::with_capacity(sites.len() * 3);
        let mut folded = String::new();
        for (at, site) in (0u32..).zip(sites) {
            fold_into(&site.name, &mut folded);
            let words = folded.split(' ').filter(|word| !word.is_empty());
            postings.extend(words.map(|word| (number(word), at)));
        }
        postings.sort_unstable();
        postings.dedup();
        Self(postings)
    }

    /// The sites in order whose names may have a folded word: all that do, and few others.
    pub(crate) fn with(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        let number = number(word);
        let from = self.0.partition_point(|posting| posting.0 < number);
        let rest = self.0[from..].iter();
        rest.take_while(move |posting| posting.0 == number)
            .map(|posting| posting.1)
    }
}

fn number(word: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}
