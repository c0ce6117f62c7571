//! The maps an atlas shows: of a place, of the whole project, of a document, of a line.

use crate::ground::{Ground, around, bounds};
use crate::labels::{Anchor, Label};
use crate::scene::Scene;
use crate::style;
use crate::view::{Pixel, View};
use choro_gazetteer::{Class, Place, PlaceId};
use choro_geometry::{Bounds, Position, Shape};
use choro_network::Line;

/// A finished map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// One `<svg>` element for a page whose CSS has [`style::STYLE`].
    pub svg: String,
}

impl Map {
    /// The map as a file of its own, with its style inside.
    pub fn standalone(&self) -> String {
        let style = format!("<style>{}</style>", style::STYLE);
        let at = self.svg.find('>').map_or(0, |end| end + 1);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}{style}{}\n",
            &self.svg[..at],
            &self.svg[at..]
        )
    }
}

/// What a mark says of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A statement contradicted by the references.
    Contradicted,
    /// A finding of severity error.
    Error,
    /// A statement on which references disagree.
    Disputed,
    /// A finding of severity warning.
    Warning,
    /// A statement borne out.
    Supported,
    /// A statement the data cannot decide, or a finding of severity note.
    Undetermined,
}

impl MarkKind {
    fn class(self) -> &'static str {
        match self {
            Self::Contradicted => "mark contradicted",
            Self::Error => "mark error",
            Self::Disputed => "mark disputed",
            Self::Warning => "mark warning",
            Self::Supported => "mark supported",
            Self::Undetermined => "mark undetermined",
        }
    }
}

/// A place to be marked on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which place.
    pub place: PlaceId,
    /// Where.
    pub at: Position,
    /// Its name.
    pub label: String,
    /// What of it.
    pub kind: MarkKind,
}

const SMALL: (f64, f64) = (440.0, 360.0);
const LARGE: (f64, f64) = (760.0, 560.0);
/// Metres that the map of a station or crossing shows on each side of it at least.
const SURROUNDINGS_M: f64 = 25_000.0;

/// Where a place lies: the place itself stands out among neighbours, waters and settlements.
/// `None` where nothing is known of where it is.
pub fn locator(
    ground: &Ground,
    place: &Place,
    link: &dyn Fn(PlaceId) -> Option<String>,
) -> Option<Map> {
    let extended = place
        .footprints
        .iter()
        .find(|f| !matches!(f.shape, Shape::Point(_)));
    let point = place
        .point
        .or_else(|| {
            place.footprints.iter().find_map(|f| match f.shape {
                Shape::Point(p) => Some(p),
                _ => None,
            })
        })
        .filter(|p| p.is_valid());
    let box_of = extended.and_then(|f| bounds(&f.shape));
    let view = match (box_of, point) {
        (Some(b), _) => View::fitting(b, 50.0, 50_000.0, SMALL.0, SMALL.1),
        (None, Some(p)) => View::about(p, 50_000.0, SMALL.0, SMALL.1),
        (None, None) => return None,
    };
    let mut scene = Scene::new(view, link);
    scene.ground(ground, view.metres_per_pixel < 500.0);
    if let Some(f) = ground.features.iter().find(|f| f.place == place.id) {
        match f.class {
            Class::River => scene.line(f, "river here", 0.0),
            Class::Coast => scene.line(f, "coast here", 0.0),
            Class::Railway => scene.line(f, "rail here", 0.0),
            _ => scene.area(f, "area here"),
        }
    } else if let Some(footprint) = extended {
        let class = match footprint.shape {
            Shape::Lines(_) => "river here",
            _ => "area here",
        };
        scene.loose(&footprint.shape, class);
    }
    let label = Label {
        text: place.name().to_owned(),
        class: "here",
        link: None,
        size: style::size("here"),
        importance: 1000.0,
        anchor: Anchor::Area(Pixel {
            x: view.width / 2.0,
            y: view.height / 2.0,
        }),
    };
    let settlement = matches!(
        place.class,
        Class::City | Class::Town | Class::Village | Class::Settlement
    );
    let large = !settlement && box_of.is_some_and(|b| wide(&b, &view));
    match point {
        Some(p) if !large => scene.symbol(p, "dot here", Some(label)),
        _ => scene.label(label),
    }
    scene.settlements(ground, 20, Some(place.id));
    let title = format!("Map of {}", place.name());
    let about = match point {
        Some(p) => format!(
            "{} at {} with its surroundings; north is up.",
            place.name(),
            degrees(p)
        ),
        None => format!("{} with its surroundings; north is up.", place.name()),
    };
    Some(Map {
        svg: scene.finish(&place.key, &title, &about),
    })
}

/// Whether an area fills enough of the sheet to be named as an area.
fn wide(b: &Bounds, view: &View) -> bool {
    match (view.project(b.min), view.project(b.max)) {
        (Some(a), Some(c)) => (c.x - a.x).abs() > 90.0 || (c.y - a.y).abs() > 90.0,
        _ => true,
    }
}

/// The whole project: everything at `focus` is seen, marks stand out.
pub fn overview(
    ground: &Ground,
    title: &str,
    focus: &[Position],
    marks: &[Mark],
    link: &dyn Fn(PlaceId) -> Option<String>,
) -> Option<Map> {
    marked(ground, "overview", title, focus, marks, link, LARGE)
}

/// The places a document speaks of, by what became of what it says of them.
pub fn document(
    ground: &Ground,
    title: &str,
    marks: &[Mark],
    link: &dyn Fn(PlaceId) -> Option<String>,
) -> Option<Map> {
    marked(ground, "document", title, &[], marks, link, SMALL)
}

fn marked(
    ground: &Ground,
    id: &str,
    title: &str,
    focus: &[Position],
    marks: &[Mark],
    link: &dyn Fn(PlaceId) -> Option<String>,
    (width, height): (f64, f64),
) -> Option<Map> {
    let positions: Vec<Position> = focus
        .iter()
        .copied()
        .chain(marks.iter().map(|m| m.at))
        .collect();
    let view = View::fitting(
        around(heart(&positions).iter())?,
        48.0,
        60_000.0,
        width,
        height,
    );
    let mut scene = Scene::new(view, link);
    scene.ground(ground, view.metres_per_pixel < 300.0);
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by(|a, b| (a.kind, &a.label, a.place).cmp(&(b.kind, &b.label, b.place)));
    sorted.dedup_by_key(|m| m.place);
    let mut counts = [0_usize; 4];
    for mark in sorted.iter().rev() {
        let (column, importance) = match mark.kind {
            MarkKind::Contradicted | MarkKind::Error => (0, 100.0),
            MarkKind::Disputed | MarkKind::Warning => (1, 90.0),
            MarkKind::Supported => (2, 80.0),
            MarkKind::Undetermined => (3, 70.0),
        };
        counts[column] += 1;
        let label = Label {
            text: mark.label.clone(),
            class: "city",
            link: link(mark.place),
            size: style::size("city"),
            importance,
            anchor: Anchor::Area(Pixel { x: 0.0, y: 0.0 }),
        };
        scene.symbol(mark.at, mark.kind.class(), Some(label));
    }
    scene.settlements(ground, if width > 700.0 { 40 } else { 12 }, None);
    let about = format!(
        "{} places marked: {} contradicted, {} disputed, {} supported, {} others; north is up.",
        sorted.len(),
        counts[0],
        counts[1],
        counts[2],
        counts[3]
    );
    Some(Map {
        svg: scene.finish(id, title, &about),
    })
}

/// The positions without those far from all others, so that one mention of a distant capital
/// does not shrink the region to a dot: what lies beyond 3.5 times the distance that three
/// quarters keep from the median is left out.
pub fn heart(positions: &[Position]) -> Vec<Position> {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    let lon = middle(positions.iter().map(|p| p.lon).collect());
    let lat = middle(positions.iter().map(|p| p.lat).collect());
    let far = |p: &Position| ((p.lon - lon) * lat.to_radians().cos()).hypot(p.lat - lat);
    let mut distances: Vec<f64> = positions.iter().map(far).collect();
    distances.sort_by(f64::total_cmp);
    let Some(usual) = distances.get(distances.len() * 3 / 4) else {
        return Vec::new();
    };
    let limit = (3.5 * usual).max(0.5);
    positions
        .iter()
        .copied()
        .filter(|p| far(p) <= limit)
        .collect()
}

/// A railway line with its stations.
pub fn route(
    ground: &Ground,
    line: &Line,
    link: &dyn Fn(PlaceId) -> Option<String>,
) -> Option<Map> {
    let positions: Vec<Position> = line.stops.iter().filter_map(|s| s.position).collect();
    let view = View::fitting(around(positions.iter())?, 56.0, 40_000.0, SMALL.0, SMALL.1);
    let mut scene = Scene::new(view, link);
    scene.ground(ground, false);
    scene.route(&positions, "rail here");
    let last = line.stops.len().saturating_sub(1);
    for (i, stop) in line.stops.iter().enumerate() {
        let Some(at) = stop.position else { continue };
        let end = if i == 0 || i == last { 50.0 } else { 0.0 };
        let label = Label {
            text: stop.name.clone(),
            class: "station",
            link: stop.place.and_then(link),
            size: style::size("station"),
            importance: 20.0 + end + 5.0 * stop.transfers.len().min(4) as f64,
            anchor: Anchor::Area(Pixel { x: 0.0, y: 0.0 }),
        };
        scene.symbol(at, "dot station", Some(label));
    }
    let about = format!(
        "{} with {} stations; north is up.",
        line.name,
        line.stops.len()
    );
    Some(Map {
        svg: scene.finish("line", &format!("Map of {}", line.name), &about),
    })
}

/// What stands at one position, a station or a crossing, among settlements, waters and lines.
/// `None` where the position is none.
pub fn spot(
    ground: &Ground,
    name: &str,
    at: Position,
    link: &dyn Fn(PlaceId) -> Option<String>,
) -> Option<Map> {
    let at = Some(at).filter(|at| at.is_valid())?;
    let view = View::about(at, SURROUNDINGS_M, SMALL.0, SMALL.1);
    let mut scene = Scene::new(view, link);
    scene.ground(ground, true);
    let label = Label {
        text: name.to_owned(),
        class: "here",
        link: None,
        size: style::size("here"),
        importance: 1000.0,
        anchor: Anchor::Area(Pixel { x: 0.0, y: 0.0 }),
    };
    scene.symbol(at, "dot here", Some(label));
    scene.settlements(ground, 12, None);
    let about = format!(
        "{name} at {} with its surroundings; north is up.",
        degrees(at)
    );
    Some(Map {
        svg: scene.finish("spot", &format!("Map of {name}"), &about),
    })
}

/// A position as people write it: latitude first, four decimals.
fn degrees(p: Position) -> String {
    let (ns, ew) = (
        if p.lat < 0.0 { 'S' } else { 'N' },
        if p.lon < 0.0 { 'W' } else { 'E' },
    );
    format!("{:.4}° {ns}, {:.4}° {ew}", p.lat.abs(), p.lon.abs())
}

#[cfg(test)]
mod tests;
