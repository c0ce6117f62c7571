//! A place in a text from which signs and figures are read, forwards and backwards.

/// A byte position on a character boundary.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn head(&self) -> &'a str {
        self.text.get(..self.at).unwrap_or("")
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn last(&self) -> Option<char> {
        self.head().chars().next_back()
    }

    /// Steps over the character where it is one of these.
    pub(super) fn eat(&mut self, signs: &[char]) -> bool {
        let met = self.next().filter(|c| signs.contains(c));
        self.at += met.map_or(0, char::len_utf8);
        met.is_some()
    }

    /// Steps back over the character where it is one of these.
    pub(super) fn eat_back(&mut self, signs: &[char]) -> bool {
        let met = self.last().filter(|c| signs.contains(c));
        self.at -= met.map_or(0, char::len_utf8);
        met.is_some()
    }

    /// Steps over spaces and at most one line break; says whether there were any.
    pub(super) fn eat_spaces(&mut self) -> bool {
        let from = self.at;
        let mut breaks = 0;
        while let Some(c) = self.next().filter(|c| c.is_whitespace()) {
            breaks += usize::from(c == '\n');
            if breaks > 1 {
                break;
            }
            self.at += c.len_utf8();
        }
        self.at > from
    }

    pub(super) fn eat_spaces_back(&mut self) -> bool {
        let from = self.at;
        while let Some(c) = self.last().filter(|c| c.is_whitespace() && *c != '\n') {
            self.at -= c.len_utf8();
        }
        self.at < from
    }

    /// The run of letters ahead, not beyond 12: longer words mean nothing here.
    pub(super) fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .char_indices()
            .take(13)
            .find(|(_, c)| !c.is_alphabetic())
            .map_or_else(|| rest.len().min(13), |(i, _)| i);
        rest.get(..end).unwrap_or("")
    }

    /// The run of letters just behind, not beyond 12.
    pub(super) fn word_back(&self) -> &'a str {
        let head = self.head();
        let start = head
            .char_indices()
            .rev()
            .take(13)
            .take_while(|(_, c)| c.is_alphabetic())
            .last()
            .map_or(head.len(), |(i, _)| i);
        head.get(start..).unwrap_or("")
    }

    /// Steps over the word ahead where it is one of these, in any case.
    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        let met = words.iter().any(|w| word.eq_ignore_ascii_case(w));
        self.at += if met { word.len() } else { 0 };
        met
    }

    /// The digits ahead; empty where there are none.
    pub(super) fn digits(&self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .bytes()
            .position(|b| !b.is_ascii_digit())
            .unwrap_or(rest.len());
        &rest[..end]
    }
}
