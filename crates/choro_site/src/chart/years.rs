//! The years in which what is known of a place stays the same.

use choro_gazetteer::{Gazetteer, Place, PlaceId};
use choro_quantity::When;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Years from the first to the last, both included; `None` where they have no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Years {
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
}

impl Years {
    /// The years in which a time may lie.
    pub(crate) fn of(when: &When) -> Self {
        Self {
            from: when.earliest.map(|date| date.year),
            to: when.latest.map(|date| date.year),
        }
    }

    /// A time in it: that of its last change, where it has one.
    fn sample(self) -> When {
        match (self.from, self.to) {
            (Some(year), _) | (None, Some(year)) => When::year(year),
            (None, None) => When::default(),
        }
    }
}

/// What a place was called and lay in, for some years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) years: Years,
    /// The name in use, the one shown where none is known for these years.
    pub(crate) name: String,
    /// Names by language.
    pub(crate) names: BTreeMap<String, String>,
    /// What it lay in, the nearest first.
    pub(crate) within: Vec<PlaceId>,
}

/// Years in which something about a place changes, for every place once asked about.
pub(crate) struct Changes<'a> {
    gazetteer: &'a Gazetteer,
    known: BTreeMap<PlaceId, BTreeSet<i32>>,
}

impl<'a> Changes<'a> {
    pub(crate) fn of(gazetteer: &'a Gazetteer) -> Self {
        Self {
            gazetteer,
            known: BTreeMap::new(),
        }
    }

    /// The first years of what is new about a place or what it lies in.
    fn years(&mut self, id: PlaceId) -> BTreeSet<i32> {
        if let Some(years) = self.known.get(&id) {
            return years.clone();
        }
        // Places that lie in each other, by their sources, end here.
        self.known.insert(id, BTreeSet::new());
        let place = self.gazetteer.place(id);
        let names = place.names.iter().map(|name| &name.when);
        let parents = place.parents.iter().map(|relation| &relation.when);
        let mut years: BTreeSet<i32> = names.chain(parents).flat_map(starts).collect();
        for relation in &place.parents {
            years.extend(self.years(relation.to));
        }
        self.known.insert(id, years.clone());
        years
    }

    /// The periods of a place in order; names in the `languages` given.
    pub(crate) fn periods(&mut self, place: &Place, languages: &[String]) -> Vec<Period> {
        let years: Vec<i32> = self.years(place.id).into_iter().collect();
        let mut bounds = vec![None];
        bounds.extend(years.into_iter().map(Some));
        let mut periods: Vec<Period> = Vec::new();
        for (at, from) in bounds.iter().enumerate() {
            let to = bounds.get(at + 1).copied().flatten().map(|next| next - 1);
            let next = self.period(place, Years { from: *from, to }, languages);
            match periods.last_mut() {
                Some(last) if last.says_the_same(&next) => last.years.to = to,
                _ => periods.push(next),
            }
        }
        periods
    }

    fn period(&self, place: &Place, years: Years, languages: &[String]) -> Period {
        let when = years.sample();
        let called = |range: &str| {
            let known = self.gazetteer.name_at(place.id, &when, range).known();
            known.map(|known| known.name.text.clone())
        };
        let in_language = |language: &String| {
            let named = called(language).or_else(|| {
                let mut shown = place.names.iter();
                let shown = shown.find(|n| n.language == *language && n.when.is_unstated())?;
                Some(shown.text.clone())
            })?;
            Some((language.clone(), named))
        };
        let now = years.to.is_none();
        let dated = place.names.iter().any(|name| !name.when.is_unstated());
        let name = if dated && !now { called("") } else { None };
        Period {
            years,
            name: name.unwrap_or_else(|| place.name().to_owned()),
            names: languages.iter().filter_map(in_language).collect(),
            within: self.gazetteer.ancestors_at(place.id, &when),
        }
    }
}

impl Period {
    fn says_the_same(&self, other: &Self) -> bool {
        self.name == other.name && self.names == other.names && self.within == other.within
    }
}

/// The year a time begins, and the one after it ends.
fn starts(when: &When) -> impl Iterator<Item = i32> + use<> {
    let from = when.earliest.map(|date| date.year);
    let after = when.latest.map(|date| date.year + 1);
    [from, after].into_iter().flatten()
}
