//! How many people lived in a place, year by year and source by source, as a drawing.

use super::Site;
use crate::words;
use choro_gazetteer::Place;
use serde::Serialize;
use std::collections::BTreeMap;

/// Key of the attribute that is drawn.
const KEY: &str = "population";
const WIDTH: f64 = 460.0;
const HEIGHT: f64 = 190.0;
/// Room for the axes: left, right, top, bottom, in pixels.
const LEFT: f64 = 74.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;

/// A drawing of dated figures; its words are in the table of figures beside it.
#[derive(Serialize)]
pub(super) struct Growth {
    /// What it shows, for readers who do not see it.
    title: String,
    width: f64,
    height: f64,
    /// Lines of equal number, and years.
    across: Vec<Tick>,
    down: Vec<Tick>,
    sources: Vec<Series>,
}

#[derive(Serialize)]
struct Tick {
    at: f64,
    label: String,
}

/// The figures of one source.
#[derive(Serialize)]
struct Series {
    source: String,
    /// Shape and colour, from 0; several sources beyond the last share it.
    style: usize,
    /// `x,y x,y …`; empty for a single figure.
    line: String,
    dots: Vec<Dot>,
}

#[derive(Serialize)]
struct Dot {
    x: f64,
    y: f64,
    title: String,
}

/// Shapes and colours there are.
const STYLES: usize = 4;

impl Site<'_> {
    /// The chart of a place of which two different years at least are told.
    pub(super) fn population(&self, place: &Place) -> Option<Growth> {
        let mut series: BTreeMap<String, Vec<(i32, f64)>> = BTreeMap::new();
        for told in place.attributes.iter().filter(|a| a.key == KEY) {
            let year = told.when.earliest.filter(|_| told.when.latest.is_some());
            if let (Some(number), Some(date)) = (told.number.filter(|n| *n > 0.0), year) {
                let of = series.entry(self.source_title(told.source)).or_default();
                of.push((date.year, number));
            }
        }
        growth(place.name(), series)
    }
}

/// The chart of figures by year, source by source.
fn growth(name: &str, mut series: BTreeMap<String, Vec<(i32, f64)>>) -> Option<Growth> {
    for figures in series.values_mut() {
        figures.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        figures.dedup();
    }
    let all = || series.values().flatten();
    let (first, last) = (all().map(|f| f.0).min()?, all().map(|f| f.0).max()?);
    if first == last {
        return None;
    }
    let step = step(all().map(|f| f.1).fold(0.0, f64::max));
    let top = (all().map(|f| f.1).fold(0.0, f64::max) / step).ceil() * step;
    let x = |year: i32| {
        let share = f64::from(year - first) / f64::from(last - first);
        rounded(LEFT + share * (WIDTH - LEFT - RIGHT))
    };
    let y = |number: f64| rounded(HEIGHT - BOTTOM - number / top * (HEIGHT - TOP - BOTTOM));
    let rows = (0..=(top / step) as u32).map(|n| f64::from(n) * step);
    let mut years: Vec<i32> = vec![first, last];
    years.extend(
        all()
            .map(|f| f.0)
            .filter(|year| is_apart(&[x(first), x(last)], x(*year))),
    );
    years.sort_unstable();
    years.dedup_by(|a, b| x(*a) - x(*b) < 40.0 && *a != last);
    Some(Growth {
        title: format!("Population of {name}, {first} to {last}"),
        width: WIDTH,
        height: HEIGHT,
        across: rows.map(|n| tick(y(n), words::number(n, 0))).collect(),
        down: years
            .iter()
            .map(|year| tick(x(*year), year.to_string()))
            .collect(),
        sources: series
            .iter()
            .enumerate()
            .map(|(i, (source, figures))| Series {
                source: source.clone(),
                style: i.min(STYLES - 1),
                line: line(figures, &x, &y),
                dots: figures
                    .iter()
                    .map(|(year, number)| Dot {
                        x: x(*year),
                        y: y(*number),
                        title: format!("{year}: {} ({source})", words::number(*number, 0)),
                    })
                    .collect(),
            })
            .collect(),
    })
}
fn tick(at: f64, label: String) -> Tick {
    Tick { at, label }
}

fn line(figures: &[(i32, f64)], x: &dyn Fn(i32) -> f64, y: &dyn Fn(f64) -> f64) -> String {
    if figures.len() < 2 {
        return String::new();
    }
    let points = figures
        .iter()
        .map(|(year, n)| format!("{},{}", x(*year), y(*n)));
    points.collect::<Vec<_>>().join(" ")
}

/// Whether a year's label has room beside those that stand already.
fn is_apart(others: &[f64], at: f64) -> bool {
    others.iter().all(|other| (other - at).abs() > 40.0)
}

/// Tenths of a pixel are enough, and the same everywhere.
fn rounded(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

/// The distance of lines across: one, two or five of a power of ten, so that four or so fit.
fn step(most: f64) -> f64 {
    let rough = (most / 4.0).max(1.0);
    let power = 10_f64.powf(rough.log10().floor());
    let of = |n: f64| n * power;
    [of(1.0), of(2.0), of(5.0)]
        .into_iter()
        .find(|step| most / step <= 5.0)
        .unwrap_or_else(|| of(10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_run_to_the_right_and_numbers_up() {
        let told = |figures: &[(i32, f64)]| figures.to_vec();
        let census = told(&[(2008, 667_929.0), (1993, 582_480.0)]);
        let series = BTreeMap::from([
            ("Census".to_owned(), census),
            ("Guide".to_owned(), told(&[(2000, 900_000.0)])),
        ]);
        let drawn = growth("Chongnan", series).expect("a chart");
        assert_eq!(drawn.title, "Population of Chongnan, 1993 to 2008");
        let [census, guide] = &drawn.sources[..] else {
            panic!("two sources")
        };
        assert!(
            census.dots[0].title.starts_with("1993: 582,480"),
            "{}",
            census.dots[0].title
        );
        assert!(census.dots[0].x < guide.dots[0].x && guide.dots[0].x < census.dots[1].x);
        assert!(guide.dots[0].y < census.dots[1].y && census.dots[1].y < census.dots[0].y);
        assert!(guide.line.is_empty() && !census.line.is_empty());
        let one_year = BTreeMap::from([("Census".to_owned(), vec![(2008, 5.0), (2008, 6.0)])]);
        assert!(super::growth("Chongnan", one_year).is_none());
    }

    #[test]
    fn lines_across_are_round_numbers() {
        for (most, expected) in [
            (3.0, 1.0),
            (667_929.0, 200_000.0),
            (1_900.0, 500.0),
            (9e6, 2e6),
        ] {
            assert_eq!(step(most), expected, "{most}");
        }
    }
}
