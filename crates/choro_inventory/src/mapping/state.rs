//! States, with their dates, read from names, columns and descriptions.
//!
//! Only what is said of the site itself counts: a bracket or the end of its name, a status
//! column, a clause of its description that begins with the state ("Built 2011, razed 2016.").

use std::collections::{BTreeMap, HashMap, HashSet};

use choro_quantity::{DateRelation, When};
use choro_text::tokenise;
use serde::Deserialize;

use super::phrase::normal;
use super::time::{date, lasting, span_of_years};
use crate::{State, Status};

/// Words of a state phrase.
const MOST_WORDS: usize = 4;
/// Bytes of a description that are looked at.
const MOST_BYTES: usize = 4000;
/// Bytes of a clause that is about a state.
const CLAUSE_BYTES: usize = 120;

/// The words of one state, as in the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRow {
    state: State,
    words: Vec<String>,
    #[serde(default)]
    since: Vec<String>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    leading: Vec<String>,
    #[serde(default)]
    dates: Vec<String>,
    #[serde(default)]
    ko: Vec<String>,
}

/// Words of states.
#[derive(Clone, Debug, Default)]
pub(super) struct States {
    columns: Vec<String>,
    leads: Vec<String>,
    between: Vec<String>,
    /// State words, and whether they need a date.
    words: HashMap<String, (State, bool)>,
    /// What the state words begin with.
    firsts: HashSet<String>,
    leading: HashMap<String, State>,
    fields: HashMap<String, State>,
    /// Attributes with a date.
    dates: BTreeMap<String, State>,
}

impl States {
    pub(super) fn new(
        columns: Vec<String>,
        leads: Vec<String>,
        between: Vec<String>,
        rows: Vec<StateRow>,
    ) -> Self {
        let mut states = Self {
            columns,
            leads,
            between: between.iter().map(|word| normal(word)).collect(),
            ..Self::default()
        };
        for row in rows {
            for word in row.since {
                states.words.insert(normal(&word), (row.state, true));
            }
            for word in row.words.iter().chain(&row.ko) {
                states.words.insert(normal(word), (row.state, false));
            }
            let fields = row.words.iter().chain(&row.fields).chain(&row.ko);
            states
                .fields
                .extend(fields.map(|word| (normal(word), row.state)));
            let leading = row.leading.iter().map(|word| (normal(word), row.state));
            states.leading.extend(leading);
            states
                .dates
                .extend(row.dates.into_iter().map(|key| (key, row.state)));
        }
        let first = |words: &String| words.split(' ').next().unwrap_or_default().to_owned();
        states.firsts = states.words.keys().map(first).collect();
        states
    }

    /// Whether an attribute of this name may say a state.
    pub(super) fn may_be_said_by(&self, column: &str) -> bool {
        let column = column_name(column);
        self.dates.contains_key(&column) || self.columns.contains(&column)
    }

    /// The state that a status column's word means.
    pub(super) fn called(&self, word: &str) -> Option<State> {
        self.fields.get(&normal(word)).copied()
    }

    /// The state a folder's name means as a whole or by its first word: "Former sites".
    pub(super) fn of_folder(&self, name: &str) -> Option<State> {
        let name = normal(name);
        match self.words.get(&name) {
            Some((state, false)) => Some(*state),
            _ => self.leading_word(&name).or_else(|| {
                let (first, rest) = name.split_once(' ')?;
                let plain = rest == "site" || rest == "place" || rest == "location";
                let (state, dated) = self.words.get(first).filter(|_| plain)?;
                (!dated).then_some(*state)
            }),
        }
    }

    fn leading_word(&self, name: &str) -> Option<State> {
        let (first, _) = name.split_once(' ')?;
        self.leading.get(first).copied()
    }

    /// States said in a name.
    pub(super) fn of_name(&self, name: &str) -> Vec<Status> {
        let mut found = Vec::new();
        let (mut head, mut rest) = match name.find(['(', '[']) {
            Some(at) => (&name[..at], &name[at..]),
            None => (name, ""),
        };
        while let Some(open) = rest.find(['(', '[']) {
            let inside = &rest[open + 1..];
            let close = inside.find([')', ']']).unwrap_or(inside.len());
            self.segment(&inside[..close], &mut found);
            found.extend(span_of_years(&inside[..close]));
            rest = &inside[close..];
        }
        for mark in [" - ", " – ", " — ", ", "] {
            if let Some((before, after)) = head.split_once(mark) {
                let known = found.len();
                self.segment(after, &mut found);
                if found.len() > known {
                    head = before;
                }
            }
        }
        if found.is_empty()
            && head.contains(' ')
            && let Some(state) = self.leading_word(&normal(head))
        {
            let when = When::default();
            found.push(Status { state, when });
        }
        found
    }

    /// States said in a status column, `open`, `closed 2012`, `open@2019/..`, or by an attribute
    /// that is a date of use.
    pub(super) fn of_column(&self, column: &str, value: &str) -> Vec<Status> {
        let column = column_name(column);
        let mut found = Vec::new();
        if let Some(state) = self.dates.get(&column) {
            found.extend(date(value).map(|when| Status {
                state: *state,
                when: when.onwards(),
            }));
        } else if self.columns.contains(&column) && !value.contains('?') {
            for part in value.split(['|', ';']) {
                let (word, when) = part.split_once('@').unwrap_or((part, ""));
                match (self.fields.get(&normal(word)), When::parse(when.trim())) {
                    (Some(state), Some(when)) => found.push(Status {
                        state: *state,
                        when,
                    }),
                    (None, Some(_)) => self.segment(part, &mut found),
                    (_, None) => {}
                }
            }
        }
        found
    }

    /// States said by clauses of a description, HTML or not.
    pub(super) fn of_description(&self, text: &str) -> Vec<Status> {
        let end = (0..=MOST_BYTES.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at));
        let text = &text[..end.unwrap_or(0)];
        let mut found = Vec::new();
        let pieces = text.split(['<', '>', '\n', ';', '.']);
        // Every second piece between `<` and `>` would be a tag; tags begin with no state word.
        for piece in pieces {
            let piece = piece.trim();
            if piece.len() <= CLAUSE_BYTES && piece.len() > 3 {
                self.segment(self.after_lead(piece), &mut found);
            }
        }
        found
    }

    /// A clause without "It was", "Status:" before its state.
    fn after_lead<'t>(&self, clause: &'t str) -> &'t str {
        if let Some((label, value)) = clause.split_once(':') {
            let label = label.trim().to_lowercase();
            return if self.columns.contains(&label) {
                value.trim()
            } else {
                ""
            };
        }
        let bytes = clause.as_bytes();
        let lead = self.leads.iter().filter(|lead| {
            bytes.get(lead.len()) == Some(&b' ')
                && bytes[..lead.len()].eq_ignore_ascii_case(lead.as_bytes())
        });
        let longest = lead.map(String::len).max().unwrap_or(0);
        clause[longest..].trim_start()
    }

    /// "built 2011, demolished 2016", "abandoned", "razed in spring 2016 and rebuilt 2018"; one
    /// part that is not understood ends the reading.
    fn segment(&self, text: &str, found: &mut Vec<Status>) {
        if text.contains('?') {
            return;
        }
        for part in text
            .split([',', ';', '/'])
            .flat_map(|part| part.split(" and "))
        {
            match self.clause(part) {
                Some(status) => found.push(status),
                None => return,
            }
        }
    }

    /// One state word with its date, in either order, and nothing else.
    fn clause(&self, text: &str) -> Option<Status> {
        let text = text.trim().trim_end_matches(['.', '!']);
        let first = text.chars().next()?;
        if first.is_ascii_digit() {
            let at = text.find(char::is_whitespace)?;
            let (state, _) = self.words.get(&normal(&text[at..]))?;
            let when = date(&text[..at])?;
            return Some(Status {
                state: *state,
                when: lasting(*state, when, DateRelation::At),
            });
        }
        if !self.may_begin(text) {
            return None;
        }
        let ends = text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, _)| at)
            .chain([text.len()])
            .take(MOST_WORDS);
        let mut best = None;
        for end in ends {
            if let Some(word) = self.words.get(&normal(&text[..end])) {
                best = Some((end, *word));
            }
        }
        let (end, (state, dated)) = best?;
        let rest = text[end..].trim();
        if rest.is_empty() {
            let when = When::default();
            return (!dated).then_some(Status { state, when });
        }
        let (when, relation) = self.whole_date(rest)?;
        Some(Status {
            state,
            when: lasting(state, when, relation),
        })
    }

    /// Whether a clause may begin with a state word: most do not, and are told by their first word.
    fn may_begin(&self, clause: &str) -> bool {
        let first = normal(clause.split(char::is_whitespace).next().unwrap_or_default());
        let word = first.split(' ').next().unwrap_or_default();
        word.is_empty() || self.firsts.contains(word)
    }

    /// The date that a text is, save for words such as "in" before it.
    fn whole_date(&self, text: &str) -> Option<(When, DateRelation)> {
        // A bare year is a date only behind a word that makes it one.
        let starts = text.starts_with(|c: char| c.is_ascii_digit());
        let said = if starts {
            format!("in {text}")
        } else {
            text.to_owned()
        };
        let tokens = tokenise(&said);
        let tags = choro_quantity::tag(&said, &tokens);
        let [tag] = tags.dates.as_slice() else {
            return None;
        };
        let mut before = tokens[..tag.at.first].iter();
        let only = before.all(|token| self.between.contains(&normal(token.text(&said))));
        let known = tag.when.earliest.is_some() || tag.when.latest.is_some();
        (only && known && tag.at.end == tokens.len()).then(|| (tag.when.clone(), tag.relation))
    }
}

/// The name of an attribute as names of status columns are written.
fn column_name(column: &str) -> String {
    column.trim().to_lowercase().replace([' ', '-'], "_")
}
