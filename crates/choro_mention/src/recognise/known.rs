//! What the gazetteer knows of the names of a document, each asked for once.

use choro_gazetteer::{Gazetteer, PlaceId};
use choro_name::Relation;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The gazetteer as one document asks it: a text speaks of the same names again and again.
pub(super) struct Known<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    names: RefCell<HashMap<String, Rc<[PlaceId]>>>,
    near_misses: RefCell<HashMap<String, bool>>,
}

impl<'g> Known<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            gazetteer,
            names: RefCell::default(),
            near_misses: RefCell::default(),
        }
    }

    /// The places that bear a name, in the order of their ids.
    pub(super) fn bearers(&self, name: &str) -> Rc<[PlaceId]> {
        if let Some(places) = self.names.borrow().get(name) {
            return Rc::clone(places);
        }
        let places: Rc<[PlaceId]> = self.gazetteer.bearers(name).into();
        let mut names = self.names.borrow_mut();
        names.insert(name.to_owned(), Rc::clone(&places));
        places
    }

    /// Whether words are a slip away from a name that the gazetteer has.
    pub(super) fn is_near_miss(&self, name: &str) -> bool {
        if let Some(known) = self.near_misses.borrow().get(name) {
            return *known;
        }
        let similar = self.gazetteer.similar(name, 1);
        let near = similar
            .iter()
            .any(|(_, c)| c.relation != Relation::Different);
        let mut near_misses = self.near_misses.borrow_mut();
        near_misses.insert(name.to_owned(), near);
        near
    }
}
