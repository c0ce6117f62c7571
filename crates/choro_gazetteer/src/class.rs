//! Feature classes: what kind of thing a place is.

use crate::feature_type::{FEATURE_TYPES, Group};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The general class of a place. Sources' own types and the nouns of prose are mapped to these in
/// `data/feature_types.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A state.
    Country,
    /// First-level division: province, state, region.
    Province,
    /// Second-level division: county, district of a province.
    County,
    /// A part of a city or county.
    District,
    /// A large settlement with city rank; also the unit of that rank.
    City,
    /// A smaller settlement, a county seat.
    Town,
    /// A village or hamlet.
    Village,
    /// A settlement of unstated size.
    Settlement,
    /// An informal or historic region.
    Region,
    /// A special economic or administrative zone.
    Zone,
    /// A river or stream.
    River,
    /// A lake or reservoir.
    Lake,
    /// A sea, ocean, gulf or bay.
    Sea,
    /// A coast.
    Coast,
    /// A range of mountains.
    Range,
    /// A mountain, peak or hill.
    Peak,
    /// A plateau or highlands.
    Plateau,
    /// A plain.
    Plain,
    /// A valley or pass.
    Valley,
    /// An island or archipelago.
    Island,
    /// A cape or peninsula.
    Cape,
    /// A forest, desert, reserve or other stretch of land.
    Land,
    /// A railway line.
    Railway,
    /// A railway station.
    Station,
    /// A road.
    Road,
    /// A bridge, tunnel or dam.
    Bridge,
    /// A border crossing.
    Crossing,
    /// A harbour or port.
    Port,
    /// An airport, airfield or air base.
    Airport,
    /// A military site.
    Military,
    /// A monument, castle, temple, museum or other place of memory.
    Monument,
    /// A factory, plant or farm.
    Industry,
    /// A mine or quarry.
    Mine,
    /// A spring.
    Spring,
    /// A school, hospital, stadium or other site.
    Site,
    /// Not known.
    Unknown,
}

impl Class {
    /// Every class, in the order of the enum.
    pub const ALL: [Self; 36] = [
        Self::Country,
        Self::Province,
        Self::County,
        Self::District,
        Self::City,
        Self::Town,
        Self::Village,
        Self::Settlement,
        Self::Region,
        Self::Zone,
        Self::River,
        Self::Lake,
        Self::Sea,
        Self::Coast,
        Self::Range,
        Self::Peak,
        Self::Plateau,
        Self::Plain,
        Self::Valley,
        Self::Island,
        Self::Cape,
        Self::Land,
        Self::Railway,
        Self::Station,
        Self::Road,
        Self::Bridge,
        Self::Crossing,
        Self::Port,
        Self::Airport,
        Self::Military,
        Self::Monument,
        Self::Industry,
        Self::Mine,
        Self::Spring,
        Self::Site,
        Self::Unknown,
    ];

    /// The name of the class in data and output: `province`, `railway`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::County => "county",
            Self::District => "district",
            Self::City => "city",
            Self::Town => "town",
            Self::Village => "village",
            Self::Settlement => "settlement",
            Self::Region => "region",
            Self::Zone => "zone",
            Self::River => "river",
            Self::Lake => "lake",
            Self::Sea => "sea",
            Self::Coast => "coast",
            Self::Range => "range",
            Self::Peak => "peak",
            Self::Plateau => "plateau",
            Self::Plain => "plain",
            Self::Valley => "valley",
            Self::Island => "island",
            Self::Cape => "cape",
            Self::Land => "land",
            Self::Railway => "railway",
            Self::Station => "station",
            Self::Road => "road",
            Self::Bridge => "bridge",
            Self::Crossing => "crossing",
            Self::Port => "port",
            Self::Airport => "airport",
            Self::Military => "military",
            Self::Monument => "monument",
            Self::Industry => "industry",
            Self::Mine => "mine",
            Self::Spring => "spring",
            Self::Site => "site",
            Self::Unknown => "unknown",
        }
    }

    /// The class of that name, as [`Class::as_str`] writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// The class of a source's type word or code: `ADM1`, `P.PPLC`, `locality`, `Range/mtn`,
    /// `mountain range`.
    pub fn from_type(word: &str) -> Option<Self> {
        FEATURE_TYPES.type_word(word)
    }

    /// The class of a noun of English prose, singular or plural: `county seat`, `rivers`.
    pub fn from_noun(noun: &str) -> Option<Self> {
        FEATURE_TYPES.noun(noun)
    }

    /// All nouns of English prose with their classes, in alphabetical order, lower case.
    pub fn nouns() -> impl Iterator<Item = (&'static str, Self)> {
        FEATURE_TYPES.nouns()
    }

    /// The usual noun for a thing of the class: `mountain range`; `place` where nothing is known.
    pub fn noun(self) -> &'static str {
        FEATURE_TYPES
            .description(self)
            .nouns
            .first()
            .map_or("place", String::as_str)
    }

    /// Whether it is a unit of administration or an area that holds places.
    pub fn is_division(self) -> bool {
        self.group() == Group::Division
    }

    /// Whether people live there as one place: city to village.
    pub fn is_settlement(self) -> bool {
        self.group() == Group::Settlement
    }

    /// Whether it is a river, lake or sea.
    pub fn is_water(self) -> bool {
        self.group() == Group::Water
    }

    /// Whether it is drawn as a line: railway, road, coast, river.
    pub fn is_line(self) -> bool {
        self.group() == Group::Line || self == Self::River
    }

    /// Whether things of the two classes may be one and the same: a `settlement` may be a `town`,
    /// a `county` is not a `town`. `unknown` is compatible with all.
    pub fn compatible(self, other: Self) -> bool {
        FEATURE_TYPES.compatible(self, other)
    }

    /// How likely a bare name means a thing of the class, 0 to 1.
    pub fn weight(self) -> f64 {
        FEATURE_TYPES.description(self).weight
    }

    /// Rank among divisions and settlements: a higher one holds lower ones; 0 for other things.
    pub fn level(self) -> u8 {
        FEATURE_TYPES.description(self).level
    }

    fn group(self) -> Group {
        FEATURE_TYPES.description(self).group
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_described_and_named() {
        for class in Class::ALL {
            assert_eq!(Class::from_name(class.as_str()), Some(class));
            assert!(Class::from_type(class.as_str()).is_some(), "{class}");
            assert!((0.0..=1.0).contains(&class.weight()));
        }
    }

    #[test]
    fn sources_and_prose_have_their_own_words() {
        for (word, class) in [
            ("A.ADM1", Class::Province),
            ("region", Class::Province),
            ("P.PPLC", Class::City),
            ("PPLA", Class::City),
            ("locality", Class::Settlement),
            ("T.MTS", Class::Range),
            ("H.STM", Class::River),
            ("Range/mtn", Class::Range),
            ("Lake Centerline", Class::River),
            ("ocean", Class::Sea),
            ("mountain range", Class::Range),
            ("railway line", Class::Railway),
        ] {
            assert_eq!(Class::from_type(word), Some(class), "{word}");
        }
        for (noun, class) in [
            ("county seat", Class::Town),
            ("Cities", Class::City),
            ("counties", Class::County),
            ("mountains", Class::Range),
            ("mountain", Class::Peak),
            ("bays", Class::Sea),
            ("hot springs", Class::Spring),
            ("region", Class::Region),
        ] {
            assert_eq!(Class::from_noun(noun), Some(class), "{noun}");
        }
        assert_eq!(Class::from_noun("verdict"), None);
        assert_eq!(Class::from_type("no such thing"), None);
    }

    #[test]
    fn a_county_is_not_its_town() {
        assert!(!Class::County.compatible(Class::Town));
        assert!(!Class::County.compatible(Class::Settlement));
        assert!(Class::Settlement.compatible(Class::City));
        assert!(!Class::Village.compatible(Class::City));
        assert!(Class::Region.compatible(Class::Province));
    }
}
