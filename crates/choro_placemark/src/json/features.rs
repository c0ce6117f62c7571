//! Where the features of a GeoJSON text are, found by matching braces outside strings.
//!
//! Works on one document, on one feature per line, and on text that is cut off or broken in some
//! features: a feature that does not close before the next one starts is given up, and reading
//! goes on with the next. Every byte is looked at a fixed number of times.

use std::collections::VecDeque;

use choro_diagnostic::Spot;
use choro_text::Span;

use super::brackets::Brackets;

/// What was found.
pub enum Found {
    /// A whole JSON object: a feature, or a geometry or anything else that stands alone.
    Object(Spot),
    /// What should be one and is not, and why.
    Broken(Spot, &'static str),
    /// The end of the text came too early.
    CutOff(Spot, &'static str),
    /// A member of the object that holds the list of features, other than that list.
    Member {
        /// The member.
        spot: Spot,
        /// The bytes of its name, quotes and all.
        key: Span,
        /// The bytes of its value.
        value: Span,
    },
}

/// The search, as an iterator over what it finds.
pub struct Features<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    line_at: usize,
    /// Whether the search is inside a list of features.
    in_list: bool,
    /// Whether the object that holds the list is open.
    in_collection: bool,
    brackets: Brackets<'a>,
    /// Members of the collection found and not yet given out: the key's and the value's bytes.
    members: VecDeque<(Span, Span)>,
}

impl<'a> Features<'a> {
    /// The search through `bytes`; what is nested deeper than `max_depth` is given up.
    pub fn new(bytes: &'a [u8], max_depth: usize) -> Self {
        let at = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        Self {
            bytes,
            at,
            line: 1,
            line_at: 0,
            in_list: false,
            in_collection: false,
            brackets: Brackets { bytes, max_depth },
            members: VecDeque::new(),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips white space, commas and record separators (RFC 8142).
    fn skip_between(&mut self) {
        while matches!(
            self.peek(),
            Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | 0x1E)
        ) {
            self.at += 1;
        }
    }

    /// The spot `start..end`. Starts never go back, so lines are counted once.
    fn spot(&mut self, start: usize, end: usize) -> Spot {
        if start > self.line_at {
            self.line += crate::delimited::breaks(&self.bytes[self.line_at..start]);
            self.line_at = start;
        }
        Spot {
            line: self.line,
            span: Span::new(start, end),
        }
    }

    /// Goes to the next start of a feature from `from` on, or to the end.
    fn resume(&mut self, from: usize) {
        let mut at = from;
        while let Some(i) = self
            .bytes
            .get(at..)
            .and_then(|r| r.iter().position(|b| *b == b'{'))
        {
            if self.brackets.is_feature_head(at + i) {
                self.at = at + i;
                return;
            }
            at += i + 1;
        }
        self.at = self.bytes.len();
        self.in_list = false;
        self.in_collection = false;
    }

    /// Takes the value at the present byte.
    fn value(&mut self) -> Found {
        let start = self.at;
        match self.brackets.value_end(start) {
            Ok(end) => {
                let end = end.max(start + 1);
                self.at = end;
                let spot = self.spot(start, end);
                match self.bytes[start] {
                    b'{' => Found::Object(spot),
                    _ => Found::Broken(spot, "this is not a feature"),
                }
            }
            Err(unended) => {
                let end = unended.at.min(self.bytes.len());
                let spot = self.spot(start, end);
                if unended.at_end {
                    self.at = self.bytes.len();
                    self.in_list = false;
                    self.in_collection = false;
                    return Found::CutOff(spot, unended.reason);
                }
                self.resume(end.max(start + 1));
                Found::Broken(spot, unended.reason)
            }
        }
    }

    /// Looks for a list of features in the object at the present byte and goes there.
    fn enter_collection(&mut self) -> bool {
        let mut at = self.at + 1;
        let mut members = VecDeque::new();
        loop {
            while matches!(self.bytes.get(at), Some(b) if b.is_ascii_whitespace() || *b == b',') {
                at += 1;
            }
            if self.bytes.get(at) != Some(&b'"') {
                return false;
            }
            let Ok(key_end) = self.brackets.string_end(at) else {
                return false;
            };
            let key = Span::new(at, key_end);
            let is_list = &self.bytes[at..key_end] == b"\"features\"";
            at = key_end;
            while matches!(self.bytes.get(at), Some(b) if b.is_ascii_whitespace() || *b == b':') {
                at += 1;
            }
            if is_list && self.bytes.get(at) == Some(&b'[') {
                self.at = at + 1;
                self.members = members;
                return true;
            }
            match self.brackets.value_end(at) {
                Ok(end) if end > at => {
                    members.push_back((key, Span::new(at, end)));
                    at = end;
                }
                _ => return false,
            }
        }
    }

    /// Goes past the members of a collection after its list of features.
    fn leave_collection(&mut self) {
        self.in_collection = false;
        loop {
            self.skip_between();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return;
                }
                Some(b'"') => {
                    let Ok(key_end) = self.brackets.string_end(self.at) else {
                        return;
                    };
                    let key = Span::new(self.at, key_end);
                    self.at = key_end;
                    while matches!(self.peek(), Some(b) if b.is_ascii_whitespace() || b == b':') {
                        self.at += 1;
                    }
                    match self.brackets.value_end(self.at) {
                        Ok(end) if end > self.at => {
                            self.members.push_back((key, Span::new(self.at, end)));
                            self.at = end;
                        }
                        _ => return,
                    }
                }
                _ => return,
            }
        }
    }
}

impl Iterator for Features<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some((key, value)) = self.members.pop_front() {
                let spot = self.spot(key.start, value.end);
                return Some(Found::Member { spot, key, value });
            }
            self.skip_between();
            let Some(b) = self.peek() else {
                if self.in_list {
                    self.in_list = false;
                    let end = self.bytes.len();
                    let spot = self.spot(end.saturating_sub(1), end);
                    return Some(Found::CutOff(
                        spot,
                        "the file ends inside the list of features",
                    ));
                }
                return None;
            };
            match b {
                b']' if self.in_list => {
                    self.at += 1;
                    self.in_list = false;
                    if self.in_collection {
                        self.leave_collection();
                    }
                }
                b'[' if !self.in_list => {
                    self.at += 1;
                    self.in_list = true;
                }
                b'{' if !self.in_list && self.enter_collection() => {
                    self.in_list = true;
                    self.in_collection = true;
                }
                // What is left of a collection whose features were read on after a fault.
                b']' | b'}' => self.at += 1,
                _ => return Some(self.value()),
            }
        }
    }
}
