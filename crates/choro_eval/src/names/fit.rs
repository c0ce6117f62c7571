//! Logistic regression: the weights under which numbers explain best what was true.

use std::collections::{BTreeMap, BTreeSet};

/// One case: the numbers, and whether it was true.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Numbers by name; those that are not there are 0.
    pub numbers: Vec<(&'static str, f64)>,
    /// What was true.
    pub is_true: bool,
}

/// Pulls weights towards nothing, so that a number seen in few cases gets no wild weight.
const RIDGE: f64 = 0.5;

/// Weights by name, by Newton's method (iteratively reweighted least squares) with a small ridge.
pub fn fit(cases: &[Case]) -> BTreeMap<&'static str, f64> {
    let names: BTreeSet<&'static str> = cases
        .iter()
        .flat_map(|case| case.numbers.iter().map(|(name, _)| *name))
        .collect();
    let names: Vec<&'static str> = names.into_iter().collect();
    let rows: Vec<(Vec<f64>, f64)> = cases.iter().map(|case| row(case, &names)).collect();
    let mut weights = vec![0.0; names.len()];
    for _ in 0..30 {
        let step = newton_step(&rows, &weights);
        let largest = step.iter().fold(0.0_f64, |most, s| most.max(s.abs()));
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step.clamp(-2.0, 2.0);
        }
        if largest < 1e-6 {
            break;
        }
    }
    names.into_iter().zip(weights).collect()
}

fn row(case: &Case, names: &[&'static str]) -> (Vec<f64>, f64) {
    let mut row = vec![0.0; names.len()];
    for (name, value) in &case.numbers {
        if let Ok(at) = names.binary_search(name) {
            row[at] += value;
        }
    }
    (row, f64::from(u8::from(case.is_true)))
}

fn newton_step(rows: &[(Vec<f64>, f64)], weights: &[f64]) -> Vec<f64> {
    let size = weights.len();
    let mut gradient: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
    let mut curvature = vec![vec![0.0; size]; size];
    for (at, line) in curvature.iter_mut().enumerate() {
        line[at] = RIDGE;
    }
    for (row, truth) in rows {
        let sum: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
        let expected = 1.0 / (1.0 + (-sum).exp());
        let spread = expected * (1.0 - expected);
        for i in 0..size {
            gradient[i] += (truth - expected) * row[i];
            for j in 0..size {
                curvature[i][j] += spread * row[i] * row[j];
            }
        }
    }
    solve(curvature, gradient)
}

/// Solves a system of linear equations by elimination; the matrix is positive definite.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for below in at + 1..size {
            let factor = matrix[below][at] / pivot[at];
            for (cell, above) in matrix[below].iter_mut().zip(&pivot) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|j| matrix[at][j] * right[j]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_explain_what_was_true() {
        let case = |x: f64, is_true| Case {
            numbers: vec![("one", 1.0), ("x", x)],
            is_true,
        };
        // True three times of four at 1, once of four at -1: the log odds are ±ln 3.
        let mut cases = Vec::new();
        for _ in 0..100 {
            cases.extend([
                case(1.0, true),
                case(1.0, true),
                case(1.0, true),
                case(1.0, false),
            ]);
            cases.extend([
                case(-1.0, false),
                case(-1.0, false),
                case(-1.0, false),
                case(-1.0, true),
            ]);
        }
        let weights = fit(&cases);
        assert!((weights["x"] - 3.0_f64.ln()).abs() < 0.02, "{weights:?}");
        assert!(weights["one"].abs() < 0.02, "{weights:?}");
    }
}
