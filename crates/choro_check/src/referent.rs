//! What an argument surely stands for, so that statements can be held against each other even
//! where no reference knows the place.

use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use choro_claim::{Annotated, Argument};
use choro_gazetteer::PlaceId;
use choro_name::fold;

/// A thing that statements speak of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Referent {
    /// A place of the references.
    Place(PlaceId),
    /// What one document calls by a name that no reference has: its path, the folded name, the
    /// name as written.
    Named(String, String, String),
}

impl Referent {
    /// What the argument stands for; `None` where that is not sure, or no name is used.
    pub(crate) fn of(text: &Annotated, argument: &Argument) -> Option<Self> {
        if let Some(place) = argument.place {
            let sure = argument.confidence >= THRESHOLDS.confidence.warning;
            return sure.then_some(Self::Place(place));
        }
        let name = argument.text.trim();
        let bare = ["the ", "The "].iter().find_map(|a| name.strip_prefix(a));
        let bare = bare.unwrap_or(name);
        let called = bare.starts_with(char::is_uppercase) && bare.chars().count() > 2;
        (called && argument.readings.is_empty()).then(|| {
            let path = text.document.path.clone();
            Self::Named(path, fold(bare), bare.to_owned())
        })
    }

    /// The name to show.
    pub(crate) fn name<'n>(&'n self, know: &'n Knowledge<'_>) -> &'n str {
        match self {
            Self::Place(id) => know.name(*id),
            Self::Named(_, _, written) => written,
        }
    }

    /// The place, where it is one of the references.
    pub(crate) fn place(&self) -> Option<PlaceId> {
        match self {
            Self::Place(id) => Some(*id),
            Self::Named(..) => None,
        }
    }
}
