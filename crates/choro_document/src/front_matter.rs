//! What a file says of itself at its head: `---` with `key: value` lines, or `+++` with TOML.

use choro_quantity::When;

/// Longest head in bytes; anything longer that starts with `---` is a text with a rule above it.
const REACH: usize = 64 * 1024;

/// Title, date, author and licence of a document, as stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) date: When,
    pub(crate) author: Option<String>,
    pub(crate) licence: Option<String>,
}

impl Head {
    /// Takes one statement; the first of each kind counts, unknown keys are passed over.
    pub(crate) fn state(&mut self, key: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let fill = |slot: &mut Option<String>| {
            slot.get_or_insert_with(|| value.to_owned());
        };
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => fill(&mut self.title),
            "author" | "authors" | "creator" => fill(&mut self.author),
            "licence" | "license" | "rights" => fill(&mut self.licence),
            "date" | "published" | "updated" if self.date == When::default() => {
                self.date = crate::date::parse(value);
            }
            _ => {}
        }
    }
}

/// Reads the front matter at the start of `text` into `head` and gives the byte at which the
/// body begins. Without well-formed front matter the body begins at 0.
pub(crate) fn read(text: &str, head: &mut Head) -> usize {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let Some(fence) = ["---", "+++"].into_iter().find(|f| rest.starts_with(f)) else {
        return 0;
    };
    let Some(first) = rest.find('\n') else {
        return 0;
    };
    if !rest[fence.len()..first].trim().is_empty() {
        return 0;
    }
    let mut at = first + 1;
    let mut lines = Vec::new();
    while at < rest.len() && at < REACH {
        let end = rest[at..].find('\n').map_or(rest.len(), |i| at + i + 1);
        let line = rest[at..end].trim_end();
        at = end;
        if line == fence || fence == "---" && line == "..." {
            let body = lines.join("\n");
            let known = if fence == "---" {
                read_keys(&lines, head)
            } else {
                read_toml(&body, head)
            };
            return if known { start + at } else { 0 };
        }
        lines.push(line);
    }
    0
}

/// `key: value` lines; indented lines and `- item` lines belong to the key above and only the
/// first item of an author list is kept. Prose between two rules is not front matter.
fn read_keys(lines: &[&str], head: &mut Head) -> bool {
    let keyed = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        })
    };
    let goes_on = |line: &str| {
        line.is_empty() || line.starts_with([' ', '\t', '#']) || line.starts_with("- ")
    };
    if !lines.iter().all(|l| keyed(l) || goes_on(l)) || !lines.iter().any(|l| keyed(l)) {
        return false;
    }
    let mut open = None;
    for line in lines {
        if let (true, Some((key, value))) = (keyed(line), line.split_once(':')) {
            let value = unquote(value);
            let value = value
                .strip_prefix('[')
                .map_or(value, |v| unquote(v.split([',', ']']).next().unwrap_or(v)));
            head.state(key, value);
            open = value.is_empty().then_some(key);
        } else if let (Some(key), Some(item)) = (open, line.trim_start().strip_prefix("- ")) {
            head.state(key, unquote(item));
        }
    }
    true
}

fn unquote(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|v| v.strip_suffix(quote))
        {
            return inner;
        }
    }
    // A comment may follow an unquoted value.
    value.split_once(" #").map_or(value, |(v, _)| v.trim_end())
}

fn read_toml(body: &str, head: &mut Head) -> bool {
    let Ok(table) = body.parse::<toml::Table>() else {
        return false;
    };
    for (key, value) in &table {
        match value {
            toml::Value::String(text) => head.state(key, text),
            toml::Value::Datetime(date) => head.state(key, &date.to_string()),
            toml::Value::Integer(year) => head.state(key, &year.to_string()),
            toml::Value::Array(items) => {
                if let Some(first) = items.first().and_then(toml::Value::as_str) {
                    head.state(key, first);
                }
            }
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_are_read() {
        let mut head = Head::default();
        let text = "---\ntitle: \"Hyesan: a city\"\ndate: 2022-10-04 # seen\nauthors:\n  - Kim\n  - Pak\nlicense: CC BY 4.0\n---\nBody";
        assert_eq!(&text[read(text, &mut head)..], "Body");
        assert_eq!(head.title.as_deref(), Some("Hyesan: a city"));
        assert_eq!(head.date.edtf, "2022-10-04");
        assert_eq!(head.author.as_deref(), Some("Kim"));
        assert_eq!(head.licence.as_deref(), Some("CC BY 4.0"));
        let mut head = Head::default();
        let text = "+++\ntitle = 'Musan'\ndate = 1930-05-01\n+++\r\nBody";
        assert_eq!(&text[read(text, &mut head)..], "Body");
        assert_eq!(
            (head.title.as_deref(), head.date.edtf.as_str()),
            (Some("Musan"), "1930-05-01")
        );
    }

    #[test]
    fn prose_between_rules_is_no_front_matter() {
        let mut head = Head::default();
        for text in [
            "---\nHyesan is a city.\n---\n",
            "---\ntitle: x\n",
            "--- a\ntitle: x\n---\n",
            "+++\n=\n+++\n",
            "---",
        ] {
            assert_eq!(read(text, &mut head), 0, "{text}");
        }
        assert_eq!(head, Head::default());
    }
}
