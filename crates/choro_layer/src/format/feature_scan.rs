//! Where the features of a GeoJSON text are, found by matching braces outside strings.
//!
//! Works on one document, on one feature per line, and on text that is cut off or broken in some
//! features: a feature that does not close before the next one starts is given up, and reading
//! goes on with the next. Every byte is looked at a fixed number of times.

use choro_text::Span;

use crate::intake::Spot;

/// Braces and brackets deeper than this are taken for hostile.
const MAX_DEPTH: usize = 100;

/// What was found.
pub(crate) enum Found {
    /// A whole JSON object: a feature, or a geometry or anything else that stands alone.
    Object(Spot),
    /// What should be one and is not, and why.
    Broken(Spot, &'static str),
    /// The end of the text came too early.
    CutOff(Spot, &'static str),
}

/// Why a value does not end, and where that showed.
struct Unended {
    reason: &'static str,
    at: usize,
    at_end: bool,
}

/// The search, as an iterator over what it finds.
pub(crate) struct Features<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    line_at: usize,
    /// Whether the search is inside a list of features.
    in_list: bool,
    /// Whether the object that holds the list is open.
    in_collection: bool,
}

impl<'a> Features<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
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
            self.line += super::delimited::breaks(&self.bytes[self.line_at..start]);
            self.line_at = start;
        }
        Spot {
            line: self.line,
            span: Span::new(start, end),
        }
    }

    /// One past the value that starts at `start`.
    fn value_end(&self, start: usize) -> Result<usize, Unended> {
        let mut closers: Vec<u8> = Vec::new();
        let mut at = start;
        let mut before = 0;
        while let Some(&b) = self.bytes.get(at) {
            match b {
                b'"' => {
                    at = self.string_end(at)?;
                    if closers.is_empty() {
                        return Ok(at);
                    }
                    before = b;
                    continue;
                }
                b'{' | b'[' => {
                    // As a member's value or a list's first item it belongs to this feature.
                    let next_feature =
                        b == b'{' && !matches!(before, b':' | b'[') && !closers.is_empty();
                    if next_feature && self.is_feature_head(at) {
                        let reason = "the feature does not close before the next one starts";
                        return Err(Unended {
                            reason,
                            at,
                            at_end: false,
                        });
                    }
                    if closers.len() == MAX_DEPTH {
                        let reason = "the feature is nested more than 100 deep";
                        return Err(Unended {
                            reason,
                            at,
                            at_end: false,
                        });
                    }
                    closers.push(if b == b'{' { b'}' } else { b']' });
                }
                b'}' | b']' => {
                    if closers.is_empty() {
                        return Ok(at);
                    }
                    if closers.pop() != Some(b) {
                        let reason = "a bracket closes what another kind of bracket opened";
                        return Err(Unended {
                            reason,
                            at,
                            at_end: false,
                        });
                    }
                    if closers.is_empty() {
                        return Ok(at + 1);
                    }
                }
                b',' | b' ' | b'\t' | b'\r' | b'\n' if closers.is_empty() => return Ok(at),
                _ => {}
            }
            if !b.is_ascii_whitespace() {
                before = b;
            }
            at += 1;
        }
        if closers.is_empty() {
            Ok(at)
        } else {
            Err(Unended {
                reason: "the file ends inside a feature",
                at,
                at_end: true,
            })
        }
    }

    /// One past the string that starts with the quote at `start`.
    fn string_end(&self, start: usize) -> Result<usize, Unended> {
        let mut at = start + 1;
        while let Some(&b) = self.bytes.get(at) {
            match b {
                b'"' => return Ok(at + 1),
                b'\\' => at += 2,
                b'\n' => {
                    let reason = "a quoted text does not close on its line";
                    return Err(Unended {
                        reason,
                        at,
                        at_end: false,
                    });
                }
                _ => at += 1,
            }
        }
        let reason = "the file ends inside a quoted text";
        Err(Unended {
            reason,
            at: self.bytes.len(),
            at_end: true,
        })
    }

    /// Whether a feature starts at the brace at `at`: its first member is the type `Feature`, or
    /// an id followed by that.
    fn is_feature_head(&self, at: usize) -> bool {
        let window = &self.bytes[at + 1..self.bytes.len().min(at + 160)];
        let mut rest = window.trim_ascii_start();
        if let Some(id) = rest.strip_prefix(b"\"id\"") {
            match id.iter().position(|b| *b == b',') {
                Some(comma) => rest = id[comma + 1..].trim_ascii_start(),
                None => return false,
            }
        }
        let kind = rest.strip_prefix(b"\"type\"").map(<[u8]>::trim_ascii_start);
        let kind = kind
            .and_then(|r| r.strip_prefix(b":"))
            .map(<[u8]>::trim_ascii_start);
        kind.is_some_and(|r| r.starts_with(b"\"Feature\""))
    }

    /// Goes to the next start of a feature from `from` on, or to the end.
    fn resume(&mut self, from: usize) {
        let mut at = from;
        while let Some(i) = self
            .bytes
            .get(at..)
            .and_then(|r| r.iter().position(|b| *b == b'{'))
        {
            if self.is_feature_head(at + i) {
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
        match self.value_end(start) {
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
        loop {
            while matches!(self.bytes.get(at), Some(b) if b.is_ascii_whitespace() || *b == b',') {
                at += 1;
            }
            if self.bytes.get(at) != Some(&b'"') {
                return false;
            }
            let Ok(key_end) = self.string_end(at) else {
                return false;
            };
            let is_list = &self.bytes[at..key_end] == b"\"features\"";
            at = key_end;
            while matches!(self.bytes.get(at), Some(b) if b.is_ascii_whitespace() || *b == b':') {
                at += 1;
            }
            if is_list && self.bytes.get(at) == Some(&b'[') {
                self.at = at + 1;
                return true;
            }
            match self.value_end(at) {
                Ok(end) if end > at => at = end,
                _ => return false,
            }
        }
    }

    /// Skips the members of a collection after its list of features.
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
                    let Ok(key_end) = self.string_end(self.at) else {
                        return;
                    };
                    self.at = key_end;
                    while matches!(self.peek(), Some(b) if b.is_ascii_whitespace() || b == b':') {
                        self.at += 1;
                    }
                    match self.value_end(self.at) {
                        Ok(end) if end > self.at => self.at = end,
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
