//! The words of rows for what a way is like, what became of it and what stands at its end. They are
//! in `data/tracks.toml`.

use crate::Network;
use choro_way::{Mode, PointKind, Power, State};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    state: Vec<StateWords>,
    electrified: Electrified,
    mode: ModeWords,
    terminal: TerminalWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateWords {
    is: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Electrified {
    no: Vec<String>,
    yes: Vec<String>,
    direct: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeWords {
    rail: Vec<String>,
    road: Vec<String>,
    ferry: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TerminalWords {
    station: Vec<String>,
    junction: Vec<String>,
    ferry_terminal: Vec<String>,
    port: Vec<String>,
    airport: Vec<String>,
    border_control: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../data/tracks.toml"))
        .expect("data/tracks.toml is well-formed")
});

/// What became of a way or a crossing, by the word of a table; in use where the word is not known.
pub(crate) fn state_of(text: &str) -> State {
    let text = text.to_lowercase();
    let kind = WORDS
        .state
        .iter()
        .flat_map(|s| s.words.iter().map(move |w| (w, &s.is)));
    let found = kind.filter(|(word, _)| text.starts_with(word.as_str()));
    match found
        .max_by_key(|(word, _)| word.len())
        .map(|(_, is)| is.as_str())
    {
        Some("under-construction") => State::UnderConstruction,
        Some("proposed") => State::Proposed,
        Some("disused") => State::Disused,
        Some("abandoned") => State::Abandoned,
        _ => State::InUse,
    }
}

/// The mode of which one of the words is as told.
fn mode_where(is: impl Fn(&str) -> bool) -> Option<Mode> {
    let words = &WORDS.mode;
    let modes = [
        (&words.rail, Mode::Rail),
        (&words.road, Mode::Road),
        (&words.ferry, Mode::Ferry),
    ];
    let found = modes
        .into_iter()
        .find(|(words, _)| words.iter().any(|word| is(word)));
    found.map(|(_, mode)| mode)
}

/// What moves along a way, by the word of a table.
pub(super) fn mode_of(text: &str) -> Option<Mode> {
    let text = text.to_lowercase();
    mode_where(|word| text.starts_with(word))
}

/// Whether the words for what a crossing is speak of rails: `road and rail bridge`.
pub(crate) fn carries_rails(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.mode.rail.iter().any(|known| known == word))
}

/// What stands at the end of a way, by the word of a table.
pub(super) fn terminal_of(text: &str) -> Option<PointKind> {
    let text = text.to_lowercase();
    let words = &WORDS.terminal;
    let kinds = [
        (&words.station, PointKind::Station),
        (&words.junction, PointKind::Junction),
        (&words.ferry_terminal, PointKind::FerryTerminal),
        (&words.port, PointKind::Port),
        (&words.airport, PointKind::Airport),
        (&words.border_control, PointKind::BorderControl),
    ];
    let found = kinds.into_iter().find(|(words, _)| words.contains(&text));
    found.map(|(_, kind)| kind)
}

impl Network {
    /// What one travels by in words such as "by rail", "by train"; `None` where none is named.
    pub fn mode_called(&self, words: &str) -> Option<Mode> {
        let text = words.to_lowercase();
        mode_where(|word| text.split_whitespace().any(|said| said == word))
    }
}

/// How a way is electrified, by the word of a table; `None` where the word is not known.
pub(super) fn power(text: &str) -> Option<Power> {
    let text = text.to_lowercase();
    let words = &WORDS.electrified;
    if words.no.contains(&text) {
        return Some(Power::No);
    }
    let (volts, hertz) = (before(&text, &["kv", "v"]), before(&text, &["hz"]));
    let direct = words.direct.iter().any(|word| text.contains(word.as_str()));
    let known = volts.is_some() || words.yes.contains(&text);
    known.then(|| Power::Yes {
        volts: volts.map(|(number, unit)| {
            let thousand = if unit == "kv" { 1_000.0 } else { 1.0 };
            (number * thousand) as u32
        }),
        hertz: hertz
            .map(|(number, _)| number as f32)
            .or(direct.then_some(0.0)),
    })
}

/// The number that stands before one of the units.
fn before<'u>(text: &str, units: &[&'u str]) -> Option<(f64, &'u str)> {
    units.iter().find_map(|unit| {
        let head = text.match_indices(unit).find_map(|(at, _)| {
            let head = text[..at].trim_end();
            let digits = |c: char| c.is_ascii_digit() || c == '.';
            let start = head.rfind(|c: char| !digits(c)).map_or(0, |at| at + 1);
            head.get(start..)?.parse::<f64>().ok()
        });
        head.map(|number| (number, *unit))
    })
}
