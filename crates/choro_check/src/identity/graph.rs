//! Names and what relates them, and how likely each reading of each name is.
//!
//! Belief propagation over names and relations (Pearl 1988, ch. 4): exact where the relations form
//! a tree, as where a text relates its topic to other places; a good approximation elsewhere.

use super::name::Name;

/// Sweeps over all relations; beliefs of a text settle in two or three.
const SWEEPS: usize = 3;

/// Two names, or one, related by statements. The last row and column stand for a place that no
/// reference has.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) subject: usize,
    pub(super) object: Option<usize>,
    /// For each reading of the subject, for each of the object (or a single one where there is no
    /// object), the logarithm of how well the statements fit.
    pub(super) fit: Vec<Vec<f64>>,
    /// What the relation says of the subject's and the object's readings.
    told: [Vec<f64>; 2],
}

impl Relation {
    pub(super) fn new(subject: usize, object: Option<usize>, fit: Vec<Vec<f64>>) -> Self {
        let rows = fit.len();
        let columns = fit.first().map_or(0, Vec::len);
        Self {
            subject,
            object,
            fit,
            told: [vec![0.0; rows], vec![0.0; columns]],
        }
    }

    /// The same before it told its names anything.
    pub(super) fn untold(&self) -> Self {
        Self::new(self.subject, self.object, self.fit.clone())
    }
}

/// The names of a document and how likely their readings are.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    pub(super) relations: Vec<Relation>,
    /// For each name, for each reading and for none, the logarithm of how likely it is.
    belief: Vec<Vec<f64>>,
}

impl Graph {
    pub(super) fn new(names: &[Name], relations: Vec<Relation>) -> Self {
        let belief = names.iter().map(|name| name.prior.clone()).collect();
        let mut graph = Self { relations, belief };
        for _ in 0..SWEEPS {
            for at in 0..graph.relations.len() {
                graph.tell(at);
            }
        }
        graph
    }

    /// Lets one relation tell its names what it knows from the other.
    fn tell(&mut self, at: usize) {
        let [subject, object] = self.without(at);
        let relation = &mut self.relations[at];
        let to_subject: Vec<f64> = relation
            .fit
            .iter()
            .map(|row| log_sum(row.iter().zip(&object).map(|(fit, other)| fit + other)))
            .collect();
        let to_object: Vec<f64> = (0..object.len())
            .map(|column| {
                let fits = relation.fit.iter().map(|row| row[column]);
                log_sum(fits.zip(&subject).map(|(fit, other)| fit + other))
            })
            .collect();
        let told = [normal(to_subject), normal(to_object)];
        let names = [Some(relation.subject), relation.object];
        for ((name, new), old) in names.iter().zip(&told).zip(&relation.told) {
            let Some(name) = name else { continue };
            for ((belief, new), old) in self.belief[*name].iter_mut().zip(new).zip(old) {
                *belief += new - old;
            }
        }
        relation.told = told;
    }

    /// What all else says of the two names of a relation.
    pub(super) fn without(&self, at: usize) -> [Vec<f64>; 2] {
        let relation = &self.relations[at];
        let rest = |name: usize, told: &[f64]| {
            let belief = self.belief[name].iter();
            belief.zip(told).map(|(all, told)| all - told).collect()
        };
        let object = relation.object.map_or_else(
            || vec![0.0; relation.told[1].len()],
            |name| rest(name, &relation.told[1]),
        );
        [rest(relation.subject, &relation.told[0]), object]
    }

    /// How likely each reading of a name is, 0 to 1; what is missing to 1 is none of them.
    pub(super) fn likely(&self, name: usize) -> Vec<f64> {
        let belief = &self.belief[name];
        let all = log_sum(belief.iter().copied());
        let readings = belief.len().saturating_sub(1);
        belief[..readings].iter().map(|b| (b - all).exp()).collect()
    }
}

/// The logarithm of the sum of what the logarithms stand for.
pub(super) fn log_sum(of: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = of.clone().fold(f64::NEG_INFINITY, f64::max);
    if most.is_finite() {
        most + of.map(|x| (x - most).exp()).sum::<f64>().ln()
    } else {
        most
    }
}

/// The same with 0 for the last: that no reference has the place.
fn normal(mut told: Vec<f64>) -> Vec<f64> {
    let none = told.last().copied().unwrap_or(0.0);
    for x in &mut told {
        *x -= none;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_gazetteer::PlaceId;

    fn name(readings: u32, unlisted: f64) -> Name {
        let mut prior = vec![0.0; readings as usize];
        prior.push(unlisted.ln());
        Name {
            readings: (0..readings).map(PlaceId).collect(),
            prior,
        }
    }

    #[test]
    fn what_fits_one_namesake_speaks_for_it() {
        let fit = vec![vec![2.0], vec![-2.0], vec![0.0]];
        let graph = Graph::new(&[name(2, 0.3)], vec![Relation::new(0, None, fit)]);
        let likely = graph.likely(0);
        assert!(likely[0] > 0.9, "{likely:?}");
        assert!(likely[1] < 0.05, "{likely:?}");
        // Without it neither is preferred.
        let [rest, _] = graph.without(0);
        assert!((rest[0] - rest[1]).abs() < 1e-9);
    }

    #[test]
    fn a_sure_name_makes_its_neighbour_sure() {
        let fit = vec![
            vec![3.0, -3.0, 0.0],
            vec![-3.0, 3.0, 0.0],
            vec![0.0, 0.0, 0.0],
        ];
        let located = vec![vec![3.0], vec![-3.0], vec![0.0]];
        let relations = vec![
            Relation::new(0, Some(1), fit),
            Relation::new(0, None, located),
        ];
        let graph = Graph::new(&[name(2, 0.3), name(2, 0.3)], relations);
        let likely = graph.likely(1);
        assert!(
            likely[0] > 0.85 && likely[0] > 10.0 * likely[1],
            "{likely:?}"
        );
    }
}
