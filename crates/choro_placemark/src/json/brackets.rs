//! Where JSON values end, found by matching brackets outside strings.

/// Why a value does not end, and where that showed.
pub(super) struct Unended {
    pub(super) reason: &'static str,
    pub(super) at: usize,
    pub(super) at_end: bool,
}

/// The bytes of a JSON text, broken or not.
#[derive(Clone, Copy)]
pub(super) struct Brackets<'a> {
    pub(super) bytes: &'a [u8],
    /// Braces and brackets deeper than this are taken for hostile.
    pub(super) max_depth: usize,
}

impl Brackets<'_> {
    /// One past the value that starts at `start`.
    pub(super) fn value_end(&self, start: usize) -> Result<usize, Unended> {
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
                    if closers.len() == self.max_depth {
                        let reason = "the feature is nested too deep";
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
    pub(super) fn string_end(&self, start: usize) -> Result<usize, Unended> {
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
    pub(super) fn is_feature_head(&self, at: usize) -> bool {
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
}
