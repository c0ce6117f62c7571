//! What a row says of a stretch of way: gauge, current, operator, and when.
//!
//! `gauge` is in millimetres, several where rails are mixed (`1435|1520`), and may be dated, as
//! may the rest: `762@1919/1933|1435@1933/..`. `electrified` is `yes`, `no` or the current
//! (`3000 V DC`, `25 kV 50 Hz`). The words are in `data/tracks.toml`.

use crate::Network;
use crate::row::attribute;
use choro_layer::Record;
use choro_quantity::When;
use choro_way::{Mode, PointKind, Power, State, Track};
use serde::Deserialize;
use std::cmp::Reverse;
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
    toml::from_str(include_str!("../../../data/tracks.toml"))
        .expect("data/tracks.toml is well-formed")
});

/// What a row says of ways, at each time it speaks of: the latest first. Never empty.
pub(crate) fn tracks(row: &Record) -> Vec<Track> {
    let base = Track {
        mode: mode(row).unwrap_or_default(),
        kind: attribute(row, "mode").to_lowercase(),
        state: state(row),
        when: in_use(row),
        ..Track::default()
    };
    let mut tracks = vec![base];
    vary(
        &mut tracks,
        &dated(attribute(row, "operator")),
        |track, text| {
            text.clone_into(&mut track.operator);
        },
    );
    vary(
        &mut tracks,
        &gauges(attribute(row, "gauge")),
        |track, text| {
            track.gauge_mm = text.split('+').filter_map(|mm| mm.parse().ok()).collect();
        },
    );
    vary(
        &mut tracks,
        &dated(attribute(row, "electrified")),
        |track, text| {
            track.power = power(text);
        },
    );
    tracks.sort_by_key(|track| Reverse(track.when.earliest));
    tracks
}

/// Each track at each of the times that a fact is told for, and without the fact for the rest of
/// its time; a fact without a time holds always.
fn vary(tracks: &mut Vec<Track>, facts: &[(String, When)], set: impl Fn(&mut Track, &str)) {
    if facts.is_empty() {
        return;
    }
    let mut varied = Vec::new();
    for track in tracks.iter() {
        let mut told: Vec<When> = Vec::new();
        for (text, when) in facts {
            let Some(when) = common(&track.when, when) else {
                continue;
            };
            let mut track = track.clone();
            track.when = when;
            set(&mut track, text);
            told.push(track.when.clone());
            varied.push(track);
        }
        let untold = rest(&track.when, told).into_iter();
        varied.extend(untold.map(|when| Track {
            when,
            ..track.clone()
        }));
    }
    *tracks = varied;
}

/// What is left of a time without others that lie in it.
fn rest(whole: &When, mut taken: Vec<When>) -> Vec<When> {
    taken.sort_by_key(|when| when.earliest);
    let mut left = Vec::new();
    let mut from = whole.clone();
    for part in taken {
        let gap = match (from.earliest, part.earliest) {
            (Some(start), Some(end)) if start < end => from.through(&part.beforehand()),
            (None, Some(_)) => Some(part.beforehand()),
            _ => None,
        };
        left.extend(gap);
        let to_the_end = match (part.latest, whole.latest) {
            (Some(last), Some(end)) => last >= end,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if to_the_end {
            return left;
        }
        from = part.afterwards();
    }
    left.extend(if whole.latest.is_some() {
        from.through(whole)
    } else {
        Some(from)
    });
    left
}

/// The time that two times share; `None` where one is over before the other begins.
fn common(a: &When, b: &When) -> Option<When> {
    if a.is_unstated() {
        return Some(b.clone());
    }
    if b.is_unstated() || a == b {
        return Some(a.clone());
    }
    if !a.overlaps(b) {
        return None;
    }
    let start = if a.earliest >= b.earliest { a } else { b };
    let ends = |when: &When| when.latest.is_some();
    let end = match (ends(a), ends(b)) {
        (true, true) if a.latest <= b.latest => a,
        (true, false) => a,
        _ => b,
    };
    if end.latest.is_some() {
        start.through(end)
    } else {
        Some(start.onwards())
    }
}

/// The values of a cell that may be dated: `762@1919/1933|1435@1933/..`.
pub(crate) fn dated(cell: &str) -> Vec<(String, When)> {
    let parts = cell
        .split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| match part.rsplit_once('@') {
            Some((value, time)) => match When::parse(time.trim()) {
                Some(when) => (value.trim().to_owned(), when),
                None => (part.to_owned(), When::default()),
            },
            None => (part.to_owned(), When::default()),
        })
        .collect()
}

/// Gauges in millimetres; those of one time, as with mixed rails, joined by `+`.
fn gauges(cell: &str) -> Vec<(String, When)> {
    let mut found: Vec<(String, When)> = Vec::new();
    for (text, when) in dated(&cell.replace([';', ','], "|")) {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        match found.iter_mut().find(|(_, known)| *known == when) {
            Some((known, _)) => *known = format!("{known}+{digits}"),
            None => found.push((digits, when)),
        }
    }
    found
}

/// When it was in use: from `opened` to `closed`, or what `when` says.
pub(crate) fn in_use(row: &Record) -> When {
    let time = |key: &str| When::parse(attribute(row, key)).filter(|when| !when.is_unstated());
    let stated = || (!row.shape_when.is_unstated()).then(|| row.shape_when.clone());
    match (time("opened"), time("closed")) {
        (Some(opened), Some(closed)) => opened.through(&closed).unwrap_or_default(),
        (Some(opened), None) => opened.onwards(),
        (None, Some(closed)) => closed.up_to(),
        (None, None) => stated().unwrap_or_default(),
    }
}

fn state(row: &Record) -> State {
    let last = row.attributes.iter().rfind(|a| a.key == "status");
    state_of(last.map_or("", |status| status.value.trim()))
}

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

/// What moves along it, where the row says so in a word that is known.
pub(crate) fn mode(row: &Record) -> Option<Mode> {
    let text = attribute(row, "mode").to_lowercase();
    let is = |words: &[String]| words.iter().any(|word| text.starts_with(word.as_str()));
    let words = &WORDS.mode;
    let found = [
        (&words.rail, Mode::Rail),
        (&words.road, Mode::Road),
        (&words.ferry, Mode::Ferry),
    ];
    let found = found.into_iter().find(|(words, _)| is(words));
    found.map(|(_, mode)| mode).filter(|_| !text.is_empty())
}

/// Whether the words for what a crossing is speak of rails: `road and rail bridge`.
pub(crate) fn carries_rails(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.mode.rail.iter().any(|known| known == word))
}

/// What stands there, by the column `kind`; `None` where the word is not known.
pub(crate) fn terminal(row: &Record) -> Option<PointKind> {
    let said = attribute(row, "kind");
    let text = if said.is_empty() {
        row.feature_type.as_str()
    } else {
        said
    }
    .to_lowercase();
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
        let has = |known: &[String]| {
            let mut said = text.split_whitespace();
            said.any(|word| known.iter().any(|known| known == word))
        };
        let words = &WORDS.mode;
        let modes = [
            (&words.rail, Mode::Rail),
            (&words.road, Mode::Road),
            (&words.ferry, Mode::Ferry),
        ];
        let found = modes.into_iter().find(|(words, _)| has(words));
        found.map(|(_, mode)| mode)
    }
}

fn power(text: &str) -> Option<Power> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use choro_layer::RecordAttribute;

    fn row(cells: &[(&str, &str)]) -> Record {
        Record {
            attributes: cells
                .iter()
                .map(|(key, value)| RecordAttribute {
                    key: (*key).to_owned(),
                    value: (*value).to_owned(),
                    unit: String::new(),
                    when: When::default(),
                })
                .collect(),
            ..Record::default()
        }
    }

    #[test]
    fn a_line_rebuilt_to_another_gauge_is_two_tracks() {
        let row = row(&[
            ("opened", "1919"),
            ("gauge", "762@1919/1933|1435@1933/.."),
            ("electrified", "3000 V DC"),
        ]);
        let found: Vec<(Vec<u16>, String)> = tracks(&row)
            .into_iter()
            .map(|track| (track.gauge_mm, track.when.edtf))
            .collect();
        assert_eq!(
            found,
            [
                (vec![1435], "1933/..".to_owned()),
                (vec![762], "1919/1933".to_owned())
            ]
        );
    }

    #[test]
    fn a_fact_of_some_years_does_not_shorten_the_life_of_a_line() {
        let row = row(&[
            ("opened", "1886"),
            ("operator", "Old@1890/1902|New@1902/1950"),
        ]);
        let mut found: Vec<(String, String)> = tracks(&row)
            .into_iter()
            .map(|track| (track.when.edtf, track.operator))
            .collect();
        found.sort();
        let told: Vec<[&str; 2]> = found.iter().map(|(when, who)| [&**when, &**who]).collect();
        assert_eq!(
            told,
            [
                ["1886/1890", ""],
                ["1890/1902", "Old"],
                ["1902/1950", "New"],
                ["1950/..", ""]
            ]
        );
    }

    #[test]
    fn mixed_rails_are_one_track() {
        assert_eq!(
            tracks(&row(&[("gauge", "1435;1520")]))[0].gauge_mm,
            [1435, 1520]
        );
        assert_eq!(tracks(&row(&[("gauge", "1435 mm")]))[0].gauge_mm, [1435]);
    }

    #[test]
    fn currents_are_read() {
        let read = |text: &str| tracks(&row(&[("electrified", text)]))[0].power.clone();
        let yes = |volts, hertz| Some(Power::Yes { volts, hertz });
        assert_eq!(read("3000 V DC"), yes(Some(3_000), Some(0.0)));
        assert_eq!(read("25 kV 50 Hz"), yes(Some(25_000), Some(50.0)));
        assert_eq!(read("yes"), yes(None, None));
        assert_eq!(read("no"), Some(Power::No));
        assert_eq!(read(""), None);
        assert_eq!(read("perhaps"), None);
    }

    #[test]
    fn words_say_what_became_of_it() {
        assert_eq!(
            state(&row(&[("status", "Closed in winter")])),
            State::Disused
        );
        assert_eq!(state(&row(&[("status", "open")])), State::InUse);
        assert_eq!(
            terminal(&row(&[("kind", "Airfield")])),
            Some(PointKind::Airport)
        );
        assert_eq!(terminal(&row(&[("kind", "castle")])), None);
    }
}
