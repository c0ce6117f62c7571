//! A site.

use std::sync::Arc;

use choro_geometry::Position;
use choro_placemark::Placemark;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// What state a site is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// In use.
    Active,
    /// Being built.
    UnderConstruction,
    /// Planned, not begun.
    Planned,
    /// Out of use, still standing or not known to be gone.
    Former,
    /// Gone.
    Demolished,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [
        State::Active,
        State::UnderConstruction,
        State::Planned,
        State::Former,
        State::Demolished,
    ];

    /// The word for it in files and questions: `under-construction`.
    pub fn name(self) -> &'static str {
        match self {
            State::Active => "active",
            State::UnderConstruction => "under-construction",
            State::Planned => "planned",
            State::Former => "former",
            State::Demolished => "demolished",
        }
    }

    /// The state of a name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A state with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The state.
    pub state: State,
    /// When it held; unstated where the source gives no time.
    pub when: When,
}

/// One site: a placemark and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Identity within the inventory: the file's own id, else one from path and name that
    /// survives edits to other sites.
    pub id: String,
    /// Path of the file it comes from, relative to the project; sites of a file share it.
    #[serde(with = "shared")]
    pub source: Arc<str>,
    /// Folder names from the outermost, the file's own document left out; sites of a folder share
    /// them.
    #[serde(with = "shared")]
    pub folders: Arc<[String]>,
    /// Name without white space around it; empty where it has none.
    pub name: String,
    /// Type: path in the tree of site types, `military/air-defence`; empty where nothing maps it.
    #[serde(with = "shared")]
    pub kind: Arc<str>,
    /// States in order of time; empty where nothing is said.
    pub status: Vec<Status>,
    /// A position for the whole: the point, the middle of a line, a point inside an area; `None`
    /// where it has no valid one.
    pub position: Option<Position>,
    /// The placemark as the file has it.
    pub placemark: Placemark,
}

/// Shared values, written as what they hold.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T, S>(value: &Arc<T>, to: S) -> Result<S::Ok, S::Error>
    where
        T: Serialize + ?Sized,
        S: Serializer,
    {
        value.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<Arc<T>, D::Error>
    where
        T: ?Sized,
        Box<T>: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Box::<T>::deserialize(from).map(Arc::from)
    }
}

impl Site {
    /// The state it is in as far as is known: the one that goes on, else the one without a time.
    /// A state whose time has ended says nothing of the present.
    pub fn state_now(&self) -> Option<State> {
        let mut dated = self
            .status
            .iter()
            .filter(|status| !status.when.is_unstated());
        let goes_on = dated.rfind(|status| status.when.latest.is_none());
        let undated = || self.status.iter().find(|status| status.when.is_unstated());
        goes_on.or_else(undated).map(|status| status.state)
    }

    /// The states it may have been in at some time of `when`: those with a time that meets it;
    /// where none does, the one without a time, unless that follows on states with later times.
    pub fn states_on(&self, when: &When) -> Vec<State> {
        let meets = |own: &When| {
            let before =
                own.latest.is_some() && when.earliest.is_some() && own.latest < when.earliest;
            let after =
                own.earliest.is_some() && when.latest.is_some() && own.earliest > when.latest;
            !before && !after
        };
        let dated = self
            .status
            .iter()
            .filter(|status| !status.when.is_unstated());
        let mut found: Vec<State> = dated
            .clone()
            .filter(|status| meets(&status.when))
            .map(|status| status.state)
            .collect();
        if found.is_empty() {
            let over = |own: &When| own.latest.is_some() && own.latest < when.earliest;
            let undated = self.status.iter().find(|status| status.when.is_unstated());
            if dated.clone().all(|status| over(&status.when)) {
                found.extend(undated.map(|status| status.state));
            }
        }
        found.dedup();
        found
    }
}
