//! Patterns of folder paths: `Military/*/AAA`, `**/Radars`.

use choro_name::fold;

/// A pattern of a folder path: each step a folder's name, `*` any one folder, `**` any number of
/// them, none included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Folded; `*` inside stands for any letters.
    Name(String),
    Any,
    AnyNumber,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let step = |part: &str| match part.trim() {
            "*" => Step::Any,
            "**" => Step::AnyNumber,
            name => Step::Name(name.split('*').map(fold).collect::<Vec<_>>().join("*")),
        };
        Self(text.trim_matches('/').split('/').map(step).collect())
    }

    /// Whether the whole path fits; `path` is folded.
    pub(super) fn fits(&self, path: &[String]) -> bool {
        // reach[n]: the first n folders fit the steps looked at so far.
        let mut reach = vec![false; path.len() + 1];
        reach[0] = true;
        for step in &self.0 {
            let mut next = vec![false; path.len() + 1];
            for n in 0..=path.len() {
                next[n] = match step {
                    Step::AnyNumber => reach[n] || n > 0 && next[n - 1],
                    Step::Any => n > 0 && reach[n - 1],
                    Step::Name(name) => n > 0 && reach[n - 1] && like(name, &path[n - 1]),
                };
            }
            reach = next;
        }
        reach[path.len()]
    }
}

/// Whether a name is like a pattern with `*` for any letters.
fn like(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &[&str]) -> bool {
        let path: Vec<String> = path.iter().map(|p| fold(p)).collect();
        Pattern::new(pattern).fits(&path)
    }

    #[test]
    fn steps_stars_and_letters() {
        assert!(fits("Military/AAA", &["military", "A.A.A."]));
        assert!(!fits("Military/AAA", &["Military", "AAA", "Old"]));
        assert!(fits("*/AAA", &["Military", "AAA"]));
        assert!(!fits("*/AAA", &["AAA"]));
        assert!(fits("**/AAA", &["AAA"]));
        assert!(fits("**/AAA/**", &["a", "b", "AAA", "c"]));
        assert!(fits("KN-*", &["KN-06 batteries"]));
        assert!(fits("*air*def*", &["Old air defence"]));
        assert!(!fits("KN-*", &["SA-2"]));
    }
}
