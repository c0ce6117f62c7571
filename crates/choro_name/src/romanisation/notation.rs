//! The notation of rules: `before { target } after -> output`.
//!
//! One rule a line, `#` begins a note. Letters stand for themselves and blanks count for nothing;
//! `[NAME]` is one letter of a class, `[^NAME]` anything else, `|` the edge of the word, `?` makes
//! what it follows optional (beside the target only), `&` in the output is the target as it was.
//! `\` takes the meaning off the next sign. Without braces all that is left of the arrow is target.

/// A rule as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Counted from 1, from the first line of the rules.
    pub(crate) number: usize,
    pub(crate) before: Vec<Term>,
    pub(crate) target: Vec<Term>,
    pub(crate) after: Vec<Term>,
    pub(crate) output: Vec<Piece>,
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) what: What,
    pub(crate) optional: bool,
}

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Letter(char),
    Class(String),
    NotClass(String),
    Edge,
}

/// What a rule writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Letter(char),
    /// The letter of this class that stands where the target's letter stands in its class.
    Class(String),
    Target,
}

/// A fault in a line of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// As in [`Line`].
    pub(crate) number: usize,
    pub(crate) reason: String,
}

enum Sign {
    Letter(char),
    Class(String),
    NotClass(String),
    Open,
    Close,
    Edge,
    Optional,
    Target,
    Arrow,
}

/// Reads rules, one a line.
pub(crate) fn lines(text: &str) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for (at, text) in text.lines().enumerate() {
        let number = at + 1;
        let fault = |reason| Fault { number, reason };
        let signs = signs(text).map_err(fault)?;
        if !signs.is_empty() {
            lines.push(line(number, signs).map_err(fault)?);
        }
    }
    Ok(lines)
}

fn signs(text: &str) -> Result<Vec<Sign>, String> {
    let mut signs = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        signs.push(match c {
            '#' => break,
            '{' => Sign::Open,
            '}' => Sign::Close,
            '|' => Sign::Edge,
            '?' => Sign::Optional,
            '&' => Sign::Target,
            '-' if rest.peek() == Some(&'>') => {
                rest.next();
                Sign::Arrow
            }
            '\\' => Sign::Letter(rest.next().ok_or("a letter must follow `\\`")?),
            '[' => {
                let name: String = rest.by_ref().take_while(|&c| c != ']').collect();
                match name.trim().strip_prefix('^') {
                    Some(name) => Sign::NotClass(name.trim().to_owned()),
                    None => Sign::Class(name.trim().to_owned()),
                }
            }
            ']' => return Err("`]` without `[`".to_owned()),
            c if c.is_whitespace() => continue,
            c => Sign::Letter(c),
        });
    }
    Ok(signs)
}

fn line(number: usize, signs: Vec<Sign>) -> Result<Line, String> {
    let mut parts: [Vec<Term>; 3] = Default::default();
    let (mut part, mut braces) = (0, false);
    let mut output = Vec::new();
    let mut arrow = false;
    for sign in signs {
        if arrow {
            output.push(piece(sign)?);
            continue;
        }
        let what = match sign {
            Sign::Arrow if part == 1 => return Err("`{` without `}`".to_owned()),
            Sign::Arrow => {
                arrow = true;
                continue;
            }
            Sign::Open if part == 0 => {
                (part, braces) = (1, true);
                continue;
            }
            Sign::Close if part == 1 => {
                part = 2;
                continue;
            }
            Sign::Open | Sign::Close => return Err("more than one target in braces".to_owned()),
            Sign::Optional => {
                let last = parts[part].last_mut().ok_or("nothing stands before `?`")?;
                last.optional = true;
                continue;
            }
            Sign::Target => return Err("`&` belongs to the output".to_owned()),
            Sign::Letter(c) => What::Letter(c),
            Sign::Class(name) => What::Class(name),
            Sign::NotClass(name) => What::NotClass(name),
            Sign::Edge => What::Edge,
        };
        parts[part].push(Term {
            what,
            optional: false,
        });
    }
    if !arrow {
        return Err("a rule needs `->`".to_owned());
    }
    let [before, target, after] = parts;
    let (before, target, after) = if braces {
        (before, target, after)
    } else {
        (Vec::new(), before, Vec::new())
    };
    if target.is_empty() {
        return Err("the target is empty".to_owned());
    }
    if target.iter().any(|t| t.optional || t.what == What::Edge) {
        return Err("`?` and `|` do not belong in a target".to_owned());
    }
    Ok(Line {
        number,
        before,
        target,
        after,
        output,
    })
}

fn piece(sign: Sign) -> Result<Piece, String> {
    match sign {
        Sign::Letter(c) => Ok(Piece::Letter(c)),
        Sign::Class(name) => Ok(Piece::Class(name)),
        Sign::Target => Ok(Piece::Target),
        Sign::Arrow => Err("a second `->`".to_owned()),
        Sign::NotClass(_) => Err("`[^…]` does not belong in an output".to_owned()),
        Sign::Open | Sign::Close | Sign::Edge | Sign::Optional => {
            Err("`{`, `}`, `|` and `?` do not belong in an output".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_context_target_and_output() {
        let read = lines("\n[V] . ? { k } | -> g &  # voiced\n").expect("a rule");
        let [rule] = &read[..] else {
            panic!("{read:?}")
        };
        assert_eq!(rule.number, 2);
        assert_eq!(rule.before.len(), 2);
        assert!(rule.before[1].optional && !rule.before[0].optional);
        assert_eq!(rule.after[0].what, What::Edge);
        assert_eq!(rule.output, [Piece::Letter('g'), Piece::Target]);
    }

    #[test]
    fn faults_name_their_line() {
        for (text, number, reason) in [
            ("a -> b\na b", 2, "needs `->`"),
            ("a { b -> c", 1, "without `}`"),
            ("a { } b -> c", 1, "empty"),
            ("a -> b -> c", 1, "second"),
            ("a] -> b", 1, "without `[`"),
            ("{ a ? } -> b", 1, "target"),
        ] {
            let fault = lines(text).expect_err(text);
            assert_eq!(fault.number, number, "{text}");
            assert!(fault.reason.contains(reason), "{text}: {}", fault.reason);
        }
    }
}
