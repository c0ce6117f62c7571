//! What is known of places, as measures ask for it: shapes made ready once, radii, references.

use crate::check::References;
use crate::counts::Listing;
use crate::data::Thresholds;
use choro_elevation::Relief;
mod found;

use choro_gazetteer::{Class, Footprint, Gazetteer, Place, PlaceId, SourceId};
use choro_geometry::{
    Bounds, Position, PreparedShape, Shape, is_within_m, population_radius_m, shape_radius_m,
};
use choro_network::{Graph, Network};
use choro_quantity::{Lexicon, MeasureKind, When};
use found::Found;
pub(crate) use found::Ranking;
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

/// Which footprint of a place is meant.
#[derive(Clone, Copy)]
enum Part {
    /// Polygons.
    Region,
    /// Polygons, else lines, else a point.
    Extent,
}

/// The gazetteer and the network with what measures derive from them.
pub(crate) struct Knowledge<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) network: &'a Network,
    pub(crate) relief: &'a Relief<'a>,
    pub(crate) listing: Rc<Listing<'a>>,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) limits: &'a Thresholds,
    /// The time that outlines are taken of; unstated for today.
    when: When,
    /// Whether rulings are given without words.
    wordless: bool,
    found: Rc<Found>,
    graph: Rc<OnceCell<Graph>>,
}

impl<'a> Knowledge<'a> {
    pub(crate) fn new(references: References<'a>) -> Self {
        Self {
            gazetteer: references.gazetteer,
            network: references.network,
            relief: references.relief,
            listing: Rc::new(Listing::new(references.sites)),
            lexicon: references.lexicon,
            limits: references.limits,
            when: When::default(),
            wordless: false,
            found: Rc::default(),
            graph: Rc::default(),
        }
    }

    /// The same, with places drawn as they were at a time where that is known.
    pub(crate) fn at(&self, when: &When) -> Self {
        Self {
            when: when.clone(),
            ..self.same()
        }
    }

    /// The same, for rulings of which most are never shown: without words, shown figures and
    /// sources, which cost more than the measures.
    pub(crate) fn wordless(&self) -> Self {
        Self {
            wordless: true,
            ..self.same()
        }
    }

    fn same(&self) -> Self {
        Self {
            gazetteer: self.gazetteer,
            network: self.network,
            relief: self.relief,
            listing: Rc::clone(&self.listing),
            lexicon: self.lexicon,
            limits: self.limits,
            when: self.when.clone(),
            wordless: self.wordless,
            found: Rc::clone(&self.found),
            graph: Rc::clone(&self.graph),
        }
    }

    /// The network as a graph, made when it is first asked for.
    pub(crate) fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::new(self.network))
    }

    /// Words for people, where they are asked for.
    pub(crate) fn words(&self, of: impl FnOnce() -> String) -> String {
        if self.wordless { String::new() } else { of() }
    }

    /// Whether rulings are given without words.
    pub(crate) fn is_wordless(&self) -> bool {
        self.wordless
    }

    pub(crate) fn place(&self, id: PlaceId) -> &'a Place {
        self.gazetteer.place(id)
    }

    pub(crate) fn name(&self, id: PlaceId) -> &'a str {
        self.place(id).name()
    }

    /// The size of a unit of a claim in the SI unit of what it measures, if it measures that.
    pub(crate) fn unit(&self, id: &str, measured: MeasureKind) -> Option<f64> {
        let (kind, factor) = self.lexicon.unit(id)?;
        (kind == measured).then_some(factor)
    }

    /// The footprint that a shape is taken from.
    fn footprint(&self, id: PlaceId, part: Part) -> Option<&'a Footprint> {
        let place = self.place(id);
        let drawn = |f: &&Footprint| matches!(f.shape, Shape::Lines(_));
        let region = || self.dated_region(id, &self.when).or_else(|| place.region());
        match part {
            Part::Region => region(),
            Part::Extent => region()
                .or_else(|| place.footprints.iter().find(drawn))
                .or_else(|| place.footprints.first()),
        }
    }

    /// A box around the place as well as it is known.
    pub(crate) fn bounds(&self, id: PlaceId) -> Option<Bounds> {
        match self.footprint(id, Part::Extent) {
            Some(footprint) => footprint.shape.bounds(),
            None => Shape::Point(self.place(id).point?).bounds(),
        }
    }

    fn prepared(&self, id: PlaceId, part: Part) -> Option<Arc<PreparedShape>> {
        let shape = match (self.footprint(id, part), part) {
            (Some(footprint), _) => self.ready(id, footprint),
            (None, Part::Region) => None,
            (None, Part::Extent) => {
                let point = self.place(id).point;
                point.map(|p| Arc::new(Shape::Point(p).prepared()))
            }
        };
        shape.filter(|shape| !shape.is_empty())
    }

    /// One of the place's own footprints, made ready.
    fn ready(&self, id: PlaceId, footprint: &Footprint) -> Option<Arc<PreparedShape>> {
        let own = &self.place(id).footprints;
        let number = own.iter().position(|o| std::ptr::eq(o, footprint))?;
        self.gazetteer.prepared(id, number)
    }

    /// The place drawn as polygons.
    pub(crate) fn region(&self, id: PlaceId) -> Option<Arc<PreparedShape>> {
        self.prepared(id, Part::Region)
    }

    /// The places of a class that hold a position, as drawn, in order of ids.
    pub(crate) fn regions_around(
        &self,
        class: Class,
        at: Position,
    ) -> impl Iterator<Item = PlaceId> + '_ {
        self.gazetteer
            .drawn_about(class, at)
            .filter(move |id| self.region(*id).is_some_and(|region| region.contains(at)))
    }

    /// The place drawn as polygons as it was at a time, else as it is.
    pub(crate) fn region_at(&self, id: PlaceId, when: &When) -> Option<Arc<PreparedShape>> {
        match self.dated_region(id, when) {
            Some(then) => self.ready(id, then),
            None => self.region(id),
        }
    }

    /// Whether the outline that a place has for a time is a word about that time: one of that time,
    /// or one of today for a time that is not the distant past, nor before a change of the
    /// boundary that is known.
    pub(crate) fn outline_speaks_of(&self, id: PlaceId, when: &When) -> bool {
        self.dated_region(id, when).is_some()
            || self.place(id).region().is_none_or(|footprint| {
                footprint.when.is_unstated()
                    && self.gazetteer.may_speak_of(footprint.source, when)
                    && !self.outline_changed_after(id, when)
            })
    }

    /// Whether an outline of the place is dated to a time after the one asked for: the boundary
    /// then was another than today's, and no one knows which.
    fn outline_changed_after(&self, id: PlaceId, when: &When) -> bool {
        let outlines = self.place(id).footprints.iter();
        let mut dated =
            outlines.filter(|f| matches!(f.shape, Shape::Polygons(_)) && !f.when.is_unstated());
        !when.is_unstated() && dated.any(|f| when.before(&f.when))
    }

    /// Whether a place may be taken for one of a class at a time: it is dated to be, or is one
    /// today and the time is not the distant past.
    pub(crate) fn was_a(&self, id: PlaceId, class: Class, when: &When) -> bool {
        if when.is_unstated() {
            return true;
        }
        let place = self.place(id);
        match self.gazetteer.class_at(id, when).known() {
            Some(held) => held.iter().any(|(then, _)| then.compatible(class)),
            None => place
                .records
                .first()
                .is_none_or(|record| self.gazetteer.may_speak_of(record.source, when)),
        }
    }

    /// Polygons that are dated to a time.
    fn dated_region(&self, id: PlaceId, when: &When) -> Option<&'a Footprint> {
        if when.is_unstated() {
            return None;
        }
        let known = self.gazetteer.footprint_at(id, when).known()?;
        let drawn = matches!(known.shape, Shape::Polygons(_));
        (drawn && !known.when.is_unstated()).then_some(known)
    }

    /// The place drawn as well as it is known: polygons, lines or a point.
    pub(crate) fn extent(&self, id: PlaceId) -> Option<Arc<PreparedShape>> {
        self.prepared(id, Part::Extent)
    }

    /// Where to measure from.
    pub(crate) fn point(&self, id: PlaceId) -> Option<Position> {
        self.place(id)
            .point
            .or_else(|| self.extent(id)?.representative_point())
    }

    /// Whether people speak of it as of a point: a settlement or a site, or nothing else is known.
    pub(crate) fn is_pointlike(&self, id: PlaceId) -> bool {
        let class = self.place(id).class;
        class.is_settlement() || self.extent(id).is_none_or(|shape| shape.is_point())
    }

    /// How wide the place is, with the error of its position, metres.
    pub(crate) fn radius_m(&self, id: PlaceId) -> f64 {
        let place = self.place(id);
        let own = if place.class.is_settlement() {
            let people = self
                .gazetteer
                .attribute(id, "population", &When::default())
                .and_then(|a| a.number);
            population_radius_m(people.unwrap_or(0.0))
        } else {
            self.footprint(id, Part::Extent)
                .map_or(0.0, |f| shape_radius_m(&f.shape))
        };
        own + self.accuracy_m(id).min(5_000.0)
    }

    /// Typical error of the place's position or outline, metres.
    pub(crate) fn accuracy_m(&self, id: PlaceId) -> f64 {
        self.footprint(id, Part::Extent)
            .map_or(1_000.0, |f| f.accuracy)
            .max(0.0)
    }

    /// How far off the way from one place to the other may be, metres: their errors are independent.
    pub(crate) fn joint_error_m(&self, a: PlaceId, b: PlaceId) -> f64 {
        self.accuracy_m(a).hypot(self.accuracy_m(b))
    }

    /// The greater of both errors, metres.
    pub(crate) fn joint_accuracy_m(&self, a: PlaceId, b: PlaceId) -> f64 {
        self.accuracy_m(a).max(self.accuracy_m(b))
    }

    /// Title and version of a source.
    pub(crate) fn source(&self, id: SourceId) -> String {
        let source = self.gazetteer.source(id);
        let title = if source.title.is_empty() {
            &source.id
        } else {
            &source.title
        };
        if source.version.is_empty() {
            title.clone()
        } else {
            format!("{title} {}", source.version)
        }
    }

    /// The sources that the outlines of the places rest on; none where words are left out.
    pub(crate) fn references(&self, ids: &[PlaceId]) -> Vec<String> {
        if self.wordless {
            return Vec::new();
        }
        let mut found: Vec<String> = ids
            .iter()
            .filter_map(|id| self.footprint(*id, Part::Extent))
            .map(|f| self.source(f.source))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// The area in square metres: as a source states it, else that of the polygons.
    pub(crate) fn area_m2(&self, id: PlaceId) -> Option<f64> {
        self.gazetteer
            .attribute(id, "area", &When::default())
            .and_then(|a| a.number)
            .or_else(|| Some(self.region(id)?.area_m2()))
    }

    /// Whether a place lies in another at a time, by hierarchy or by outline.
    pub(crate) fn lies_in(&self, id: PlaceId, scope: PlaceId, when: &When) -> Option<bool> {
        if id == scope {
            return Some(true);
        }
        if let Some(known) = self.gazetteer.is_part_of(id, scope, when) {
            return Some(known);
        }
        let (point, region) = (self.point(id)?, self.region(scope)?);
        Some(region.contains(point))
    }

    /// Whether two places are a unit and its seat, or one settlement kept twice: one lies in the
    /// other, or they share a name within twenty kilometres.
    pub(crate) fn coincide(&self, a: PlaceId, b: PlaceId) -> bool {
        const NEAR_M: f64 = 20_000.0;
        let now = When::default();
        let near = match (self.point(a), self.point(b)) {
            (Some(p), Some(q)) => is_within_m(p, q, NEAR_M),
            _ => true,
        };
        // Names are compared last: it costs most.
        (near
            || self.gazetteer.is_part_of(a, b, &now) == Some(true)
            || self.gazetteer.is_part_of(b, a, &now) == Some(true))
            && self.share_name(a, b)
    }
}
