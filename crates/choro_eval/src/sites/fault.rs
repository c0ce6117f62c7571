//! What is wrong with some of the sites, on purpose.

use super::chance::Chance;
use super::ground::fine;
use super::{Drawn, Figure, Ground};
use choro_geometry::{Position, destination};

const FAULTS: u64 = 3;
/// The share of sites with a fault.
const SHARE: f64 = 0.01;

/// A fault planted in one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The site before it once more, 5 to 20 m beside.
    NearDuplicate,
    /// In another province than its folder says.
    OtherProvince,
    /// In no province: at sea or in another country.
    Outside,
    /// Latitude and longitude exchanged.
    Swapped,
    /// West of Greenwich or south of the equator.
    SignFlipped,
    /// No name, or white space for one.
    EmptyName,
    /// One of a few long descriptions that many share.
    RepeatedDescription,
    /// In a folder that says nothing.
    UnmappedFolder,
    /// A latitude beyond the poles.
    OutOfRange,
    /// Nowhere.
    NoPosition,
}

const ALL: [Fault; 10] = [
    Fault::NearDuplicate,
    Fault::OtherProvince,
    Fault::Outside,
    Fault::Swapped,
    Fault::SignFlipped,
    Fault::EmptyName,
    Fault::RepeatedDescription,
    Fault::UnmappedFolder,
    Fault::OutOfRange,
    Fault::NoPosition,
];

const BOILERPLATE: [&str; 3] = [
    "Position taken over from an older list without being looked at again. Imagery of this \
     part of the country is rarely without cloud; what stands here may have changed since, and the \
     name was given by whoever entered it.",
    "This entry is one of a series that was entered in one sitting. The outline of the \
     perimeter, the number of buildings and the state of the road have not been checked, nor has the \
     unit that is said to use it.",
    "See the general remarks at the head of the folder: all sites of this sort are marked at the \
     gate where one can be made out, else at the largest building, and dates are those of the images.",
];

impl Fault {
    /// The code under which it should be found; empty where none is certain.
    pub fn code(self) -> &'static str {
        match self {
            Self::NearDuplicate => "INP030",
            Self::OtherProvince | Self::Outside => "INP031",
            Self::Swapped | Self::SignFlipped => "INP032",
            Self::EmptyName => "INP035",
            Self::RepeatedDescription => "INP036",
            Self::UnmappedFolder => "INP037",
            Self::OutOfRange => "INP006",
            Self::NoPosition => "",
        }
    }

    /// The fault of a site, where it has one.
    pub(super) fn of(seed: u64, number: u32) -> Option<Self> {
        let mut chance = Chance::new(seed, FAULTS, u64::from(number));
        chance.happens(SHARE).then(|| *chance.pick(&ALL))
    }

    /// Makes a site faulty.
    pub(super) fn plant(self, site: &mut Drawn, ground: &Ground, seed: u64) {
        let mut chance = Chance::new(seed, FAULTS, !u64::from(site.number));
        let at = site.at;
        match self {
            Self::NearDuplicate => {
                let far = 5.0 + 15.0 * chance.unit();
                site.at = fine(destination(at, 360.0 * chance.unit(), far));
            }
            Self::OtherProvince => site.at = elsewhere(ground, site.province, &mut chance),
            Self::Outside => site.at = outside(ground, at, &mut chance),
            Self::Swapped => site.at = Position::new(at.lat, at.lon),
            Self::SignFlipped if chance.happens(0.5) => site.at.lon = -at.lon,
            Self::SignFlipped => site.at.lat = -at.lat,
            Self::EmptyName => {
                site.name = chance
                    .pick(&[None, Some(""), Some("  ")])
                    .map(str::to_owned);
            }
            Self::RepeatedDescription => {
                site.description = Some((*chance.pick(&BOILERPLATE)).to_owned());
            }
            Self::OutOfRange => site.at.lat = at.lat + 60.0,
            Self::NoPosition => site.figure = Figure::Nowhere,
            Self::UnmappedFolder => {}
        }
        if !matches!(site.figure, Figure::Nowhere) && site.at != at {
            site.figure = Figure::Point;
        }
    }
}

/// A place in another province.
fn elsewhere(ground: &Ground, province: usize, chance: &mut Chance) -> Position {
    loop {
        let place = chance.pick(&ground.settlements);
        if place.province != province || ground.provinces.len() < 2 {
            return ground.near(place, chance);
        }
    }
}

/// A position in no province, from 100 km away on.
fn outside(ground: &Ground, from: Position, chance: &mut Chance) -> Position {
    let azimuth = 360.0 * chance.unit();
    let mut far = 1e5 * (1.0 + chance.unit());
    loop {
        let at = fine(destination(from, azimuth, far));
        if ground.province_at(at).is_none() || far > 5e6 {
            return at;
        }
        far += 5e4;
    }
}
