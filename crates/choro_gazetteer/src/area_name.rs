//! Areas by name: what the name of a parent, or an area typed on the command line, means.

use crate::{Gazetteer, PlaceId};
use choro_name::romanisation::spellings;
use choro_name::{Relation, compare, fold, split_generic};

/// Places of similar names looked at for each spelling.
const SIMILAR: usize = 24;
/// Up to so many areas are compared with a name one by one where the index finds none.
const COMPARABLE: usize = 1_500;
/// Names this much less alike than the likest do not count, as a score.
const BEHIND: f64 = 0.05;

impl Gazetteer {
    /// The units and other places with an area that a name means, in any spelling and order of
    /// words: "Hamgyongbuk-do", "North Hamgyeong" and "Hamgyong, North" are one province. The
    /// likest names alone count; a slip of the pen does not. In order of ids; empty where no area
    /// is called so.
    pub fn areas_called(&self, name: &str) -> Vec<PlaceId> {
        for spelling in spellings_of(name) {
            let mut found = self.areas_in_index(&spelling);
            if found.is_empty() {
                found = self.areas_compared(&spelling);
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn areas_in_index(&self, name: &str) -> Vec<PlaceId> {
        let mut found: Vec<PlaceId> = self.by_name(name);
        found.retain(|id| self.is_area(*id));
        if found.is_empty() {
            let mut names = vec![name.to_owned()];
            names.extend(spellings(name));
            found = names
                .iter()
                .flat_map(|name| self.similar(name, SIMILAR))
                .filter(|(_, likeness)| likeness.relation <= Relation::Variant)
                .map(|(id, _)| id)
                .filter(|id| self.is_area(*id))
                .collect();
        }
        self.likest(found, name)
    }

    /// For orders of words that no index has: "Hamgyong, North".
    fn areas_compared(&self, name: &str) -> Vec<PlaceId> {
        let areas = self.places().iter().filter(|place| self.is_area(place.id));
        let areas: Vec<PlaceId> = areas.map(|place| place.id).collect();
        if areas.len() > COMPARABLE {
            return Vec::new();
        }
        let mut found = areas;
        found.retain(|id| {
            let names = &self.place(*id).names;
            let mut names = names.iter().map(|own| compare(&own.text, name).relation);
            names.any(|relation| relation <= Relation::Variant)
        });
        self.likest(found, name)
    }

    fn is_area(&self, id: PlaceId) -> bool {
        let place = self.place(id);
        place.class.is_division() || place.region().is_some()
    }

    /// "Chagang" is also the name of small areas; the likest names count.
    fn likest(&self, mut found: Vec<PlaceId>, name: &str) -> Vec<PlaceId> {
        let likest = |id: &PlaceId| {
            let names = &self.place(*id).names;
            let scores = names.iter().map(|own| compare(&own.text, name).score);
            scores.fold(0.0, f64::max)
        };
        let best = found.iter().map(likest).fold(0.0, f64::max);
        found.retain(|id| likest(id) + BEHIND >= best);
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The name itself; without what stands in brackets, and that alone; without a second generic, as
/// in "Hamgyongbuk-do Province".
fn spellings_of(name: &str) -> Vec<String> {
    let mut all = vec![name.trim().to_owned()];
    if let Some((head, tail)) = name.split_once(['(', '（']) {
        all.push(head.trim().to_owned());
        all.push(tail.trim_matches([')', '）', ' ']).to_owned());
    }
    let bare = split_generic(name).base;
    if split_generic(&bare).generic.is_some() {
        all.push(bare);
    }
    all.retain(|spelling| !fold(spelling).is_empty());
    all
}
