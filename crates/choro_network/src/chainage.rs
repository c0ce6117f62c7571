//! How far along a line its stations lie.

use crate::Line;
use crate::order::in_order;
use std::fmt;

/// How far along a line or journey something lies: what is known of it, and what not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chainage {
    /// Metres from the start over the stretches whose length is known.
    pub known_m: f64,
    /// How many stretches of unknown length lie before it.
    pub unknown: usize,
}

impl Chainage {
    /// The same and a stretch further; a stretch whose length is not known adds to the unknown.
    #[must_use]
    pub fn onwards(self, metres: Option<f64>) -> Self {
        match metres.filter(|metres| metres.is_finite()) {
            Some(metres) => Self {
                known_m: self.known_m + metres,
                ..self
            },
            None => Self {
                unknown: self.unknown + 1,
                ..self
            },
        }
    }

    /// Kilometres from the start, where no stretch before it is unknown.
    pub fn km(&self) -> Option<f64> {
        (self.unknown == 0).then_some(self.known_m / 1_000.0)
    }
}

/// Kilometres with one decimal: "12.3"; "12.3 + ?" where a stretch of unknown length lies before
/// it, "?" where nothing but that is known.
impl fmt::Display for Chainage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let km = self.known_m / 1_000.0;
        match self.unknown {
            0 => write!(f, "{km:.1}"),
            _ if self.known_m == 0.0 => f.write_str("?"),
            _ => write!(f, "{km:.1} + ?"),
        }
    }
}

impl Line {
    /// How far along the line each stop lies: by the kilometres of its table where they fit the
    /// order of the rows, else from the stop before by the length of the section between. `None`
    /// before the first kilometre known, and for all where none is.
    pub fn chainages(&self) -> Vec<Option<Chainage>> {
        let fits = in_order(&self.stops);
        let stated: Vec<Option<f64>> = self
            .stops
            .iter()
            .zip(fits)
            .map(|(stop, fits)| stop.km.filter(|_| fits))
            .collect();
        let mut known = stated.iter().flatten();
        let falls = known.next() > known.next_back();
        let measured = self.sections.iter().any(|s| s.metres.is_some());
        let starts_here = measured && stated.iter().all(Option::is_none);
        let mut sofar = starts_here.then(Chainage::default);
        let mut found = Vec::with_capacity(stated.len());
        for (at, km) in stated.into_iter().enumerate() {
            let stretch = at.checked_sub(1).and_then(|at| self.sections.get(at));
            sofar = match km {
                Some(km) => Some(Chainage {
                    known_m: km * 1_000.0,
                    unknown: 0,
                }),
                None if at == 0 => sofar,
                None => sofar.map(|before| {
                    let metres = stretch.and_then(|section| section.metres);
                    before.onwards(metres.map(|m| if falls { -m } else { m }))
                }),
            };
            found.push(sofar);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Section, Stop};

    fn line(kilometres: &[Option<f64>], lengths: &[Option<f64>]) -> Line {
        let stop = |km: &Option<f64>| Stop {
            name: String::new(),
            names: Vec::new(),
            km: *km,
            position: None,
            place: None,
            placing: crate::Placing::default(),
            transfers: Vec::new(),
            station: crate::StationId::default(),
        };
        let section = |metres: &Option<f64>| Section {
            metres: *metres,
            ..Section::default()
        };
        Line {
            stops: kilometres.iter().map(stop).collect(),
            sections: lengths.iter().map(section).collect(),
            ..Line::default()
        }
    }

    fn shown(line: &Line) -> Vec<String> {
        let words = |c: Option<Chainage>| c.map_or_else(String::new, |c| c.to_string());
        line.chainages().into_iter().map(words).collect()
    }

    #[test]
    fn what_is_known_after_an_unknown_stretch_is_told() {
        let line = line(
            &[Some(0.0), Some(5.0), None, None, Some(20.0)],
            &[Some(5_000.0), None, Some(3_000.0), None],
        );
        assert_eq!(shown(&line), ["0.0", "5.0", "5.0 + ?", "8.0 + ?", "20.0"]);
    }

    #[test]
    fn a_kilometre_that_fits_no_order_is_none() {
        let line = line(
            &[Some(87.8), Some(94.8), Some(10.5), Some(108.1)],
            &[Some(7_000.0), None, None],
        );
        assert_eq!(shown(&line), ["87.8", "94.8", "94.8 + ?", "108.1"]);
    }

    #[test]
    fn tables_that_run_the_other_way_count_down() {
        let line = line(
            &[Some(9.0), None, Some(0.0)],
            &[Some(4_000.0), Some(5_000.0)],
        );
        assert_eq!(shown(&line), ["9.0", "5.0", "0.0"]);
    }

    #[test]
    fn lengths_alone_count_from_the_first_station() {
        let nothing = line(&[None, None], &[None]);
        assert_eq!(shown(&nothing), ["", ""]);
        let lengths = line(&[None, None, None], &[Some(2_500.0), None]);
        assert_eq!(shown(&lengths), ["0.0", "2.5", "2.5 + ?"]);
    }
}
