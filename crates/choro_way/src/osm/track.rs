//! What a stretch of way is like, from its tags.

use super::Tags;
use super::life::{self, Staged};
use super::report::note;
use crate::{Mode, Power, Track};
use choro_diagnostic::{Faults, input};

/// Millimetres between which a gauge is believed: park railways to Brunel's broad gauge.
const GAUGES_MM: std::ops::RangeInclusive<u16> = 100..=3_000;

/// The track of a way. `element` is its key, for what is told about it.
pub(super) fn track(
    tags: &Tags,
    mode: Mode,
    staged: Staged<'_>,
    element: &str,
    faults: &mut Faults,
) -> Track {
    let key = match mode {
        Mode::Rail => "railway",
        Mode::Road => "highway",
        Mode::Ferry => "route",
    };
    let rail = mode == Mode::Rail;
    let kind = if staged.word.is_empty() {
        staged.stage
    } else {
        staged.word
    };
    Track {
        mode,
        kind: kind.to_owned(),
        gauge_mm: if rail {
            gauges(tags, element, faults)
        } else {
            Vec::new()
        },
        power: if rail { power(tags) } else { None },
        state: staged.state,
        when: life::when(tags, key, staged.state, element, faults),
        operator: tags.get("operator").unwrap_or_default().to_owned(),
    }
}

/// `1435`, `1435;1520`, `1435 mm`; words such as `standard` are told.
fn gauges(tags: &Tags, element: &str, faults: &mut Faults) -> Vec<u16> {
    let Some(text) = tags.get("gauge") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for part in text.split(';').map(str::trim) {
        let digits = part.strip_suffix("mm").unwrap_or(part).trim();
        match digits.parse().ok().filter(|mm| GAUGES_MM.contains(mm)) {
            Some(mm) if !found.contains(&mm) => found.push(mm),
            Some(_) => {}
            None => {
                let reason = format!("{element}: `gauge={text}` is no gauge in millimetres");
                note(faults, input::MALFORMED_RECORD, &reason);
            }
        }
    }
    found
}

fn power(tags: &Tags) -> Option<Power> {
    let volts = number(tags, "voltage").map(|volts| volts as u32);
    let hertz = number(tags, "frequency");
    match tags.get("electrified") {
        Some("no") => Some(Power::No),
        Some(_) => Some(Power::Yes { volts, hertz }),
        None if volts.is_some() => Some(Power::Yes { volts, hertz }),
        None => None,
    }
}

/// The number of a tag; where it has several, none, for they may change along the way.
fn number(tags: &Tags, key: &str) -> Option<f32> {
    let text = tags.get(key)?;
    text.parse()
        .ok()
        .filter(|number: &f32| number.is_finite() && *number >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;

    fn read(pairs: &[(&str, &str)]) -> (Track, Vec<String>) {
        let tags: Tags = pairs.iter().copied().collect();
        let mut faults = Faults::of("a.osm.pbf");
        let staged = Staged {
            state: State::InUse,
            word: "rail",
            stage: "",
        };
        let track = track(&tags, Mode::Rail, staged, "way/1", &mut faults);
        let told = faults.finish().into_iter().map(|f| f.message).collect();
        (track, told)
    }

    #[test]
    fn mixed_gauges_are_all_kept() {
        assert_eq!(read(&[("gauge", "1435;1520")]).0.gauge_mm, [1435, 1520]);
        assert_eq!(read(&[("gauge", "1067 mm")]).0.gauge_mm, [1067]);
        let (track, told) = read(&[("gauge", "1435;narrow")]);
        assert_eq!(track.gauge_mm, [1435]);
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn current_is_known_not_there_or_unknown() {
        assert_eq!(read(&[]).0.power, None);
        assert_eq!(read(&[("electrified", "no")]).0.power, Some(Power::No));
        let wire = [
            ("electrified", "contact_line"),
            ("voltage", "25000"),
            ("frequency", "50"),
        ];
        let expected = Power::Yes {
            volts: Some(25_000),
            hertz: Some(50.0),
        };
        assert_eq!(read(&wire).0.power, Some(expected));
        let mixed = [("electrified", "rail"), ("voltage", "750;1500")];
        let unknown = Power::Yes {
            volts: None,
            hertz: None,
        };
        assert_eq!(read(&mixed).0.power, Some(unknown));
    }
}
