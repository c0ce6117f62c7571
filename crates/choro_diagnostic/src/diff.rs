//! Replacements as a unified diff, which `patch` and `git apply` read.

use choro_text::Span;

/// Bytes of a file and what to put in their place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// Bytes of the old file.
    pub span: Span,
    /// The new bytes.
    pub bytes: Vec<u8>,
}

/// Lines shown before and after a change.
const CONTEXT: usize = 3;

/// Old lines that change, and the new bytes in their place.
struct Change {
    first: usize,
    /// One past the last.
    end: usize,
    new: Vec<u8>,
}

/// The diff of one file, empty where nothing changes. `replacements` are in order of their spans
/// and do not overlap. Lines are shown with their own bytes, whatever the encoding.
pub fn unified_diff(path: &str, old: &[u8], replacements: &[Replacement]) -> Vec<u8> {
    let lines = lines(old);
    let changes = changes(old, &lines, replacements);
    let mut out = Vec::new();
    let mut shift = 0isize;
    let mut at = 0;
    while at < changes.len() {
        let mut end = at + 1;
        while end < changes.len() && changes[end].first <= changes[end - 1].end + 2 * CONTEXT {
            end += 1;
        }
        if out.is_empty() {
            out.extend(format!("--- a/{path}\n+++ b/{path}\n").into_bytes());
        }
        shift += hunk(&mut out, old, &lines, &changes[at..end], shift);
        at = end;
    }
    out
}

/// The lines of a file with their breaks.
fn lines(bytes: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        found.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    found
}

/// Replacements as changes of whole lines; those that touch one line are one change.
fn changes(old: &[u8], lines: &[Span], replacements: &[Replacement]) -> Vec<Change> {
    let line_of = |offset: usize| lines.partition_point(|line| line.end <= offset);
    let mut changes: Vec<Change> = Vec::new();
    // Bytes of the old file that the last change has taken in.
    let mut taken = 0;
    for replacement in replacements {
        let Span { start, end } = replacement.span;
        let first = line_of(start).min(lines.len().saturating_sub(1));
        let last = line_of(end.saturating_sub(1).max(start)).min(lines.len().saturating_sub(1));
        let Some(bounds) = lines.get(first).zip(lines.get(last)) else {
            continue;
        };
        match changes.last_mut() {
            Some(change) if first < change.end => {
                let kept = change.new.len() - (lines[change.end - 1].end - taken);
                change.new.truncate(kept);
                change.new.extend(&old[taken..start]);
                change.end = last + 1;
            }
            _ => changes.push(Change {
                first,
                end: last + 1,
                new: old[bounds.0.start..start].to_vec(),
            }),
        }
        if let Some(change) = changes.last_mut() {
            change.new.extend(&replacement.bytes);
            change.new.extend(&old[end..bounds.1.end]);
        }
        taken = end;
    }
    changes
}

/// Appends one hunk; returns how many lines more the new file has by it.
fn hunk(out: &mut Vec<u8>, old: &[u8], lines: &[Span], changes: &[Change], shift: isize) -> isize {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
        return 0;
    };
    let start = first.first.saturating_sub(CONTEXT);
    let end = (last.end + CONTEXT).min(lines.len());
    let mut body = Vec::new();
    let mut new_lines = 0;
    let mut at = start;
    for change in changes {
        for line in &lines[at..change.first] {
            show(&mut body, b' ', cut(old, *line));
            new_lines += 1;
        }
        for line in &lines[change.first..change.end] {
            show(&mut body, b'-', cut(old, *line));
        }
        for line in change.new.split_inclusive(|byte| *byte == b'\n') {
            show(&mut body, b'+', line);
            new_lines += 1;
        }
        at = change.end;
    }
    for line in &lines[at..end] {
        show(&mut body, b' ', cut(old, *line));
        new_lines += 1;
    }
    let old_lines = end - start;
    let new_start = (start + 1).saturating_add_signed(shift);
    let head = format!(
        "@@ -{},{old_lines} +{new_start},{new_lines} @@\n",
        start + 1
    );
    out.extend(head.into_bytes());
    out.extend(body);
    new_lines as isize - old_lines as isize
}

fn show(out: &mut Vec<u8>, sign: u8, line: &[u8]) {
    out.push(sign);
    out.extend(line);
    if !line.ends_with(b"\n") {
        out.extend(b"\n\\ No newline at end of file\n");
    }
}

fn cut(bytes: &[u8], span: Span) -> &[u8] {
    &bytes[span.start..span.end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn replacement(start: usize, end: usize, text: &str) -> Replacement {
        Replacement {
            span: Span::new(start, end),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn changes_are_shown_with_the_lines_about_them() {
        let old = b"1\n2\n3\n4\nfive\r\n6\n7\n8\n9\n10\n11\n12\n13\n14\nlast";
        let changes = [
            replacement(8, 9, "F"),
            replacement(10, 12, "th"),
            replacement(37, 41, "end"),
        ];
        let shown = unified_diff("docs/a.md", old, &changes);
        assert_eq!(
            String::from_utf8_lossy(&shown),
            "--- a/docs/a.md\n+++ b/docs/a.md\n\
             @@ -2,7 +2,7 @@\n 2\n 3\n 4\n-five\r\n+Fith\r\n 6\n 7\n 8\n\
             @@ -12,4 +12,4 @@\n 12\n 13\n 14\n-last\n\\ No newline at end of file\n\
             +end\n\\ No newline at end of file\n"
        );
        assert!(unified_diff("a", old, &[]).is_empty());
    }

    #[test]
    fn a_change_over_a_line_break_takes_both_lines() {
        let shown = unified_diff(
            "a",
            b"x Sea of\nJapan y\n",
            &[replacement(2, 14, "East\nSea")],
        );
        let shown = String::from_utf8_lossy(&shown);
        assert!(
            shown.contains("-x Sea of\n-Japan y\n+x East\n+Sea y\n"),
            "{shown}"
        );
    }

    /// What a reader of the diff makes of the old file.
    fn patched(old: &[u8], diff: &[u8]) -> Vec<u8> {
        let old: Vec<&[u8]> = old.split_inclusive(|b| *b == b'\n').collect();
        let (mut out, mut at) = (Vec::new(), 0);
        let mut plain = false;
        for line in diff.split_inclusive(|b| *b == b'\n').skip(2) {
            match line[0] {
                b'@' => {
                    let text = String::from_utf8_lossy(line).into_owned();
                    let from: usize = text[4..].split(',').next().unwrap().parse().unwrap();
                    while at + 1 < from {
                        out.extend(old[at]);
                        at += 1;
                    }
                }
                b'-' => at += 1,
                b'\\' if plain => {
                    out.pop();
                }
                b'+' => out.extend(&line[1..]),
                b' ' => {
                    out.extend(&line[1..]);
                    at += 1;
                }
                _ => {}
            }
            plain = matches!(line[0], b'+' | b' ');
        }
        out.extend(old[at..].concat());
        out
    }

    proptest! {
        #[test]
        fn the_diff_leads_to_the_new_file(
            old in "([a-c]{0,3}\n){0,30}[a-c]{0,2}",
            cuts in proptest::collection::btree_set(0usize..90, 0..6),
            text in "[x-z]{0,3}(\n[x-z])?",
        ) {
            let old = old.as_bytes();
            let mut ends: Vec<usize> = cuts.into_iter().filter(|c| *c < old.len()).collect();
            ends.truncate(ends.len() / 2 * 2);
            let changes: Vec<Replacement> = ends
                .chunks(2)
                .map(|pair| replacement(pair[0], pair[1], &text))
                .collect();
            let mut new: Vec<u8> = Vec::new();
            let mut at = 0;
            for change in &changes {
                new.extend(&old[at..change.span.start]);
                new.extend(&change.bytes);
                at = change.span.end;
            }
            new.extend(&old[at..]);
            prop_assert_eq!(patched(old, &unified_diff("a", old, &changes)), new);
        }
    }
}
