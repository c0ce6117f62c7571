//! Where names go: the most important first, each at the best of eight places around its point,
//! none over another, over a symbol or over the edge (Imhof's order of preference, 1962).

use crate::view::{Box2, Pixel};

/// A name to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The words.
    pub(crate) text: String,
    /// CSS class: `city`, `river` …
    pub(crate) class: &'static str,
    /// Page to link to.
    pub(crate) link: Option<String>,
    /// Font size in pixels, as the style has it for the class.
    pub(crate) size: f64,
    /// Placed earlier where higher.
    pub(crate) importance: f64,
    /// What it names.
    pub(crate) anchor: Anchor,
}

/// What a label may hang on.
#[derive(Clone, Debug)]
pub(crate) enum Anchor {
    /// A symbol of this radius in pixels.
    Point(Pixel, f64),
    /// The middle of an area.
    Area(Pixel),
    /// A line, along which the label may stand.
    Line(Vec<Vec<Pixel>>),
}

/// A label with its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) label: Label,
    /// The anchor of the text's baseline.
    pub(crate) at: Pixel,
    /// `start`, `middle` or `end`.
    pub(crate) align: &'static str,
    /// Degrees, clockwise.
    pub(crate) turn: f64,
}

/// Places what fits; `taken` are boxes that stay free.
pub(crate) fn place(mut labels: Vec<Label>, sheet: Box2, mut taken: Vec<Box2>) -> Vec<Placed> {
    labels.sort_by(|a, b| {
        b.importance
            .total_cmp(&a.importance)
            .then_with(|| a.text.cmp(&b.text))
    });
    let mut placed: Vec<Placed> = Vec::new();
    for label in labels {
        let options = candidates(&label);
        let free = options.into_iter().find(|(at, align, turn)| {
            let area = extent(&label, *at, align, *turn);
            area.within(&sheet) && !taken.iter().any(|t| t.overlaps(&area))
        });
        if let Some((at, align, turn)) = free {
            taken.push(extent(&label, at, align, turn));
            placed.push(Placed {
                label,
                at,
                align,
                turn,
            });
        }
    }
    placed
}

type Candidate = (Pixel, &'static str, f64);

fn candidates(label: &Label) -> Vec<Candidate> {
    let size = label.size;
    match &label.anchor {
        Anchor::Point(p, radius) => {
            let (side, up) = (radius + 3.0, radius + 2.5);
            let middle = p.y + 0.34 * size;
            let (above, below) = (p.y - up, p.y + up + 0.72 * size);
            let near = 0.6 * side;
            vec![
                (
                    Pixel {
                        x: p.x + side,
                        y: middle,
                    },
                    "start",
                    0.0,
                ),
                (
                    Pixel {
                        x: p.x + near,
                        y: above,
                    },
                    "start",
                    0.0,
                ),
                (
                    Pixel {
                        x: p.x + near,
                        y: below,
                    },
                    "start",
                    0.0,
                ),
                (
                    Pixel {
                        x: p.x - side,
                        y: middle,
                    },
                    "end",
                    0.0,
                ),
                (
                    Pixel {
                        x: p.x - near,
                        y: above,
                    },
                    "end",
                    0.0,
                ),
                (
                    Pixel {
                        x: p.x - near,
                        y: below,
                    },
                    "end",
                    0.0,
                ),
                (Pixel { x: p.x, y: above }, "middle", 0.0),
                (Pixel { x: p.x, y: below }, "middle", 0.0),
            ]
        }
        Anchor::Area(p) => [0.0, -1.6, 1.6, -3.2, 3.2, -4.8, 4.8]
            .iter()
            .map(|lines| {
                (
                    Pixel {
                        x: p.x,
                        y: p.y + (0.34 + lines) * size,
                    },
                    "middle",
                    0.0,
                )
            })
            .collect(),
        Anchor::Line(parts) => along(parts, text_width(label)),
    }
}

/// Stands along the longest parts of a line where it is straight enough for the words.
fn along(parts: &[Vec<Pixel>], width: f64) -> Vec<Candidate> {
    let mut ranked: Vec<(f64, &Vec<Pixel>)> = parts.iter().map(|p| (length(p), p)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found = Vec::new();
    for (total, part) in ranked
        .into_iter()
        .take(3)
        .filter(|(total, _)| *total > width)
    {
        for share in [0.5, 0.35, 0.65, 0.2, 0.8] {
            let middle = total * share;
            let (Some(a), Some(b)) = (
                point_at(part, middle - width / 2.0),
                point_at(part, middle + width / 2.0),
            ) else {
                continue;
            };
            let (mut dx, mut dy) = (b.x - a.x, b.y - a.y);
            if dx.hypot(dy) < 0.8 * width {
                continue;
            }
            if dx < 0.0 {
                (dx, dy) = (-dx, -dy);
            }
            let turn = dy.atan2(dx);
            let lift = 4.0;
            let Some(centre) = point_at(part, middle) else {
                continue;
            };
            let chord = Pixel {
                x: f64::midpoint(a.x, b.x),
                y: f64::midpoint(a.y, b.y),
            };
            let base = Pixel {
                x: chord.x,
                y: chord.y.min(centre.y),
            };
            found.push((
                Pixel {
                    x: base.x + lift * turn.sin(),
                    y: base.y - lift * turn.cos(),
                },
                "middle",
                turn.to_degrees(),
            ));
        }
    }
    found
}

fn length(line: &[Pixel]) -> f64 {
    line.windows(2)
        .map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y))
        .sum()
}

fn point_at(line: &[Pixel], mut distance: f64) -> Option<Pixel> {
    for w in line.windows(2) {
        let step = (w[1].x - w[0].x).hypot(w[1].y - w[0].y);
        if distance >= 0.0 && distance <= step && step > 0.0 {
            let t = distance / step;
            return Some(Pixel {
                x: w[0].x + t * (w[1].x - w[0].x),
                y: w[0].y + t * (w[1].y - w[0].y),
            });
        }
        distance -= step;
    }
    None
}

/// Width in pixels of the words in a sans-serif face, bold for cities; wide scripts count a full em.
pub(crate) fn text_width(label: &Label) -> f64 {
    let spacing = if label.class.starts_with("area") {
        0.14
    } else {
        0.0
    };
    label
        .text
        .chars()
        .map(|c| {
            spacing
                + match c {
                    'i' | 'l' | 'j' | 't' | 'f' | '\'' | '.' | ',' | ' ' | '’' => 0.32,
                    'm' | 'w' | 'M' | 'W' => 0.85,
                    c if c.is_uppercase() => 0.68,
                    c if (c as u32) >= 0x1100 && !('\u{1E00}'..='\u{2100}').contains(&c) => 1.0,
                    _ => 0.54,
                }
        })
        .sum::<f64>()
        * label.size
        * if matches!(label.class, "city" | "here") {
            1.1
        } else {
            1.0
        }
}

fn extent(label: &Label, at: Pixel, align: &str, turn: f64) -> Box2 {
    let (width, size) = (text_width(label), label.size);
    let left = match align {
        "start" => 0.0,
        "end" => -width,
        _ => -width / 2.0,
    };
    let (sin, cos) = turn.to_radians().sin_cos();
    let mut area = Box2 {
        left: at.x,
        top: at.y,
        right: at.x,
        bottom: at.y,
    };
    for (x, y) in [
        (left, -0.8 * size),
        (left + width, -0.8 * size),
        (left, 0.25 * size),
        (left + width, 0.25 * size),
    ] {
        let p = Pixel {
            x: at.x + x * cos - y * sin,
            y: at.y + x * sin + y * cos,
        };
        area.left = area.left.min(p.x - 1.0);
        area.right = area.right.max(p.x + 1.0);
        area.top = area.top.min(p.y);
        area.bottom = area.bottom.max(p.y);
    }
    area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(text: &str, x: f64, y: f64, importance: f64) -> Label {
        Label {
            text: text.to_owned(),
            class: "city",
            link: None,
            size: 12.0,
            importance,
            anchor: Anchor::Point(Pixel { x, y }, 3.0),
        }
    }

    const SHEET: Box2 = Box2 {
        left: 0.0,
        top: 0.0,
        right: 400.0,
        bottom: 300.0,
    };

    #[test]
    fn labels_never_overlap_and_stay_on_the_sheet() {
        let labels: Vec<Label> = (0..120)
            .map(|i| {
                let (x, y) = (f64::from(i * 37 % 400), f64::from(i * 53 % 300));
                city("Chongjin", x, y, f64::from(i))
            })
            .collect();
        let placed = place(labels, SHEET, Vec::new());
        assert!(placed.len() > 20);
        let boxes: Vec<Box2> = placed
            .iter()
            .map(|p| extent(&p.label, p.at, p.align, p.turn))
            .collect();
        for (i, a) in boxes.iter().enumerate() {
            assert!(a.within(&SHEET));
            assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(b)));
        }
    }

    #[test]
    fn the_more_important_of_two_at_one_point_stands_on_the_right() {
        let placed = place(
            vec![
                city("Small", 200.0, 150.0, 1.0),
                city("Large", 200.0, 150.0, 2.0),
            ],
            SHEET,
            Vec::new(),
        );
        assert_eq!(placed[0].label.text, "Large");
        assert_eq!(placed[0].align, "start");
    }

    #[test]
    fn a_river_is_named_along_its_course() {
        let label = Label {
            text: "Tumen".to_owned(),
            class: "river",
            link: None,
            size: 11.0,
            importance: 1.0,
            anchor: Anchor::Line(vec![vec![
                Pixel { x: 300.0, y: 50.0 },
                Pixel { x: 50.0, y: 250.0 },
            ]]),
        };
        let placed = place(vec![label], SHEET, Vec::new());
        assert!(
            placed[0].turn < -30.0 && placed[0].turn > -45.0,
            "{}",
            placed[0].turn
        );
    }
}
