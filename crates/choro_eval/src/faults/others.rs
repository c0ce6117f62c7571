//! Places that stand in for others.

use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_geometry::{Position, PreparedShape, distance_m};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Candidates looked at by their outlines.
const LOOKED_AT: usize = 60;

/// The divisions of a gazetteer that are drawn and whose name is theirs alone.
pub(super) struct Others<'g> {
    gazetteer: &'g Gazetteer,
    of_class: BTreeMap<Class, Vec<(PlaceId, Position)>>,
}

impl<'g> Others<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            gazetteer,
            of_class: BTreeMap::new(),
        }
    }

    /// The name of the place of the object's class that is nearest to the object and at least so
    /// many kilometres from the subject; `None` where the object is no division.
    pub(super) fn instead(
        &mut self,
        subject: PlaceId,
        object: PlaceId,
        km: u16,
    ) -> Option<&'g str> {
        let class = self.gazetteer.place(object).class;
        let from = self.gazetteer.place(object).point?;
        let own = self.shape(subject)?;
        let at = self.gazetteer.place(subject).point?;
        let metres = f64::from(km) * 1_000.0;
        let mut near: Vec<(f64, PlaceId)> = self
            .of_class(class)
            .iter()
            .filter(|(id, _)| *id != object && *id != subject)
            .filter(|(_, point)| distance_m(at, *point) >= metres)
            .map(|(id, point)| (distance_m(from, *point), *id))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let far = |id: &PlaceId| {
            let gap = self
                .shape(*id)
                .and_then(|shape| own.distance_between_m(&shape));
            gap.is_some_and(|gap| gap >= metres)
        };
        let mut found = near.into_iter().take(LOOKED_AT).map(|(_, id)| id);
        found.find(far).map(|id| self.gazetteer.place(id).name())
    }

    fn shape(&self, id: PlaceId) -> Option<Arc<PreparedShape>> {
        self.gazetteer.prepared(id, 0)
    }

    fn of_class(&mut self, class: Class) -> &[(PlaceId, Position)] {
        let gazetteer = self.gazetteer;
        self.of_class.entry(class).or_insert_with(|| {
            let drawn = gazetteer
                .drawn(class)
                .iter()
                .filter(|_| class.is_division());
            let unique = |id: &PlaceId| gazetteer.by_name(gazetteer.place(*id).name()).len() == 1;
            drawn
                .map(|(id, _)| *id)
                .filter(unique)
                .filter_map(|id| Some((id, gazetteer.place(id).point?)))
                .collect()
        })
    }
}
