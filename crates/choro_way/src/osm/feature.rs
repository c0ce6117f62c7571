//! Which elements belong to a network, and as what.

use super::Tags;
use super::life::{STAGES, Staged, stage, staged};
use crate::{Mode, Modes, PointKind};

/// Railways by the word of `railway=`; without platforms, signals and rides in parks.
const RAILWAYS: [&str; 8] = [
    "rail",
    "light_rail",
    "subway",
    "tram",
    "narrow_gauge",
    "monorail",
    "funicular",
    "preserved",
];
/// Roads by the word of `highway=`, with the links between them.
const ROADS: [&str; 12] = [
    "motorway",
    "motorway_link",
    "trunk",
    "trunk_link",
    "primary",
    "primary_link",
    "secondary",
    "secondary_link",
    "tertiary",
    "tertiary_link",
    "unclassified",
    "residential",
];
/// Named lines by the word of `route=`.
const COURSES: [(&str, Mode); 9] = [
    ("railway", Mode::Rail),
    ("train", Mode::Rail),
    ("light_rail", Mode::Rail),
    ("subway", Mode::Rail),
    ("tram", Mode::Rail),
    ("monorail", Mode::Rail),
    ("funicular", Mode::Rail),
    ("road", Mode::Road),
    ("ferry", Mode::Ferry),
];
/// What points are, by key and value, the more telling first, and whose network they are on.
const POINTS: [(&str, &str, PointKind, Option<Mode>); 14] = [
    ("railway", "station", PointKind::Station, Some(Mode::Rail)),
    ("railway", "halt", PointKind::Station, Some(Mode::Rail)),
    ("railway", "tram_stop", PointKind::Station, Some(Mode::Rail)),
    ("railway", "junction", PointKind::Junction, Some(Mode::Rail)),
    (
        "railway",
        "spur_junction",
        PointKind::Junction,
        Some(Mode::Rail),
    ),
    (
        "railway",
        "border",
        PointKind::BorderControl,
        Some(Mode::Rail),
    ),
    (
        "amenity",
        "ferry_terminal",
        PointKind::FerryTerminal,
        Some(Mode::Ferry),
    ),
    ("barrier", "border_control", PointKind::BorderControl, None),
    ("aeroway", "aerodrome", PointKind::Airport, None),
    ("landuse", "port", PointKind::Port, None),
    ("landuse", "harbour", PointKind::Port, None),
    ("industrial", "port", PointKind::Port, None),
    ("seamark:type", "harbour", PointKind::Port, None),
    ("harbour", "yes", PointKind::Port, None),
];

/// What an element is in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role<'a> {
    /// A stretch of way.
    Way(Mode, Staged<'a>),
    /// A point; for ways and multipolygons, its area.
    Point(PointKind, Staged<'a>),
}

/// What a relation is in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RelationKind {
    /// A named line over ways.
    Course(Mode),
    /// Named lines taken together: both directions, all branches.
    Master(Mode),
    /// An area that is a point.
    Area,
    /// A station with all that belongs to it.
    StopArea,
}

/// Which elements are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interest {
    modes: Modes,
}

impl Interest {
    pub(crate) fn in_modes(modes: Modes) -> Self {
        Self { modes }
    }

    /// Whether elements with this key may be wanted.
    pub(crate) fn has_key(self, key: &[u8]) -> bool {
        let Ok(key) = std::str::from_utf8(key) else {
            return false;
        };
        let word = match key.split_once(':') {
            Some((prefix, word)) if stage(prefix).is_some() => word,
            Some((word, suffix)) if stage(suffix).is_some() => word,
            _ => key,
        };
        match word {
            "railway" => self.modes.has(Mode::Rail),
            "route" => self.modes.has(Mode::Ferry),
            "highway" => self.modes.has(Mode::Road),
            word => POINTS.iter().any(|(key, ..)| *key == word),
        }
    }

    /// Whether elements with this value may be wanted.
    pub(crate) fn has_value(self, value: &[u8]) -> bool {
        let Ok(value) = std::str::from_utf8(value) else {
            return false;
        };
        // Some values have blanks about them.
        let value = value.trim();
        matches!(value, "yes" | "ferry")
            || RAILWAYS.contains(&value)
            || (self.modes.has(Mode::Road) && ROADS.contains(&value))
            || POINTS.iter().any(|(_, known, ..)| *known == value)
            || STAGES.iter().any(|(known, _)| *known == value)
    }

    /// What a way with these tags is: nothing, one thing, or several at once.
    pub(crate) fn ways(self, tags: &Tags) -> Vec<Role<'_>> {
        let mut roles = Vec::new();
        let mut add = |mode, key, accepts: &dyn Fn(&Staged<'_>) -> bool| {
            if self.modes.has(mode) {
                let found = staged(tags, key).into_iter().find(|staged| accepts(staged));
                roles.extend(found.map(|staged| Role::Way(mode, staged)));
            }
        };
        add(Mode::Rail, "railway", &|staged| {
            RAILWAYS.contains(&staged.word) || (staged.word.is_empty() && !staged.stage.is_empty())
        });
        let area = tags.is("area", "yes");
        add(Mode::Road, "highway", &|staged| {
            !area && ROADS.contains(&staged.word)
        });
        add(Mode::Ferry, "route", &|staged| staged.word == "ferry");
        roles.extend(self.point(tags));
        roles
    }

    /// What point an element with these tags is.
    pub(crate) fn point(self, tags: &Tags) -> Option<Role<'_>> {
        POINTS.into_iter().find_map(|(key, value, kind, mode)| {
            let wanted = mode.is_none_or(|mode| self.modes.has(mode));
            if !wanted || tags.iter().all(|(_, known)| known.trim() != value) {
                return None;
            }
            let staged = staged(tags, key);
            let found = staged.into_iter().find(|staged| staged.word == value)?;
            Some(Role::Point(kind, found))
        })
    }

    /// What a relation with these tags is.
    pub(crate) fn relation(self, tags: &Tags) -> Option<RelationKind> {
        let kind = tags.get("type")?;
        let bare = match kind.split_once(':') {
            Some((prefix, kind)) if stage(prefix).is_some() => kind,
            _ => kind,
        };
        match bare {
            "route" => self.course(tags, "route").map(RelationKind::Course),
            "superroute" => self.course(tags, "route").map(RelationKind::Master),
            "route_master" => self.course(tags, "route_master").map(RelationKind::Master),
            "multipolygon" => self.point(tags).map(|_| RelationKind::Area),
            "public_transport" => tags
                .is("public_transport", "stop_area")
                .then_some(RelationKind::StopArea),
            _ => None,
        }
    }

    fn course(self, tags: &Tags, key: &str) -> Option<Mode> {
        let staged = staged(tags, key);
        let known = staged.iter().find_map(|staged| {
            COURSES
                .iter()
                .find(|(word, _)| *word == staged.word)
                .map(|(_, mode)| *mode)
        });
        known.filter(|mode| self.modes.has(*mode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;

    fn tags(pairs: &[(&str, &str)]) -> Tags {
        pairs.iter().copied().collect()
    }

    fn rail_and_ferry() -> Interest {
        Interest::in_modes(Modes::of(&[Mode::Rail, Mode::Ferry]))
    }

    #[test]
    fn rails_in_the_street_are_both() {
        let tags = tags(&[("railway", "tram"), ("highway", "residential")]);
        let all = Interest::in_modes(Modes::ALL);
        assert_eq!(all.ways(&tags).len(), 2);
        assert_eq!(rail_and_ferry().ways(&tags).len(), 1);
    }

    #[test]
    fn platforms_and_signals_are_no_ways() {
        for word in ["platform", "signal", "turntable", "razed_by_mistake"] {
            assert_eq!(rail_and_ferry().ways(&tags(&[("railway", word)])), []);
        }
    }

    #[test]
    fn what_is_gone_is_a_way_with_its_state_whatever_stands_there_now() {
        let tags = tags(&[("railway", "platform"), ("razed:railway", "narrow_gauge")]);
        let ways = rail_and_ferry().ways(&tags);
        let [Role::Way(Mode::Rail, staged)] = ways.as_slice() else {
            panic!("{ways:?}");
        };
        assert_eq!(
            (staged.state, staged.word),
            (State::Abandoned, "narrow_gauge")
        );
    }

    #[test]
    fn keys_and_values_that_may_matter_are_those_that_do() {
        let interest = rail_and_ferry();
        assert!(interest.has_key(b"abandoned:railway") && interest.has_key(b"railway:proposed"));
        assert!(!interest.has_key(b"highway") && !interest.has_key(b"railway:signal"));
        assert!(interest.has_value(b"ferry_terminal") && !interest.has_value(b"primary"));
        assert!(Interest::in_modes(Modes::ALL).has_value(b"primary"));
    }
}
