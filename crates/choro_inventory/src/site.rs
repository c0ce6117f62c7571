//! A site.

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
    /// Path of the file it comes from, relative to the project.
    pub source: String,
    /// Folder names from the outermost, the file's own document left out.
    pub folders: Vec<String>,
    /// Name without white space around it; empty where it has none.
    pub name: String,
    /// Type: path in the tree of site types, `military/air-defence`; empty where nothing maps it.
    pub kind: String,
    /// States in order of time; empty where nothing is said.
    pub status: Vec<Status>,
    /// A position for the whole: the point, the middle of a line, a point inside an area; `None`
    /// where it has no valid one.
    pub position: Option<Position>,
    /// The placemark as the file has it.
    pub placemark: Placemark,
}
