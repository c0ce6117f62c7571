//! What a row says of a stretch of way: gauge, current, operator, and when.
//!
//! `gauge` is in millimetres, several where rails are mixed (`1435|1520`), and may be dated, as
//! may the rest: `762@1919/1933|1435@1933/..`. `electrified` is `yes`, `no` or the current
//! (`3000 V DC`, `25 kV 50 Hz`).

mod dated;
mod words;

use crate::row::attribute;
use choro_layer::Record;
use choro_quantity::When;
use choro_way::{Mode, PointKind, State, Track};
use dated::vary;
use std::cmp::Reverse;

pub(crate) use dated::dated;
pub(crate) use words::{carries_rails, state_of};

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
            track.power = words::power(text);
        },
    );
    tracks.sort_by_key(|track| Reverse(track.when.earliest));
    tracks
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

/// What moves along it, where the row says so in a word that is known.
pub(crate) fn mode(row: &Record) -> Option<Mode> {
    words::mode_of(attribute(row, "mode"))
}

/// What stands there, by the column `kind`; `None` where the word is not known.
pub(crate) fn terminal(row: &Record) -> Option<PointKind> {
    let said = attribute(row, "kind");
    words::terminal_of(if said.is_empty() {
        row.feature_type.as_str()
    } else {
        said
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_layer::RecordAttribute;
    use choro_way::Power;

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
