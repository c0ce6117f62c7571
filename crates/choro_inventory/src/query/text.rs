//! Tests of words: `type:radar`, `name:"old dam"`, `status:former on 2015`.

use choro_name::fold;
use choro_quantity::When;
use choro_text::{Span, tokenise};

use super::fault::{QueryFault, meant};
use super::parse::Parser;
use super::word::Piece;
use super::{Part, Test, Time};
use crate::{Site, State};

/// Words before a colon.
const KEYS: [&str; 9] = [
    "type", "status", "province", "folder", "file", "id", "name", "text", "has",
];

impl Part {
    const ALL: [(&'static str, Part); 8] = [
        ("date", Part::Date),
        ("description", Part::Description),
        ("folder", Part::Folder),
        ("name", Part::Name),
        ("position", Part::Position),
        ("province", Part::Province),
        ("status", Part::Status),
        ("type", Part::Type),
    ];
}

impl Parser<'_> {
    pub(super) fn keyed(&mut self, key: &str, value: &str, span: Span) -> Result<Test, QueryFault> {
        let text = || value.to_owned();
        if !KEYS.contains(&key) {
            let hint = match meant(key, KEYS) {
                hint if hint.is_empty() => format!("; there are {}", KEYS.join(":, ") + ":"),
                hint => hint.replace("`?", ":`?"),
            };
            return Err(QueryFault::new(
                span,
                format!("`{key}:` is not understood{hint}"),
            ));
        }
        if value.trim().is_empty() {
            let message = format!("something is wanted after `{key}:`, without a blank");
            return Err(QueryFault::new(span, message));
        }
        match key {
            "type" => self.kinds(value, span),
            "status" => self.state(value, span),
            "province" => Ok(Test::Province(text())),
            "folder" => Ok(Test::Folder(text())),
            "file" => Ok(Test::File(text())),
            "id" => Ok(Test::Id(text())),
            "name" => Ok(Test::Name(text())),
            "text" => Ok(Test::Text(text())),
            _ => part(value, span),
        }
    }

    /// Every type whose path ends so or that the word means.
    fn kinds(&self, value: &str, span: Span) -> Result<Test, QueryFault> {
        let path = value
            .trim()
            .trim_matches('/')
            .to_lowercase()
            .replace([' ', '_'], "-");
        let end = format!("/{path}");
        let mut kinds: Vec<String> = self
            .mapping
            .types()
            .filter(|kind| *kind == path || kind.ends_with(&end))
            .map(str::to_owned)
            .collect();
        if kinds.is_empty() {
            kinds.extend(self.mapping.type_of_word(value));
        }
        if kinds.is_empty() {
            let hint = match self.mapping.type_nearly(&path) {
                Some(near) => format!("; did you mean `{near}`?"),
                None => String::new(),
            };
            return Err(QueryFault::new(
                span,
                format!("`{value}` is no type of site{hint}"),
            ));
        }
        Ok(Test::Kind(kinds))
    }

    fn state(&mut self, value: &str, span: Span) -> Result<Test, QueryFault> {
        let lower = value.trim().to_lowercase();
        let state = match lower.as_str() {
            "unknown" => None,
            word => Some(self.mapping.state_called(word).ok_or_else(|| {
                let names = State::ALL.map(State::name);
                let hint = match meant(word, names.into_iter().chain(["unknown"])) {
                    hint if hint.is_empty() => {
                        format!("; there are {}, unknown", names.join(", "))
                    }
                    hint => hint,
                };
                QueryFault::new(span, format!("`{value}` is no status{hint}"))
            })?),
        };
        let time = match self.plain().as_deref() {
            Some("on") => Time::On(self.date("on")?),
            Some("since") => Time::Since(self.date("since")?),
            Some("before") => Time::Before(self.date("before")?),
            _ => Time::Now,
        };
        Ok(Test::State(state, time))
    }

    /// The date behind a word: EDTF, or as people write it.
    fn date(&mut self, word: &str) -> Result<When, QueryFault> {
        self.step();
        let wanted = format!("a date is wanted after `{word}`: 2022, 2022-10, 2022-10-05");
        let found = (1..=3).rev().find_map(|words| {
            let text = (0..words)
                .all(|n| matches!(self.piece_at(n), Some(Piece::Plain(_) | Piece::Quoted(_))));
            let span = Span::new(self.here().start, self.span_at(words - 1).end);
            let text = text.then(|| span.slice(self.text).trim_matches('"'))?;
            Some((words, date(text)?))
        });
        let (words, when) = found.ok_or_else(|| self.fault(wanted))?;
        (0..words).for_each(|_| self.step());
        Ok(when)
    }
}

fn part(value: &str, span: Span) -> Result<Test, QueryFault> {
    let lower = value.trim().to_lowercase();
    let found = Part::ALL.iter().find(|(name, _)| *name == lower);
    found.map(|(_, part)| Test::Has(*part)).ok_or_else(|| {
        let names = Part::ALL.map(|(name, _)| name);
        let hint = match meant(&lower, names) {
            hint if hint.is_empty() => format!("; there are {}", names.join(", ")),
            hint => hint,
        };
        QueryFault::new(span, format!("`has:{value}` is not understood{hint}"))
    })
}

fn date(text: &str) -> Option<When> {
    let known = |when: &When| when.earliest.is_some() || when.latest.is_some();
    if let Some(when) = When::parse(text.trim()) {
        return Some(when).filter(known);
    }
    let tokens = tokenise(text);
    let tags = choro_quantity::tag(text, &tokens);
    let [only] = tags.dates.as_slice() else {
        return None;
    };
    let whole = only.at.first == 0 && only.at.end == tokens.len() && !only.maybe_number;
    whole.then(|| only.when.clone()).filter(known)
}

/// Words looked for in a text: whole words in a row, the last one only begun where `*` ends them.
pub(super) struct Phrase {
    folded: String,
    open: bool,
}

impl Phrase {
    pub(super) fn new(text: &str) -> Self {
        let open = text.trim_end().ends_with('*');
        Self {
            folded: fold(text.trim_end().trim_end_matches('*')),
            open,
        }
    }

    /// Its first word, if that must stand whole.
    pub(super) fn first_word(&self) -> Option<&str> {
        match self.folded.split_once(' ') {
            Some((first, _)) => Some(first),
            None => (!self.open && !self.folded.is_empty()).then_some(self.folded.as_str()),
        }
    }

    /// Whether a folded text has it.
    pub(super) fn stands_in(&self, folded: &str) -> bool {
        if self.folded.is_empty() {
            return false;
        }
        folded.match_indices(&self.folded).any(|(at, found)| {
            let end = at + found.len();
            let begins = at == 0 || folded.as_bytes()[at - 1] == b' ';
            let ends = self.open || end == folded.len() || folded.as_bytes()[end] == b' ';
            begins && ends
        })
    }

    /// Whether any words of a site have it: name, folders, description, attributes.
    pub(super) fn stands_in_site(&self, site: &Site) -> bool {
        let feature = &site.placemark.feature;
        self.stands_in(&fold(&site.name))
            || site.folders.iter().any(|name| self.stands_in(&fold(name)))
            || feature
                .description
                .as_ref()
                .is_some_and(|d| self.stands_in_html(&d.0))
            || feature
                .data
                .iter()
                .any(|datum| self.stands_in(&fold(&datum.value.text())))
    }

    fn stands_in_html(&self, text: &str) -> bool {
        // Folding is dear: ASCII texts without the beginning of the phrase need none.
        let first = self.folded.split(' ').next().unwrap_or_default();
        if text.is_ascii() && first.is_ascii() && !has_ignoring_case(text, first) {
            return false;
        }
        let mut plain = String::with_capacity(text.len());
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' if inside => {
                    inside = false;
                    plain.push(' ');
                }
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        self.stands_in(&fold(&plain))
    }
}

/// Whether an ASCII text has the letters and digits of a lower-case word, apostrophes and stops
/// between them left out, as folding does.
fn has_ignoring_case(text: &str, word: &str) -> bool {
    let (Some(first), bytes) = (word.bytes().next(), text.as_bytes()) else {
        return true;
    };
    (0..bytes.len()).any(|at| {
        bytes[at].to_ascii_lowercase() == first && {
            let letters = bytes[at..]
                .iter()
                .filter(|b| !matches!(b, b'\'' | b'`' | b'.' | b','));
            letters
                .zip(word.bytes())
                .take_while(|(a, b)| a.to_ascii_lowercase() == *b)
                .count()
                == word.len()
        }
    })
}
