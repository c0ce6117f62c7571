//! The closed list of claim kinds.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident $text:literal;)+) => {
        /// What sort of statement a claim is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Kind {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)+];

            /// The kind's name in ledgers and grammar files.
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $text,)+ }
            }

            /// The kind with this name.
            pub fn from_name(name: &str) -> Option<Kind> {
                match name { $($text => Some(Kind::$name),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// Something happened at, or to, the subject: value is the verb phrase's head.
    Event "event";
    /// The subject lies in the object.
    LocatedIn "located-in";
    /// The subject lives on, or is known for, a branch of the economy.
    Economy "economy";
    /// The subject has a feature (object): a port, a museum.
    HasFeature "has-feature";
    /// There are so many of the object in or at the subject; value the number.
    Count "count";
    /// The state the subject is in; value the state.
    StatusAt "status-at";
    /// The subject has most of something among a class; value "largest city", qualifiers
    /// `adjective`, `class` (noun), `rank`, `measure`; object the scope.
    Superlative "superlative";
    /// The subject stands on a river, coast, lake or line (object).
    OnFeature "on-feature";
    /// The subject lies in the direction `value` (16-wind letters) from the object.
    Direction "direction";
    /// The subject lies near the object; qualifier `degree` = `very`.
    Near "near";
    /// The terrain about the subject.
    Terrain "terrain";
    /// A border crossing at the subject leads to the object; value the mode.
    Crossing "crossing";
    /// The subject exceeds the object; value "further north", "larger"; qualifier `dimension`:
    /// 16-wind letters or `population`, `area`, `elevation`, `length`, or empty.
    Comparative "comparative";
    /// The subject is the capital or seat of the object.
    CapitalOf "capital-of";
    /// Regions subject and object share a border; value: the side of the subject on which the
    /// object lies (16-wind letters), or empty.
    Borders "borders";
    /// The subject (a river, a range, a coast) extends; value or object say where.
    Extends "extends";
    /// The subject (a river) forms the border of the object; `others` holds the second side.
    FormsBorder "forms-border";
    /// Something can be seen from somewhere.
    View "view";
    /// Kinship between persons.
    Kinship "kinship";
    /// The subject lies at the coordinates `value`: "41.670,129.670", latitude first.
    Coordinates "coordinates";
    /// The subject yields the object; value the amount.
    Produces "produces";
    /// The subject lies in the part `value` (16-wind letters, or `C` for the centre) of the object;
    /// qualifier `degree` = `far`.
    PositionIn "position-in";
    /// The line (object) serves the subject.
    LineServes "line-serves";
    /// What the subject once was, had or bordered.
    Formerly "formerly";
    /// A military unit (object) stands at the subject.
    UnitAt "unit-at";
    /// A share of a whole; value in per cent.
    Share "share";
    /// Another name (object) of the subject.
    Alias "alias";
    /// The subjects meet at the object.
    Converges "converges";
    /// The subject is a part of the object.
    PartWhole "part-whole";
    /// The subject has `value` inhabitants; qualifier `unit-class` the noun of the unit.
    Population "population";
    /// The subject covers `value` (km2, ha …).
    Area "area";
    /// A line (value or qualifier `line`) connects subject and object.
    LineConnects "line-connects";
    /// The subject is within reach of, or protected by, the object.
    MilitaryReach "military-reach";
    /// The subject can hold or make `value`.
    Capacity "capacity";
    /// Subject and object are `value` km apart; qualifier `mode` (`road`, `rail`) where stated.
    Distance "distance";
    /// The subject stands `value` m above the sea.
    Elevation "elevation";
    /// The subject lies between the object and `others[0]`.
    Between "between";
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
