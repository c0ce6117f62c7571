//! What folders, names, columns and descriptions say of a site's type and states.

use choro_name::fold;
use choro_placemark::{Datum, Feature, Time};
use choro_quantity::When;

use super::Mapping;
use crate::{State, Status};

/// What a folder path means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meaning {
    /// `None` where nothing maps it; empty where a project says that it has no type.
    pub(crate) kind: Option<String>,
    /// The state of the sites in it of which nothing else is said.
    pub(crate) state: Option<State>,
}

/// Whether a type stands below another in the tree.
pub(crate) fn below(special: &str, general: &str) -> bool {
    special
        .strip_prefix(general)
        .is_some_and(|rest| rest.starts_with('/'))
}

impl Mapping {
    /// What a folder path, from the outermost, means.
    pub(crate) fn meaning(&self, folders: &[String]) -> Meaning {
        let mut meaning = Meaning::default();
        // What a project says of a folder stands, whatever is around it.
        let mut ruled = false;
        let folded: Vec<String> = folders.iter().map(|name| fold(name)).collect();
        for depth in (1..=folders.len()).rev() {
            let path = &folded[..depth];
            let rules = || {
                self.rules
                    .iter()
                    .rev()
                    .filter(|rule| rule.pattern.fits(path))
            };
            let open = |kind: &String| !ruled && self.inside.contains_key(kind);
            if meaning.kind.as_ref().is_none_or(open) {
                let rule = rules().find_map(|rule| rule.kind.clone());
                let by_rule = rule.is_some();
                let name = &folders[depth - 1];
                let words = || {
                    self.heads
                        .kind(name, &self.in_folders, &self.endings, false)
                };
                let kind = rule.or_else(words);
                meaning.kind = match (meaning.kind, kind) {
                    (Some(inner), around) => Some(self.within(inner, around.as_deref())),
                    (None, kind) => {
                        ruled = by_rule;
                        kind
                    }
                };
            }
            if meaning.state.is_none() {
                meaning.state = rules()
                    .find_map(|rule| rule.state)
                    .or_else(|| self.states.of_folder(&folders[depth - 1]));
            }
        }
        meaning
    }

    /// What a type is inside a folder of another.
    fn within(&self, inner: String, around: Option<&str>) -> String {
        match (self.inside.get(&inner), around) {
            (Some((parent, becomes)), Some(around)) if parent == around => becomes.clone(),
            _ => inner,
        }
    }

    /// The type that a name by itself means.
    pub(crate) fn named_kind(&self, name: &str) -> Option<String> {
        self.heads.kind(name, &self.in_names, &self.endings, true)
    }

    /// The type that a type column states.
    pub(crate) fn column_kind(&self, telling: &[&Datum]) -> Option<String> {
        let mut columns = telling.iter().filter(|datum| self.is_of_types(&datum.name));
        columns.find_map(|datum| self.type_of_word(&datum.value.text()))
    }

    /// Whether attributes of this name may tell a type or a state.
    pub(crate) fn may_tell(&self, column: &str) -> bool {
        self.is_of_types(column) || self.states.may_be_said_by(column)
    }

    fn is_of_types(&self, column: &str) -> bool {
        !column.is_empty() && self.columns.contains(&column.to_ascii_lowercase())
    }

    /// States said of a site itself, the nearest to it first: by its name, a column, its
    /// description; `telling` are the attributes that may tell something.
    pub(crate) fn stated(&self, name: &str, telling: &[&Datum], feature: &Feature) -> Vec<Status> {
        let mut said = self.states.of_name(name);
        for datum in telling {
            said.extend(self.states.of_column(&datum.name, &datum.value.text()));
        }
        if let Some(description) = &feature.description {
            said.extend(self.states.of_description(&description.0));
        }
        said
    }

    /// States of a site, in order of time: those said of it, that of its folder, else the time
    /// its file gives. Of what is said without a date the nearest to the site counts.
    pub(crate) fn settled(
        &self,
        mut said: Vec<Status>,
        folder: Option<State>,
        time: Option<&Time>,
    ) -> Vec<Status> {
        let undated = |state| Status {
            state,
            when: When::default(),
        };
        said.extend(folder.map(undated));
        if said.is_empty() {
            said.extend(time.and_then(in_use));
        }
        if said.is_empty() {
            said.extend(self.default_state.map(undated));
        }
        if said.len() > 1 {
            said = in_order(said);
        }
        said.shrink_to_fit();
        said
    }
}

/// The span a file gives for a site; a moment only tells when it was seen.
fn in_use(time: &Time) -> Option<Status> {
    let when = time
        .when()
        .filter(|when| !time.moment && !when.is_unstated())?;
    let state = State::Active;
    Some(Status { state, when })
}

/// Dated states in order of their beginning, one that is open ended by the next; at most one
/// undated one, the first said, left out where its state is said with a date.
fn in_order(said: Vec<Status>) -> Vec<Status> {
    let (undated, mut dated): (Vec<Status>, Vec<Status>) = said
        .into_iter()
        .partition(|status| status.when.is_unstated());
    dated.sort_by_key(|status| (status.when.earliest, status.when.latest));
    dated.dedup();
    for at in 1..dated.len() {
        let (before, after) = (&dated[at - 1], &dated[at]);
        let open = before.when.latest.is_none() && before.when.earliest < after.when.earliest;
        if open
            && before.state != after.state
            && let Some(until) = before.when.through(&start(&after.when))
        {
            dated[at - 1].when = until;
        }
    }
    let first = undated.into_iter().next();
    dated.extend(first.filter(|first| dated.iter().all(|d| d.state != first.state)));
    dated
}

/// The beginning of a time, as a time.
fn start(when: &When) -> When {
    let first = when.edtf.split('/').next().unwrap_or_default();
    When::parse(first).unwrap_or_else(|| when.clone())
}
