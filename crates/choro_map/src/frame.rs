//! The map's edge: neat line, graticule ticks with degrees, scale bar and north arrow.

use crate::path::decimal;
use crate::view::{Box2, Pixel, View};

/// The edge as SVG, and the boxes that labels keep free.
pub(crate) fn draw(view: &View) -> (String, Vec<Box2>) {
    let (width, height) = (view.width, view.height);
    let mut svg = String::from("<g class=\"frame\" aria-hidden=\"true\">");
    let mut taken = Vec::new();
    let step = step(view);
    for (degrees, x) in crossings(view, step, true) {
        svg.push_str(&format!(
            "<path class=\"graticule\" d=\"M{0} {1}v-5M{0} 0v5\"/>",
            decimal(x),
            decimal(height)
        ));
        svg.push_str(&text(
            x,
            height - 8.0,
            "middle",
            &angle(degrees, step, "E", "W"),
        ));
        taken.push(Box2 {
            left: x - 16.0,
            top: height - 18.0,
            right: x + 16.0,
            bottom: height,
        });
    }
    for (degrees, y) in crossings(view, step, false) {
        svg.push_str(&format!(
            "<path class=\"graticule\" d=\"M0 {0}h5M{1} {0}h-5\"/>",
            decimal(y),
            decimal(width)
        ));
        svg.push_str(&text(
            8.0,
            y + 3.0,
            "start",
            &angle(degrees, step, "N", "S"),
        ));
        taken.push(Box2 {
            left: 0.0,
            top: y - 7.0,
            right: 38.0,
            bottom: y + 6.0,
        });
    }
    taken.push(scale_bar(view, &mut svg));
    svg.push_str(&format!(
        "<path class=\"bar\" d=\"M{0} 34v-18m-4 6l4-7 4 7\"/>",
        decimal(width - 18.0)
    ));
    svg.push_str(&text(width - 18.0, 44.0, "middle", "N"));
    taken.push(Box2 {
        left: width - 32.0,
        top: 0.0,
        right: width,
        bottom: 50.0,
    });
    svg.push_str(&format!(
        "<path class=\"neat\" d=\"M.5.5h{}v{}h-{0}z\"/></g>",
        decimal(width - 1.0),
        decimal(height - 1.0)
    ));
    (svg, taken)
}

fn text(x: f64, y: f64, align: &str, words: &str) -> String {
    format!(
        "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"{align}\">{words}</text>",
        decimal(x),
        decimal(y)
    )
}

/// Degrees between ticks: about four to the map's height.
fn step(view: &View) -> f64 {
    let span = view.height * view.metres_per_pixel / 111_195.0 / 3.5;
    let nice = [
        1.0 / 60.0,
        1.0 / 30.0,
        1.0 / 12.0,
        1.0 / 6.0,
        0.25,
        0.5,
        1.0,
        2.0,
        5.0,
        10.0,
    ];
    nice.into_iter().find(|s| *s >= span).unwrap_or(20.0)
}

/// Where whole steps of longitude cross the lower edge, or of latitude the left edge.
fn crossings(view: &View, step: f64, lower: bool) -> Vec<(f64, f64)> {
    let size = if lower { view.width } else { view.height };
    let degrees = |along: f64| {
        if lower {
            let lon = view
                .position(Pixel {
                    x: along,
                    y: view.height,
                })
                .lon;
            (lon - view.centre.lon + 540.0).rem_euclid(360.0) - 180.0 + view.centre.lon
        } else {
            view.position(Pixel { x: 0.0, y: along }).lat
        }
    };
    let (first, last) = (degrees(0.0), degrees(size));
    let (low, high) = (first.min(last), first.max(last));
    let mut found = Vec::new();
    let mut k = (low / step).ceil();
    while k * step <= high && found.len() < 12 {
        let (mut a, mut b) = (0.0, size);
        for _ in 0..30 {
            let middle = f64::midpoint(a, b);
            if (degrees(middle) < k * step) == (first < last) {
                a = middle;
            } else {
                b = middle;
            }
        }
        if (30.0..size - 30.0).contains(&a) {
            found.push((k * step, a));
        }
        k += 1.0;
    }
    found
}

fn angle(degrees: f64, step: f64, plus: &str, minus: &str) -> String {
    let turned = if plus == "E" {
        (degrees + 540.0).rem_euclid(360.0) - 180.0
    } else {
        degrees
    };
    let minutes = (turned.abs() * 60.0).round() as i64;
    let sign = if minutes == 0 {
        ""
    } else if turned < 0.0 {
        minus
    } else {
        plus
    };
    if step >= 1.0 {
        format!("{}°{sign}", minutes / 60)
    } else {
        format!("{}°{:02}′{sign}", minutes / 60, minutes % 60)
    }
}

fn scale_bar(view: &View, svg: &mut String) -> Box2 {
    let longest = 0.26 * view.width * view.metres_per_pixel;
    let mut metres = 10_f64.powf(longest.log10().floor());
    for factor in [5.0, 2.0] {
        if metres * factor <= longest {
            metres *= factor;
            break;
        }
    }
    let length = metres / view.metres_per_pixel;
    let words = if metres >= 1000.0 {
        format!("{} km", (metres / 1000.0).round())
    } else {
        format!("{} m", metres.round())
    };
    let (x, y) = (14.0, view.height - 30.0);
    svg.push_str(&format!(
        "<path class=\"bar\" d=\"M{0} {1}v5h{2}v-5m-{3} 5v-3.5\"/>\
         <text class=\"scale\" x=\"{0}\" y=\"{4}\">{words}</text>",
        decimal(x),
        decimal(y),
        decimal(length),
        decimal(length / 2.0),
        decimal(y - 3.0),
    ));
    Box2 {
        left: x - 4.0,
        top: y - 14.0,
        right: x + length + 4.0,
        bottom: y + 9.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_geometry::Position;

    #[test]
    fn the_edge_says_degrees_and_kilometres() {
        let view = View::about(Position::new(129.7, 41.7), 75_000.0, 640.0, 480.0);
        let (svg, taken) = draw(&view);
        assert!(svg.contains("129°30′E") && svg.contains("42°00′N"), "{svg}");
        assert!(svg.contains("50 km"), "{svg}");
        assert!(!taken.is_empty());
    }

    #[test]
    fn a_map_of_the_whole_globe_has_an_edge_too() {
        let view = View::about(Position::new(179.9, -80.0), 9_000_000.0, 640.0, 480.0);
        assert!(draw(&view).0.contains("km"));
    }
}
