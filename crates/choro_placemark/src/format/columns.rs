//! What columns and properties say by their names alone, in the languages of `data/columns.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{Datum, Description, Feature, Time, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    Id,
    Name,
    Description,
    Date,
    Begin,
    End,
    Latitude,
    Longitude,
    Height,
    /// Both coordinates, in any notation.
    Position,
    /// Well-known text.
    Geometry,
    Folder,
}

const KEYS: [(&str, Meaning); 12] = [
    ("id", Meaning::Id),
    ("name", Meaning::Name),
    ("description", Meaning::Description),
    ("date", Meaning::Date),
    ("begin", Meaning::Begin),
    ("end", Meaning::End),
    ("latitude", Meaning::Latitude),
    ("longitude", Meaning::Longitude),
    ("height", Meaning::Height),
    ("position", Meaning::Position),
    ("geometry", Meaning::Geometry),
    ("folder", Meaning::Folder),
];

static SHIPPED: LazyLock<HashMap<String, (Meaning, usize)>> = LazyLock::new(|| {
    let text = include_str!("../../../../data/columns.toml");
    // The file is part of the program; a test reads it.
    let table: HashMap<String, Vec<String>> = toml::from_str(text).unwrap_or_default();
    let mut known = HashMap::new();
    for (key, meaning) in KEYS {
        for (rank, name) in table.get(key).into_iter().flatten().enumerate() {
            known.entry(name.clone()).or_insert((meaning, rank));
        }
    }
    known
});

/// What a column of that name holds, and how much it is to be preferred to others that hold the
/// same (0 is best).
pub(super) fn meaning(column: &str) -> Option<(Meaning, usize)> {
    let mut folded = String::with_capacity(column.len());
    for c in column.chars() {
        match c {
            '_' | '-' | '.' | ':' | '/' | '(' | ')' | '°' => folded.push(' '),
            c if c.is_whitespace() || c == '\u{FEFF}' => folded.push(' '),
            c => folded.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    SHIPPED.get(&words.join(" ")).copied()
}

/// The columns of one file, each looked up once.
#[derive(Default)]
pub(super) struct Columns {
    known: HashMap<String, Option<(Meaning, usize)>>,
}

/// What attributes say that features have fields for.
#[derive(Default, PartialEq)]
pub(super) struct Said {
    pub(super) name: Option<String>,
    pub(super) description: Option<Description>,
    pub(super) time: Option<Time>,
}

impl Columns {
    fn of(&mut self, column: &str) -> Option<(Meaning, usize)> {
        if let Some(known) = self.known.get(column) {
            return *known;
        }
        let found = meaning(column);
        self.known.insert(column.to_owned(), found);
        found
    }

    /// What attributes say of name, description and time.
    pub(super) fn said(&mut self, data: &[Datum]) -> Said {
        let mut best: [Option<(usize, &Value)>; 5] = [None; 5];
        for datum in data {
            let Some((meaning, rank)) = self.of(&datum.name) else {
                continue;
            };
            let slot = match meaning {
                Meaning::Name => 0,
                Meaning::Description => 1,
                Meaning::Date => 2,
                Meaning::Begin => 3,
                Meaning::End => 4,
                _ => continue,
            };
            let usable = match &datum.value {
                Value::Text(text) => {
                    !text.trim().is_empty() && (slot < 2 || moment(text).is_some())
                }
                Value::Number(number) => slot == 0 || (slot > 1 && moment(number).is_some()),
                _ => false,
            };
            if usable && best[slot].is_none_or(|(known, _)| rank < known) {
                best[slot] = Some((rank, &datum.value));
            }
        }
        let text = |slot: usize| best[slot].map(|(_, value)| value.text());
        Said {
            name: text(0),
            description: text(1).map(Description),
            time: time(text(2), text(3), text(4)),
        }
    }

    /// Gives a feature what its attributes say of it, where nothing else has.
    pub(super) fn complete(&mut self, feature: &mut Feature) {
        let said = self.said(&feature.data);
        feature.name = feature.name.take().or(said.name);
        feature.description = feature.description.take().or(said.description);
        feature.time = feature.time.take().or(said.time);
    }
}

/// The text as a moment, where it is a date.
fn moment(text: &str) -> Option<Time> {
    let time = Time {
        begin: Some(text.to_owned()),
        end: None,
        moment: true,
    };
    time.when()
        .is_some_and(|when| !when.is_unstated())
        .then_some(time)
}

/// The time of a date, or of a begin and an end.
fn time(date: Option<String>, begin: Option<String>, end: Option<String>) -> Option<Time> {
    if begin.is_none() && end.is_none() {
        let date = date?;
        return Some(match date.split_once('/') {
            Some((begin, end)) => span(Some(begin), Some(end)),
            None => moment(&date)?,
        });
    }
    Some(span(begin.as_deref(), end.as_deref()))
}

fn span(begin: Option<&str>, end: Option<&str>) -> Time {
    let stated = |text: &&str| !text.trim().is_empty() && text.trim() != "..";
    Time {
        begin: begin.filter(stated).map(str::to_owned),
        end: end.filter(stated).map(str::to_owned),
        moment: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, value: &str) -> Datum {
        Datum {
            name: name.to_owned(),
            display: None,
            value: Value::Text(value.to_owned()),
            schema: None,
        }
    }

    #[test]
    fn columns_are_known_in_many_languages() {
        assert_eq!(meaning("위도").map(|m| m.0), Some(Meaning::Latitude));
        assert_eq!(meaning("Längengrad").map(|m| m.0), Some(Meaning::Longitude));
        assert_eq!(meaning(" Site_Name ").map(|m| m.0), Some(Meaning::Name));
        assert_eq!(
            meaning("Latitude (°)").map(|m| m.0),
            Some(Meaning::Latitude)
        );
        assert_eq!(meaning("MGRS").map(|m| m.0), Some(Meaning::Position));
        assert_eq!(meaning("Households"), None);
        for (key, meaning) in KEYS {
            assert!(SHIPPED.values().any(|m| m.0 == meaning), "{key}");
        }
    }

    #[test]
    fn the_best_column_that_says_something_is_taken() {
        let mut columns = Columns::default();
        let data = [
            text("label", "second"),
            text("Name", " "),
            text("title", "first"),
            text("date", "soon"),
            text("year", "2006"),
        ];
        let said = columns.said(&data);
        assert_eq!(said.name.as_deref(), Some("first"));
        let time = said.time.expect("a year");
        assert_eq!((time.begin.as_deref(), time.moment), (Some("2006"), true));
        let said = columns.said(&[text("date", "1910/1945")]);
        let time = said.time.expect("an interval");
        assert_eq!((time.end.as_deref(), time.moment), (Some("1945"), false));
    }
}
