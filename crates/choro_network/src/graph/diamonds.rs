//! Rails that cross on the level without being joined.

use super::cut::Sheet;
use crate::Mode;
use choro_geometry::{angle_between, azimuth};

/// Degrees by which a rail may bend at a crossing and still run straight through.
const STRAIGHT_DEG: f64 = 15.0;

/// Degrees between rails that cross without switches: those of slips are flatter.
const CROSSING_DEG: f64 = 20.0;

/// An end of an edge at a node: the way, the place of the node in it, where the edge leads.
#[derive(Clone, Copy)]
struct Arm {
    node: u32,
    way: u32,
    at: u32,
    azimuth: f64,
}

/// Gives the second of two rails that cross straight through each other a node of its own: a train
/// cannot turn there.
pub(super) fn part(sheet: &mut Sheet<'_>) {
    for arms in meetings(sheet) {
        let Some(second) = second_of_diamond(&arms) else {
            continue;
        };
        let node = sheet.nodes.len() as u32;
        sheet.nodes.push(sheet.nodes[arms[0].node as usize]);
        for arm in second {
            sheet.lines[arm.way as usize][arm.at as usize] = node;
        }
    }
}

/// The nodes at which exactly four edges of rails meet.
fn meetings(sheet: &Sheet<'_>) -> Vec<Vec<Arm>> {
    let mut count = vec![0u8; sheet.nodes.len()];
    let rails = || (0..sheet.lines.len()).filter(|way| sheet.mode(*way) == Mode::Rail);
    for way in rails() {
        let line = &sheet.lines[way];
        for (at, node) in line.iter().enumerate() {
            let arms = u8::from(at > 0) + u8::from(at + 1 < line.len());
            count[*node as usize] = count[*node as usize].saturating_add(arms);
        }
    }
    let mut arms = Vec::new();
    for way in rails() {
        let line = &sheet.lines[way];
        for (at, node) in line.iter().copied().enumerate() {
            if count[node as usize] != 4 {
                continue;
            }
            let before = at.checked_sub(1).and_then(|before| line.get(before));
            for next in before.into_iter().chain(line.get(at + 1)) {
                let place = |node: u32| sheet.nodes[node as usize];
                arms.push(Arm {
                    node,
                    way: way as u32,
                    at: at as u32,
                    azimuth: azimuth(place(node), place(*next)),
                });
            }
        }
    }
    arms.sort_by_key(|arm| (arm.node, arm.way, arm.at));
    let meetings = arms.chunk_by(|a, b| a.node == b.node);
    meetings.map(<[Arm]>::to_vec).collect()
}

/// The arms of the second rail, where two run straight through each other at an angle.
fn second_of_diamond(arms: &[Arm]) -> Option<[Arm; 2]> {
    let [a, b, c, d] = arms else { return None };
    let straight = |a: &Arm, b: &Arm| 180.0 - angle_between(a.azimuth, b.azimuth) <= STRAIGHT_DEG;
    let mut pairs = [[a, b, c, d], [a, c, b, d], [a, d, b, c]].into_iter();
    let [a, b, c, d] = pairs.find(|[a, b, c, d]| straight(a, b) && straight(c, d))?;
    let apart = angle_between(a.azimuth, c.azimuth);
    let crosses = apart.min(180.0 - apart) >= CROSSING_DEG;
    // A way that turns at the node would be torn.
    let place = |arm: &Arm| (arm.way, arm.at);
    let turns = [a, b]
        .iter()
        .any(|x| [c, d].iter().any(|y| place(x) == place(y)));
    (crosses && !turns).then_some([*c, *d])
}
