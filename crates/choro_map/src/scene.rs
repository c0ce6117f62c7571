//! A map being drawn: the ground first, marks above it, labels last.

use crate::clip;
use crate::frame;
use crate::ground::{Feature, Ground, parts};
use crate::labels::{Anchor, Label, place};
use crate::lettering::{escape, identifier, word};
use crate::outline::{Outline, Window};
use crate::path;
use crate::style;
use crate::view::{Box2, Pixel, View};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Bounds, Position, Shape};
use std::collections::BTreeMap;

/// Links from places to their pages; `None` where a place has none.
pub(crate) type Link<'a> = &'a dyn Fn(PlaceId) -> Option<String>;

pub(crate) struct Scene<'a> {
    view: View,
    bounds: Bounds,
    window: Window,
    link: Link<'a>,
    /// Areas that were drawn, for those drawn again: as land, border and name.
    areas: BTreeMap<PlaceId, Area>,
    pub(crate) body: String,
    labels: Vec<Label>,
    pub(crate) taken: Vec<Box2>,
    dots: Vec<(Pixel, String)>,
}

/// The visible rings of an area.
struct Area {
    data: String,
    /// The largest ring, with its size in square pixels.
    largest: Option<(Vec<Pixel>, f64)>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(view: View, link: Link<'a>) -> Self {
        Self {
            view,
            bounds: view.bounds(),
            window: Window::of(&view),
            link,
            areas: BTreeMap::new(),
            body: String::new(),
            labels: Vec::new(),
            taken: Vec::new(),
            dots: Vec::new(),
        }
    }

    /// Land, waters, borders, rivers, coasts and railways; `here` is drawn apart by the caller.
    pub(crate) fn ground(&mut self, ground: &Ground, counties: bool) {
        let bounds = self.bounds;
        let shown: Vec<&Feature> = ground
            .features
            .iter()
            .filter(|f| f.touches(&bounds))
            .collect();
        let of = |class: Class| shown.iter().copied().filter(move |f| f.class == class);
        for class in [Class::Country, Class::Province] {
            for f in of(class) {
                self.area(f, "land");
            }
        }
        for f in of(Class::Sea).chain(of(Class::Lake)) {
            self.area(f, "water");
            self.name_area(f, if f.class == Class::Sea { "sea" } else { "lake" }, 2.0);
        }
        if counties {
            for f in of(Class::County) {
                self.area(f, "border county");
                self.name_area(f, "area county", 0.5);
            }
        }
        for f in of(Class::Province) {
            self.area(f, "border");
            self.name_area(f, "area province", 6.0);
        }
        for f in of(Class::Country) {
            self.area(f, "border country");
            self.name_area(f, "area country", 5.0);
        }
        for f in of(Class::River) {
            self.line(f, "river", 3.0);
        }
        for f in of(Class::Coast) {
            self.line(f, "coast", 0.0);
        }
        for f in of(Class::Railway) {
            self.line(f, "rail", 0.0);
        }
        for route in &ground.lines {
            self.route(&route.positions, "rail");
        }
        for (position, name) in &ground.crossings {
            if let Some(p) = self.on_sheet(*position) {
                self.body.push_str(&format!(
                    "<path class=\"crossing\" d=\"M{} {}l2 2.5 0 4-2 2.5m7-9l-2 2.5 0 4 2 2.5\"><title>{}</title></path>",
                    path::decimal(p.x - 3.5),
                    path::decimal(p.y - 4.5),
                    escape(name)
                ));
            }
        }
    }

    fn area_of(&mut self, f: &Feature) -> &Area {
        let (view, window) = (&self.view, &self.window);
        self.areas.entry(f.place).or_insert_with(|| {
            let mut rings = if f.open {
                Vec::new()
            } else {
                path::visible_rings(view, &f.seen(view.metres_per_pixel, window))
            };
            let data = path::closed(&rings);
            let sizes = rings.iter().map(|ring| clip::area(ring).abs()).enumerate();
            let largest = sizes.max_by(|a, b| a.1.total_cmp(&b.1));
            let largest = largest.map(|(at, size)| (rings.swap_remove(at), size));
            Area { data, largest }
        })
    }

    pub(crate) fn area(&mut self, f: &Feature, class: &str) {
        let data = self.area_of(f).data.clone();
        self.shape(class, &data);
    }

    fn shape(&mut self, class: &str, data: &str) {
        if !data.is_empty() {
            self.body
                .push_str(&format!("<path class=\"{class}\" d=\"{data}\"/>"));
        }
    }

    pub(crate) fn line(&mut self, f: &Feature, class: &'static str, importance: f64) {
        if !f.open {
            return;
        }
        let seen = f.seen(self.view.metres_per_pixel, &self.window);
        let parts = path::visible_lines(&self.view, &seen);
        self.shape(class, &path::open(&parts));
        if importance > 0.0 && !parts.is_empty() {
            self.labels.push(Label {
                text: f.name.clone(),
                class: "river",
                link: (self.link)(f.place),
                size: style::size("river"),
                importance,
                anchor: Anchor::Line(parts),
            });
        }
    }

    /// A line through stations.
    pub(crate) fn route(&mut self, positions: &[Position], class: &str) {
        let seen = Outline::new(positions).seen(&self.window);
        let parts = path::visible_lines(&self.view, &[seen]);
        self.shape(class, &path::open(&parts));
    }

    /// A geometry that is no part of the ground.
    pub(crate) fn loose(&mut self, shape: &Shape, class: &str) {
        let seen: Vec<_> = parts(shape)
            .iter()
            .map(|part| Outline::new(part).seen(&self.window))
            .collect();
        let data = if matches!(shape, Shape::Lines(_)) {
            path::open(&path::visible_lines(&self.view, &seen))
        } else {
            path::closed(&path::visible_rings(&self.view, &seen))
        };
        self.shape(class, &data);
    }

    /// A label with an anchor of its own.
    pub(crate) fn label(&mut self, label: Label) {
        self.labels.push(label);
    }

    /// Names an area in the middle of its largest visible part.
    fn name_area(&mut self, f: &Feature, class: &'static str, importance: f64) {
        let Some((ring, size)) = &self.area_of(f).largest else {
            return;
        };
        if *size < 1500.0 {
            return;
        }
        let middle = clip::centroid(ring);
        self.labels.push(Label {
            text: f.name.clone(),
            class,
            link: (self.link)(f.place),
            size: style::size(class),
            importance,
            anchor: Anchor::Area(middle),
        });
    }

    /// Settlements: the most important ones, thinned where they crowd.
    pub(crate) fn settlements(&mut self, ground: &Ground, most: usize, except: Option<PlaceId>) {
        let sheet = self.inner();
        let bounds = self.bounds;
        let mut shown = 0;
        for spot in &ground.spots {
            if shown >= most {
                break;
            }
            if Some(spot.place) == except
                || spot.at.lat < bounds.min.lat
                || bounds.max.lat < spot.at.lat
            {
                continue;
            }
            let Some(p) = self.view.project(spot.at).filter(|p| sheet.contains(*p)) else {
                continue;
            };
            let crowded = self.dots.iter().any(|(q, name)| {
                let near = (p.x - q.x).hypot(p.y - q.y);
                near < 9.0 || (near < 40.0 && *name == spot.name)
            });
            if crowded {
                continue;
            }
            shown += 1;
            let city = spot.class == Class::City;
            let (class, radius) = if city {
                ("dot city", 3.0)
            } else {
                ("dot small", 2.2)
            };
            self.dot(p, class, radius);
            self.dots.push((p, spot.name.clone()));
            let class = if city { "city" } else { "town" };
            self.labels.push(Label {
                text: spot.name.clone(),
                class,
                link: (self.link)(spot.place),
                size: style::size(class),
                importance: 10.0 + spot.importance,
                anchor: Anchor::Point(p, radius),
            });
        }
    }

    fn inner(&self) -> Box2 {
        Box2 {
            left: 4.0,
            top: 4.0,
            right: self.view.width - 4.0,
            bottom: self.view.height - 4.0,
        }
    }

    pub(crate) fn on_sheet(&self, position: Position) -> Option<Pixel> {
        self.view
            .project(position)
            .filter(|p| self.inner().contains(*p))
    }

    fn dot(&mut self, p: Pixel, class: &str, radius: f64) {
        self.body.push_str(&format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            path::decimal(p.x),
            path::decimal(p.y),
            path::decimal(radius)
        ));
        self.taken.push(Box2 {
            left: p.x - radius,
            top: p.y - radius,
            right: p.x + radius,
            bottom: p.y + radius,
        });
    }

    /// A symbol of its own with a label; its shape tells as much as its colour.
    pub(crate) fn symbol(&mut self, position: Position, class: &str, label: Option<Label>) {
        let Some(p) = self.on_sheet(position) else {
            return;
        };
        let name = label.as_ref().map_or("", |l| l.text.as_str()).to_owned();
        let (x, y) = (path::decimal(p.x), path::decimal(p.y));
        let title = format!("<title>{}</title>", escape(&name));
        if class.ends_with("contradicted") || class.ends_with("error") {
            let top = path::decimal(p.y - 6.0);
            self.body.push_str(&format!(
                "<path class=\"{class}\" d=\"M{x} {top}l6 6-6 6-6-6z\">{title}</path>"
            ));
            self.reserve(p, 6.0);
        } else if class.ends_with("disputed") || class.ends_with("warning") {
            let top = path::decimal(p.y - 6.0);
            self.body.push_str(&format!(
                "<path class=\"{class}\" d=\"M{x} {top}l6 10.5h-12z\">{title}</path>"
            ));
            self.reserve(p, 6.0);
        } else {
            let r = if class.ends_with("supported") || class == "dot here" {
                4.5
            } else {
                3.5
            };
            self.body.push_str(&format!(
                "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\">{title}</circle>"
            ));
            self.reserve(p, r);
        }
        self.dots.push((p, name));
        if let Some(mut label) = label {
            label.anchor = Anchor::Point(p, 5.5);
            self.labels.push(label);
        }
    }

    fn reserve(&mut self, p: Pixel, r: f64) {
        self.taken.push(Box2 {
            left: p.x - r,
            top: p.y - r,
            right: p.x + r,
            bottom: p.y + r,
        });
    }

    /// The whole map: `id` makes the ids of its title and description unique on a page.
    pub(crate) fn finish(mut self, id: &str, title: &str, description: &str) -> String {
        let (edge, reserved) = frame::draw(&self.view);
        self.taken.extend(reserved);
        let linked = self.labels.iter().any(|l| l.link.is_some());
        let placed = place(self.labels, self.view.sheet(), self.taken);
        let mut words = String::new();
        for label in &placed {
            words.push_str(&word(label));
        }
        // An image's contents are hidden from screen readers; with links inside it is a group.
        let role = if linked { "group" } else { "img" };
        let id = identifier(id);
        format!(
            "<svg class=\"map\" viewBox=\"0 0 {} {}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\" \
             xmlns=\"http://www.w3.org/2000/svg\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>\
             {}{words}{edge}</svg>",
            path::decimal(self.view.width),
            path::decimal(self.view.height),
            escape(title),
            escape(description),
            self.body
        )
    }
}
