//! Descriptions as pages and search see them. The text of the file itself is never shown to a
//! browser.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;
use html5gum::{Token, Tokenizer};

use crate::Description;

/// Tags beyond which a description is shown by its words alone.
const MOST_TAGS: usize = 10_000;
/// Elements that begin a new line.
const BLOCKS: [&[u8]; 25] = [
    b"p",
    b"div",
    b"br",
    b"li",
    b"ul",
    b"ol",
    b"tr",
    b"table",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"hr",
    b"dd",
    b"dt",
    b"dl",
    b"blockquote",
    b"pre",
    b"section",
    b"article",
    b"header",
    b"footer",
    b"caption",
];
/// Elements whose text is none.
const UNSHOWN: [&[u8]; 5] = [b"script", b"style", b"title", b"template", b"noscript"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .rm_tags(["map", "area"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer nofollow"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") => is_packed(value).then_some(Cow::Borrowed(value)),
            (_, "href") => is_link(value).then_some(Cow::Borrowed(value)),
            (_, "src" | "cite" | "background") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

impl Description {
    /// HTML that is safe to show: no scripts, handlers, forms or styles. Links lead to web and
    /// mail addresses and say so to search engines; pictures are those packed with the file,
    /// nothing is loaded from elsewhere.
    ///
    /// ```
    /// use choro_placemark::Description;
    /// let html = Description("<b onclick='x()'>Pier</b><script>x()</script>".to_owned());
    /// assert_eq!(html.safe(), "<b>Pier</b>");
    /// ```
    pub fn safe(&self) -> String {
        // Putting elements into a tree takes a time that grows with the square of their depth.
        let tags = memchr::memchr_iter(b'<', self.0.as_bytes()).count();
        if tags > MOST_TAGS {
            return ammonia::clean_text(&self.plain());
        }
        SANITISER.clean(&self.0).to_string()
    }

    /// The words alone, a line for each paragraph, row or item; for search and for reading.
    ///
    /// ```
    /// use choro_placemark::Description;
    /// let html = Description("<p>Built <b>2006</b>&nbsp;?<p>Gone".to_owned());
    /// assert_eq!(html.plain(), "Built 2006 ?\nGone");
    /// ```
    pub fn plain(&self) -> String {
        let mut lines = Lines::default();
        if !self.0.contains(['<', '&']) {
            self.0.lines().for_each(|line| lines.take_line(line));
            return lines.text;
        }
        let mut unshown: Option<Vec<u8>> = None;
        for Ok(token) in Tokenizer::new(self.0.as_str()) {
            match token {
                Token::EndTag(tag) if unshown.as_deref() == Some(&**tag.name) => unshown = None,
                _ if unshown.is_some() => {}
                Token::StartTag(tag) if UNSHOWN.contains(&&**tag.name) && !tag.self_closing => {
                    unshown = Some(tag.name.to_vec());
                }
                Token::StartTag(tag) if BLOCKS.contains(&&**tag.name) => lines.end_line(),
                Token::EndTag(tag) if BLOCKS.contains(&&**tag.name) => lines.end_line(),
                Token::StartTag(tag) if matches!(&**tag.name, b"td" | b"th") => lines.pause = true,
                Token::String(text) => lines.take(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        lines.text
    }
}

/// Words with one space between, lines with one break.
#[derive(Default)]
struct Lines {
    text: String,
    /// White space came since the last word.
    pause: bool,
    /// A line ended since.
    broken: bool,
}

impl Lines {
    fn take(&mut self, text: &str) {
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim();
            if !word.is_empty() {
                if !self.text.is_empty() && self.broken {
                    self.text.push('\n');
                } else if !self.text.is_empty() && self.pause {
                    self.text.push(' ');
                }
                (self.broken, self.pause) = (false, false);
                self.text.push_str(word);
            }
            self.pause |= part.ends_with(char::is_whitespace);
        }
    }

    fn take_line(&mut self, line: &str) {
        self.take(line);
        self.end_line();
    }

    fn end_line(&mut self) {
        self.broken = true;
    }
}

/// Whether an address leads to a file packed beside, and nowhere else.
fn is_packed(address: &str) -> bool {
    let outward = address.contains([':', '\\', '?']) || address.contains("//");
    let climbs = address
        .split('/')
        .any(|part| part == ".." || part.contains('%'));
    !address.trim().is_empty()
        && !outward
        && !address.starts_with('/')
        && !climbs
        && !address.contains(char::is_control)
}

/// Whether an address is one of the web or of mail.
fn is_link(address: &str) -> bool {
    let address = address.trim_start().to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests;
