//! What moves along a way.

use serde::{Deserialize, Serialize};

/// What moves along a way.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Mode {
    /// Trains, trams, undergrounds.
    #[default]
    Rail,
    /// Vehicles on roads.
    Road,
    /// Boats on a fixed line.
    Ferry,
}

impl Mode {
    /// All modes by the names people type.
    pub const ALL: [(&'static str, Mode); 3] = [
        ("rail", Mode::Rail),
        ("road", Mode::Road),
        ("ferry", Mode::Ferry),
    ];

    /// The name people type: `rail`, `road`, `ferry`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rail => "rail",
            Self::Road => "road",
            Self::Ferry => "ferry",
        }
    }

    /// The mode of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, mode)| *mode)
    }
}

/// A set of modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Modes(u8);

impl Modes {
    /// Every mode.
    pub const ALL: Self = Self(0b111);

    /// Exactly these.
    pub fn of(modes: &[Mode]) -> Self {
        Self(modes.iter().fold(0, |set, mode| set | bit(*mode)))
    }

    /// Whether the mode is among them.
    pub fn has(self, mode: Mode) -> bool {
        self.0 & bit(mode) != 0
    }
}

fn bit(mode: Mode) -> u8 {
    match mode {
        Mode::Rail => 1,
        Mode::Road => 2,
        Mode::Ferry => 4,
    }
}
