//! Maps of sites: a mark for each, and one for many where they crowd.

use crate::ground::{Ground, around};
use crate::labels::{Anchor, Label};
use crate::lettering::escape;
use crate::maps::{Map, heart};
use crate::path::decimal;
use crate::scene::Scene;
use crate::style;
use crate::view::{Box2, Pixel, View};
use choro_geometry::Position;
use std::collections::BTreeMap;

/// How many sorts of sites a map tells apart.
pub const SITE_SORTS: usize = 8;

/// Colours that people with any sort of colour vision tell apart (Okabe and Ito 2008), with grey
/// for the last sort; shapes tell the sorts apart too.
const COLOURS: [&str; SITE_SORTS] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#8a8a8a",
];
/// Sites up to which each has a mark of its own.
const SINGLY: usize = 500;
/// Sites up to which marks have names.
const NAMED: usize = 40;
/// Side of a square, pixels, in which crowding sites become one mark.
const CELL: f64 = 20.0;
/// Radius of a mark, pixels, and of one for many at most.
const RADIUS: f64 = 4.5;
const MOST_RADIUS: f64 = 13.0;
/// Metres from top to bottom at least, so that one site has its surroundings.
const LEAST_M: f64 = 20_000.0;
const SHEET: (f64, f64) = (760.0, 640.0);

/// A site on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteMark {
    /// Where.
    pub at: Position,
    /// Its sort, below [`SITE_SORTS`]; more count as the last.
    pub sort: usize,
    /// What is said of it when pointed at, and beside it where there is room.
    pub label: String,
}

/// A map of sites, and how much of them it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteMap {
    /// The map.
    pub map: Map,
    /// Sites on it.
    pub shown: usize,
    /// Sites so far from most of the others that they lie off it.
    pub outside: usize,
    /// Whether crowding sites are drawn as one mark.
    pub joined: bool,
}

/// A map of sites over the ground; `sorts` are the names of the sorts. `None` where no site has a
/// position on earth.
pub fn sites(
    ground: &Ground,
    title: &str,
    sorts: &[String],
    marks: &[SiteMark],
) -> Option<SiteMap> {
    let positions = marks.iter().map(|mark| mark.at);
    let valid: Vec<Position> = positions.filter(|at| at.is_valid()).collect();
    let view = View::fitting(
        around(heart(&valid).iter())?,
        36.0,
        LEAST_M,
        SHEET.0,
        SHEET.1,
    );
    let no_link = |_| None;
    let mut scene = Scene::new(view, &no_link);
    scene.ground(ground, view.metres_per_pixel < 300.0);
    let seen: Vec<(Pixel, &SiteMark)> = marks
        .iter()
        .filter_map(|mark| Some((scene.on_sheet(mark.at)?, mark)))
        .collect();
    let joined = seen.len() > SINGLY;
    if joined {
        crowds(&mut scene, &seen, sorts);
    } else {
        singly(&mut scene, &seen);
    }
    scene.settlements(ground, 30, None);
    let about = format!("{} sites; north is up.", seen.len());
    Some(SiteMap {
        map: Map {
            svg: scene.finish("sites", title, &about),
        },
        shown: seen.len(),
        outside: valid.len() - seen.len(),
        joined,
    })
}

fn singly(scene: &mut Scene<'_>, seen: &[(Pixel, &SiteMark)]) {
    for (p, mark) in seen {
        let title = escape(&mark.label);
        scene.body.push_str(&symbol(mark.sort, *p, RADIUS, &title));
        scene.taken.push(square(*p, RADIUS));
        if seen.len() <= NAMED && !mark.label.is_empty() {
            scene.label(Label {
                text: mark.label.clone(),
                class: "town",
                link: None,
                size: style::size("town"),
                importance: 60.0,
                anchor: Anchor::Point(*p, RADIUS + 1.0),
            });
        }
    }
}

/// One circle for the sites of a square, in the colour of most of them, larger for more, with their
/// number where it has room for it.
fn crowds(scene: &mut Scene<'_>, seen: &[(Pixel, &SiteMark)], sorts: &[String]) {
    #[derive(Default)]
    struct Crowd {
        counts: [usize; SITE_SORTS],
        sum: (f64, f64),
        first: String,
    }
    let mut crowds: BTreeMap<(i32, i32), Crowd> = BTreeMap::new();
    for (p, mark) in seen {
        let cell = ((p.x / CELL).floor() as i32, (p.y / CELL).floor() as i32);
        let crowd = crowds.entry(cell).or_insert_with(|| Crowd {
            first: mark.label.clone(),
            ..Crowd::default()
        });
        crowd.counts[mark.sort.min(SITE_SORTS - 1)] += 1;
        crowd.sum = (crowd.sum.0 + p.x, crowd.sum.1 + p.y);
    }
    for crowd in crowds.values() {
        let all: usize = crowd.counts.iter().sum();
        let middle = Pixel {
            x: crowd.sum.0 / all as f64,
            y: crowd.sum.1 / all as f64,
        };
        let ranked = (0..SITE_SORTS).max_by_key(|at| (crowd.counts[*at], SITE_SORTS - at));
        let most = ranked.unwrap_or_default();
        if all == 1 {
            let title = escape(&crowd.first);
            scene.body.push_str(&symbol(most, middle, RADIUS, &title));
            scene.taken.push(square(middle, RADIUS));
            continue;
        }
        let radius = (RADIUS + 1.6 * (all as f64).ln()).min(MOST_RADIUS);
        let title = format!("{all} sites: {}", listed(&crowd.counts, sorts));
        scene.body.push_str(&format!(
            "<circle cx=\"{0}\" cy=\"{1}\" r=\"{2}\" fill=\"{3}\" fill-opacity=\".8\" \
             stroke=\"#fff\"><title>{4}</title></circle>",
            decimal(middle.x),
            decimal(middle.y),
            decimal(radius),
            COLOURS[most],
            escape(&title)
        ));
        scene.taken.push(square(middle, radius));
        if all > 9 {
            scene.body.push_str(&format!(
                "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" \
                 pointer-events=\"none\">{all}</text>",
                decimal(middle.x),
                decimal(middle.y + 3.0)
            ));
        }
    }
}

/// `20 military, 17 transport`, the most first.
fn listed(counts: &[usize; SITE_SORTS], sorts: &[String]) -> String {
    let mut there: Vec<(usize, usize)> = (0..)
        .zip(counts)
        .filter(|(_, n)| **n > 0)
        .map(|(at, n)| (*n, at))
        .collect();
    there.sort_by_key(|(n, at)| (std::cmp::Reverse(*n), *at));
    let words = there.iter().map(|(n, at)| match sorts.get(*at) {
        Some(sort) => format!("{n} {sort}"),
        None => format!("{n} others"),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn square(p: Pixel, r: f64) -> Box2 {
    Box2 {
        left: p.x - r,
        top: p.y - r,
        right: p.x + r,
        bottom: p.y + r,
    }
}

/// The mark of a sort as a drawing of its own, for a legend; `None` from [`SITE_SORTS`] on.
pub fn site_symbol(sort: usize) -> Option<String> {
    let middle = Pixel { x: 7.0, y: 7.0 };
    let mark = symbol(sort, middle, RADIUS + 0.5, "");
    (sort < SITE_SORTS).then(|| {
        format!("<svg viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\">{mark}</svg>")
    })
}

/// The mark of a sort: circle, square, triangles, diamond, hexagon, cross, circle.
fn symbol(sort: usize, at: Pixel, r: f64, title: &str) -> String {
    let sort = sort.min(SITE_SORTS - 1);
    let corners: &[(f64, f64)] = match sort {
        1 => &[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        2 => &[(0.0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
        3 => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        4 => &[(0.0, 1.1), (1.05, -0.8), (-1.05, -0.8)],
        5 => &[
            (-0.6, -1.0),
            (0.6, -1.0),
            (1.15, 0.0),
            (0.6, 1.0),
            (-0.6, 1.0),
            (-1.15, 0.0),
        ],
        6 => &[
            (-0.4, -1.1),
            (0.4, -1.1),
            (0.4, -0.4),
            (1.1, -0.4),
            (1.1, 0.4),
            (0.4, 0.4),
            (0.4, 1.1),
            (-0.4, 1.1),
            (-0.4, 0.4),
            (-1.1, 0.4),
            (-1.1, -0.4),
            (-0.4, -0.4),
        ],
        _ => &[],
    };
    let (x, y) = (decimal(at.x), decimal(at.y));
    let shape = if corners.is_empty() {
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"", decimal(r))
    } else {
        let corner = |(dx, dy): &(f64, f64)| {
            format!("{} {}", decimal(at.x + dx * r), decimal(at.y + dy * r))
        };
        let corners: Vec<String> = corners.iter().map(corner).collect();
        format!("<path d=\"M{}z\"", corners.join("L"))
    };
    let name = if corners.is_empty() { "circle" } else { "path" };
    format!(
        "{shape} fill=\"{}\" stroke=\"#1f1d1a\" stroke-width=\".7\"><title>{title}</title></{name}>",
        COLOURS[sort]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(lon: f64, lat: f64, sort: usize, label: &str) -> SiteMark {
        SiteMark {
            at: Position::new(lon, lat),
            sort,
            label: label.to_owned(),
        }
    }

    fn drawn(marks: &[SiteMark]) -> SiteMap {
        let sorts = ["radar", "dam"].map(str::to_owned);
        sites(&Ground::default(), "Sites", &sorts, marks).expect("a map")
    }

    #[test]
    fn few_sites_have_a_mark_and_a_name_each_and_no_text_is_read_as_markup() {
        let map = drawn(&[
            mark(129.0, 41.0, 0, "Old <script>"),
            mark(129.4, 41.3, 1, "Dam & weir"),
        ]);
        assert_eq!((map.shown, map.outside, map.joined), (2, 0, false));
        let svg = &map.map.svg;
        assert!(
            svg.contains(COLOURS[0]) && svg.contains(COLOURS[1]),
            "{svg}"
        );
        assert!(
            svg.contains("Old &lt;script&gt;") && !svg.contains("<script"),
            "{svg}"
        );
        assert!(svg.contains("km</text>"), "a scale bar in {svg}");
    }

    #[test]
    fn thousands_are_joined_and_all_counted() {
        let marks: Vec<SiteMark> = (0..5000)
            .map(|n| {
                let (x, y) = (f64::from(n % 70), f64::from(n / 70));
                mark(
                    129.0 + x / 100.0,
                    41.0 + y / 100.0,
                    usize::from(n % 3 == 0),
                    "x",
                )
            })
            .collect();
        let map = drawn(&marks);
        assert!(map.joined);
        assert_eq!(map.shown + map.outside, 5000);
        let svg = &map.map.svg;
        let told: usize = svg
            .split("<title>")
            .filter_map(|rest| rest.split_once(" sites: ")?.0.parse::<usize>().ok())
            .sum();
        let alone = svg.matches("<title>x</title>").count();
        assert_eq!(told + alone, map.shown);
        assert!(svg.len() < 400_000, "{}", svg.len());
    }

    #[test]
    fn no_position_is_no_map_and_far_ones_are_told() {
        assert_eq!(sites(&Ground::default(), "", &[], &[]), None);
        let nowhere = mark(400.0, 41.0, 0, "");
        assert_eq!(sites(&Ground::default(), "", &[], &[nowhere]), None);
        let mut marks: Vec<SiteMark> = (0..20)
            .map(|n| mark(129.0 + f64::from(n) / 50.0, 41.0, 0, ""))
            .collect();
        marks.push(mark(-60.0, -10.0, 0, ""));
        assert_eq!(drawn(&marks).outside, 1);
    }

    #[test]
    fn every_sort_has_a_symbol_of_its_own() {
        let mut symbols: Vec<String> = (0..SITE_SORTS).filter_map(site_symbol).collect();
        symbols.sort();
        symbols.dedup();
        assert_eq!(symbols.len(), SITE_SORTS);
        assert_eq!(site_symbol(SITE_SORTS), None);
    }
}
