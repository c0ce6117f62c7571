//! Planted changes against those told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use choro_inventory::{Difference, What};

use super::Numbered;
use crate::sites::Change;

/// What was planted beyond the changes of single sites.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// Sites brought elsewhere together with their neighbours, by number.
    pub(super) shifted: BTreeSet<u32>,
    /// Sites brought far away by themselves.
    pub(super) far: BTreeSet<u32>,
    /// Sites whose folder got another name.
    pub(super) refiled: BTreeSet<u32>,
    /// Sites whose name, description and attributes all are new, at the same place.
    pub(super) rewritten: BTreeSet<u32>,
}

/// How many changes were told, and told rightly.
#[derive(Debug, Default)]
pub(super) struct Score {
    planted: usize,
    told: usize,
    right: usize,
    /// Sites of both releases taken for others.
    confused: usize,
    /// What differs, in words: `missed moved 4711 "Kapsan Bridge"`.
    pub(super) differences: Vec<String>,
}

impl Score {
    pub(super) const HEADER: &str = "planted   told  right  recall  precision  confused  seconds";

    pub(super) fn of(
        old: &Numbered,
        new: &Numbered,
        planted: &BTreeMap<u32, Change>,
        found: &Difference,
        expected: &Expected,
    ) -> Self {
        let numbers: HashMap<u32, usize> = (0..).zip(&old.numbers).map(|(i, n)| (*n, i)).collect();
        let name = |number: u32| {
            let at = new.numbers.iter().position(|n| *n == number);
            let site = at.map(|at| &new.sites[at]);
            let site = site.or_else(|| numbers.get(&number).map(|at| &old.sites[*at]));
            site.map_or(String::new(), |site| site.name.clone())
        };
        let mut score = Self::default();
        let mut open: BTreeSet<(u32, &str)> = BTreeSet::new();
        let both: BTreeSet<u32> = new
            .numbers
            .iter()
            .copied()
            .filter(|n| numbers.contains_key(n))
            .collect();
        let all = old
            .numbers
            .iter()
            .chain(&new.numbers)
            .copied()
            .collect::<BTreeSet<u32>>();
        for number in all {
            open.extend(
                wanted(number, planted.get(&number).copied(), &both, expected)
                    .into_iter()
                    .map(|w| (number, w)),
            );
        }
        score.planted = open.len();
        for (was, is) in &found.pairs {
            score.confused += usize::from(old.numbers[*was] != new.numbers[*is]);
        }
        for change in &found.changes {
            let (was, is) = (
                change.old.map(|i| old.numbers[i]),
                change.new.map(|i| new.numbers[i]),
            );
            let Some(number) = is.or(was) else { continue };
            let of_one = was.is_none() || is.is_none() || was == is;
            let told = change.what.name();
            if of_one && open.remove(&(number, told)) {
                score.told += 1;
                score.right += 1;
            } else if !(of_one && goes_along(planted.get(&number).copied(), change.what)) {
                score.told += 1;
                score.differences.push(format!(
                    "told   {told:<12}{number:>7} {:?} (was {was:?})",
                    name(number)
                ));
            }
        }
        let missed = open
            .into_iter()
            .map(|(number, change)| format!("missed {change:<12}{number:>7} {:?}", name(number)));
        score.differences.extend(missed);
        score
    }

    pub(super) fn line(&self, seconds: f64) -> String {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        format!(
            "{:>7}{:>7}{:>7}{:>6.2} %{:>9.2} %{:>10}{seconds:>9.2}",
            self.planted,
            self.told,
            self.right,
            share(self.planted),
            share(self.told),
            self.confused
        )
    }
}

/// What should be told of a site.
fn wanted(
    number: u32,
    planted: Option<Change>,
    both: &BTreeSet<u32>,
    expected: &Expected,
) -> BTreeSet<&'static str> {
    let mut wanted: BTreeSet<&'static str> = match planted {
        None => BTreeSet::new(),
        Some(Change::Added) => BTreeSet::from(["added"]),
        Some(Change::Gone) => BTreeSet::from(["gone"]),
        Some(Change::Moved) => BTreeSet::from(["moved"]),
        Some(Change::Renamed) => BTreeSet::from(["renamed"]),
        Some(Change::MovedAndRenamed) => BTreeSet::from(["moved", "renamed"]),
        Some(Change::Retyped) => BTreeSet::from(["retyped"]),
        Some(Change::Status) => BTreeSet::from(["status"]),
        Some(Change::Described) => BTreeSet::from(["description"]),
    };
    if both.contains(&number) {
        if expected.shifted.contains(&number) || expected.far.contains(&number) {
            wanted.insert("moved");
        }
        if expected.refiled.contains(&number) {
            wanted.insert("retyped");
        }
        if expected.rewritten.contains(&number) {
            wanted.extend(["renamed", "description"]);
        }
    }
    wanted
}

/// Whether a change of a site follows from the one planted in it: a state written into the name
/// renames it; what is moved is drawn as a point.
fn goes_along(planted: Option<Change>, told: What) -> bool {
    match planted {
        Some(Change::Status) => matches!(told, What::Renamed | What::Description),
        Some(Change::Renamed) => matches!(told, What::Status | What::Retyped),
        Some(Change::MovedAndRenamed) => {
            matches!(told, What::Status | What::Retyped | What::Geometry)
        }
        Some(Change::Moved) => matches!(told, What::Geometry),
        Some(Change::Described) => matches!(told, What::Status),
        _ => false,
    }
}
