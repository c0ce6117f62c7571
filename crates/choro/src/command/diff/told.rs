//! One change in words and figures.

use choro_geometry::{Position, Wind};
use choro_inventory::{Change, Site, Status, What};
use serde::Serialize;

/// Characters of a text shown around where it differs.
const EXCERPT: usize = 80;

/// The columns of a change.
pub(super) const HEADER: [&str; 18] = [
    "change",
    "old_id",
    "new_id",
    "old_name",
    "new_name",
    "old_folder",
    "new_folder",
    "old_type",
    "new_type",
    "old_status",
    "new_status",
    "old_lat",
    "old_lon",
    "new_lat",
    "new_lon",
    "metres",
    "azimuth",
    "detail",
];

/// One side of a change.
#[derive(Debug, Default, Serialize)]
pub(super) struct Side {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) folder: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) status: String,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
}

/// A change as it is told.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) change: &'static str,
    pub(super) old: Option<Side>,
    pub(super) new: Option<Side>,
    pub(super) metres: Option<f64>,
    pub(super) azimuth: Option<f64>,
    /// The number of the common shift it is part of, from 1.
    pub(super) shift: Option<usize>,
    pub(super) detail: String,
}

impl Side {
    fn of(site: &Site) -> Self {
        Self {
            id: site.id.clone(),
            name: site.name.clone(),
            folder: site.folders.join("/"),
            kind: site.kind.to_string(),
            status: status(&site.status),
            lat: site.position.map(|at| at.lat),
            lon: site.position.map(|at| at.lon),
        }
    }

    fn position(&self) -> Option<Position> {
        Some(Position::new(self.lon?, self.lat?))
    }
}

impl Told {
    pub(super) fn of(old: &[Site], new: &[Site], change: &Change) -> Self {
        let was = change.old.and_then(|at| old.get(at));
        let is = change.new.and_then(|at| new.get(at));
        let (metres, azimuth, shift) = match change.what {
            What::Moved {
                metres,
                azimuth,
                shift,
            } => (
                Some(metres).filter(|m| m.is_finite()),
                Some(azimuth).filter(|a| a.is_finite()),
                shift.map(|shift| shift + 1),
            ),
            _ => (None, None, None),
        };
        Self {
            change: change.what.name(),
            old: was.map(Side::of),
            new: is.map(Side::of),
            metres: metres.map(|metres| (metres * 10.0).round() / 10.0),
            azimuth: azimuth.map(|azimuth| (azimuth * 10.0).round() / 10.0),
            shift,
            detail: detail(was, is, change.what),
        }
    }

    /// The name it goes by: the new one where there is one.
    pub(super) fn name(&self) -> &str {
        self.side().map_or("", |side| side.name.as_str())
    }

    /// The new side, or the old one of what is gone.
    pub(super) fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Where it was and where it is.
    pub(super) fn positions(&self) -> (Option<Position>, Option<Position>) {
        let position = |side: &Option<Side>| side.as_ref().and_then(Side::position);
        (position(&self.old), position(&self.new))
    }

    /// Its cells, in the order of [`HEADER`].
    pub(super) fn row(&self) -> Vec<String> {
        let none = Side::default();
        let (old, new) = (
            self.old.as_ref().unwrap_or(&none),
            self.new.as_ref().unwrap_or(&none),
        );
        let number = |value: Option<f64>| value.map_or(String::new(), |v| v.to_string());
        let mut row = vec![self.change.to_owned()];
        let texts: [fn(&Side) -> &String; 5] = [
            |s| &s.id,
            |s| &s.name,
            |s| &s.folder,
            |s| &s.kind,
            |s| &s.status,
        ];
        row.extend(
            texts
                .iter()
                .flat_map(|text| [text(old).clone(), text(new).clone()]),
        );
        row.extend([old.lat, old.lon, new.lat, new.lon].map(number));
        row.extend([
            number(self.metres),
            number(self.azimuth),
            self.detail.clone(),
        ]);
        row
    }
}

/// What changed, in words.
fn detail(was: Option<&Site>, is: Option<&Site>, what: What) -> String {
    let (Some(was), Some(is)) = (was, is) else {
        return String::new();
    };
    match what {
        What::Moved {
            metres, azimuth, ..
        } => way(metres, azimuth),
        What::Renamed => format!("{} → {}", or_none(&was.name), or_none(&is.name)),
        What::Retyped if was.kind != is.kind => {
            format!("{} → {}", or_none(&was.kind), or_none(&is.kind))
        }
        What::Retyped => {
            let (from, to) = (was.folders.join("/"), is.folders.join("/"));
            format!("{} → {}", or_none(&from), or_none(&to))
        }
        What::Status => {
            let (from, to) = (all_status(was), all_status(is));
            format!("{} → {}", or_none(&from), or_none(&to))
        }
        What::Description => texts(description(was), description(is)),
        What::Geometry => {
            let count = |site: &Site| {
                let geometry = site.placemark.geometry.as_ref();
                geometry.map_or(0, |geometry| geometry.vertices().len())
            };
            format!("{} → {} vertices", count(was), count(is))
        }
        What::Attributes => attributes(was, is),
        What::Added | What::Gone => String::new(),
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// `812 m E`, `12.3 km NW`.
pub(super) fn way(metres: f64, azimuth: f64) -> String {
    if !metres.is_finite() {
        return "to or from no position".to_owned();
    }
    let far = match metres {
        0.0..10.0 => format!("{metres:.1} m"),
        10.0..10_000.0 => format!("{metres:.0} m"),
        _ => format!("{:.1} km", metres / 1e3),
    };
    format!("{far} {}", Wind::nearest(azimuth).letters())
}

/// States with their times: `active 1996/2010; former 2010/..`.
fn status(status: &[Status]) -> String {
    let one = |status: &Status| {
        let state = status.state.name();
        format!("{state} {}", status.when.edtf).trim().to_owned()
    };
    status.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// States, and the time of the placemark itself.
fn all_status(site: &Site) -> String {
    let all = status(&site.status);
    if let Some(time) = &site.placemark.feature.time {
        let end = |text: &Option<String>| text.clone().unwrap_or_default();
        let span = if time.moment {
            end(&time.begin)
        } else {
            format!("{}/{}", end(&time.begin), end(&time.end))
        };
        return format!("{all} ({span})").trim().to_owned();
    }
    all
}

fn description(site: &Site) -> &str {
    let described = site.placemark.feature.description.as_ref();
    described.map_or("", |text| text.0.trim())
}

/// Two texts from a little before where they differ.
fn texts(was: &str, is: &str) -> String {
    let same = was
        .chars()
        .zip(is.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let excerpt = |text: &str| {
        let from = same.saturating_sub(EXCERPT / 4);
        let mut shown: String = text.chars().skip(from).take(EXCERPT).collect();
        if from > 0 {
            shown.insert(0, '…');
        }
        if text.chars().count() > from + EXCERPT {
            shown.push('…');
        }
        let words: Vec<&str> = shown.split_whitespace().collect();
        words.join(" ")
    };
    format!("{} → {}", or_none(&excerpt(was)), or_none(&excerpt(is)))
}

/// The names of attributes that differ.
fn attributes(was: &Site, is: &Site) -> String {
    let (before, after) = (&was.placemark.feature.data, &is.placemark.feature.data);
    let mut names: Vec<&str> = Vec::new();
    for (own, others) in [(before, after), (after, before)] {
        let differing = own.iter().filter(|datum| !others.contains(datum));
        names.extend(differing.map(|datum| datum.name.as_str()));
    }
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return "their order".to_owned();
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shown_where_they_differ() {
        assert_eq!(
            texts("Built in 1996.", "Built in 1997."),
            "Built in 1996. → Built in 1997."
        );
        let long = "word ".repeat(50);
        let told = texts(&format!("{long}old end"), &format!("{long}new end"));
        assert_eq!(
            told,
            "…word word word word old end → …word word word word new end"
        );
        assert_eq!(texts("", "New."), "– → New.");
    }

    #[test]
    fn moves_are_told_with_their_way() {
        assert_eq!(way(811.7, 92.0), "812 m E");
        assert_eq!(way(12_345.0, 315.0), "12.3 km NW");
        assert_eq!(way(f64::NAN, f64::NAN), "to or from no position");
    }
}
