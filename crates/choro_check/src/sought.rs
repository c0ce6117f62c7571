//! Phrases that rules look for in every text, made ready once.

use memchr::memmem::Finder;

/// Phrases in lower case, to be looked for in texts in lower case.
pub(crate) struct Sought(Vec<(&'static str, Finder<'static>)>);

impl Sought {
    pub(crate) fn new(phrases: &'static [String]) -> Self {
        let ready = |phrase: &'static String| (phrase.as_str(), Finder::new(phrase.as_str()));
        Self(phrases.iter().map(ready).collect())
    }

    /// Where each of the phrases that a text holds first stands in it, in the order of the list.
    pub(crate) fn in_text<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let found = move |(phrase, finder): &'t (&'static str, Finder<'static>)| {
            Some((finder.find(text.as_bytes())?, *phrase))
        };
        self.0.iter().filter_map(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_where_they_first_do() {
        let phrases: &'static [String] = Vec::leak(vec!["b c".to_owned(), "a".to_owned()]);
        let found: Vec<_> = Sought::new(phrases).in_text("x a b c a b c").collect();
        assert_eq!(found, [(4, "b c"), (2, "a")]);
    }
}
