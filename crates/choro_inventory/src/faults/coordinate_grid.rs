//! INP033: positions on whole degrees, minutes or tenths and hundredths of a degree, far more of
//! them than chance would put there. One finding a file.

use choro_diagnostic::{Severity, input};
use choro_geometry::Position;

use super::report::{Report, some_named};
use crate::Site;

/// Degrees by which a coordinate may be off a grid line: half a unit of the fourth decimal.
const OFF: f64 = 5e-5;
/// Sites that must stand on the grid, and how many times as many as by chance.
const FEWEST: usize = 10;
const BEYOND_CHANCE: f64 = 5.0;

/// The grids looked for, coarsest first: name, lines in a degree, about how many metres apart.
const GRIDS: [(&str, f64, &str); 6] = [
    ("whole degrees", 1.0, "110 km"),
    ("tenths of a degree", 10.0, "11 km"),
    ("ten minutes of arc", 6.0, "18 km"),
    ("five minutes of arc", 12.0, "9 km"),
    ("whole minutes of arc", 60.0, "1.8 km"),
    ("hundredths of a degree", 100.0, "1.1 km"),
];

pub(super) fn look(sites: &[Site], report: &mut Report<'_>) {
    let placed: Vec<(&Site, Position)> = sites
        .iter()
        .filter_map(|site| Some((site, site.position?)))
        .collect();
    let most = GRIDS
        .iter()
        .filter_map(|grid| {
            let on: Vec<&Site> = placed
                .iter()
                .filter(|(_, at)| is_on(*at, grid.1))
                .map(|(site, _)| *site)
                .collect();
            let chance = (2.0 * OFF * grid.1).powi(2) * placed.len() as f64;
            let many = on.len() >= FEWEST && on.len() as f64 > BEYOND_CHANCE * chance;
            many.then_some((grid, on))
        })
        // Where two grids hold as many, the coarser one.
        .reduce(|best, next| {
            if next.1.len() > best.1.len() {
                next
            } else {
                best
            }
        });
    let Some((grid, on)) = most else { return };
    let share = 100.0 * on.len() as f64 / placed.len() as f64;
    let message = format!(
        "{} of {} positions ({share:.1} %) stand on {}, about {} apart: {}",
        on.len(),
        placed.len(),
        grid.0,
        grid.2,
        some_named(on.iter().copied(), on.len())
    );
    report.file(
        input::COORDINATE_GRID,
        Severity::Note,
        (on[0], grid.0),
        &message,
    );
}

/// Whether both coordinates lie on lines of which there are `lines` in a degree. Nought is on all.
fn is_on(at: Position, lines: f64) -> bool {
    let near = |degrees: f64| ((degrees * lines).round() / lines - degrees).abs() <= OFF;
    near(at.lon) && near(at.lat)
}
