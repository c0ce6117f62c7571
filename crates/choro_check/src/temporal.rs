//! Simple temporal networks: whether times can be as a text tells them.
//!
//! Each happening is a point in time, each thing said a limit on the days between two points. The
//! limits contradict each other exactly where some of them form a cycle with less than no days to
//! spare (Dechter, Meiri and Pearl 1991); such a cycle is also the explanation.

use choro_quantity::{Date, When};

/// Time zero, from which the days of dates are counted.
pub(crate) const ORIGIN: usize = 0;

/// "`to` comes at most `days` after `from`", and which statement says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limit {
    from: usize,
    to: usize,
    days: i64,
    reason: usize,
}

/// Points in time and limits between them. Point 0 is [`ORIGIN`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TemporalNetwork {
    points: usize,
    limits: Vec<Limit>,
}

impl TemporalNetwork {
    /// A network with nothing but the origin.
    pub(crate) fn new() -> Self {
        Self {
            points: 1,
            limits: Vec::new(),
        }
    }

    /// Adds a point.
    pub(crate) fn point(&mut self) -> usize {
        self.points += 1;
        self.points - 1
    }

    /// The point lies within a time, as the statement `reason` says; open ends limit nothing.
    pub(crate) fn within(&mut self, point: usize, when: &When, reason: usize) {
        if let Some(last) = when.latest {
            self.limit(ORIGIN, point, day_number(last), reason);
        }
        if let Some(first) = when.earliest {
            self.limit(point, ORIGIN, -day_number(first), reason);
        }
    }

    /// `first` comes at least `days` before `second`, as the statement `reason` says.
    pub(crate) fn precedes(&mut self, first: usize, second: usize, days: i64, reason: usize) {
        self.limit(second, first, -days, reason);
    }

    fn limit(&mut self, from: usize, to: usize, days: i64, reason: usize) {
        self.limits.push(Limit {
            from,
            to,
            days,
            reason,
        });
    }

    /// The statements of a contradiction in the order of its cycle, with the days by which they
    /// miss each other; `None` where all can hold together.
    pub(crate) fn contradiction(&self) -> Option<Contradiction> {
        // Bellman–Ford from a source that reaches every point at once.
        let mut far = vec![0_i64; self.points];
        let mut by: Vec<Option<usize>> = vec![None; self.points];
        let mut relaxed = None;
        for _ in 0..=self.points {
            relaxed = None;
            for (at, limit) in self.limits.iter().enumerate() {
                let way = far[limit.from].saturating_add(limit.days);
                if way < far[limit.to] {
                    far[limit.to] = way;
                    by[limit.to] = Some(at);
                    relaxed = Some(limit.to);
                }
            }
            relaxed?;
        }
        self.cycle(&by, relaxed?)
    }

    /// The cycle that leads to a point relaxed once too often.
    fn cycle(&self, by: &[Option<usize>], point: usize) -> Option<Contradiction> {
        let mut on_cycle = point;
        for _ in 0..self.points {
            on_cycle = self.limits[by[on_cycle]?].from;
        }
        let mut found = Contradiction {
            reasons: Vec::new(),
            days: 0,
        };
        let mut at = on_cycle;
        loop {
            let limit = self.limits[by[at]?];
            found.reasons.push(limit.reason);
            found.days -= limit.days;
            at = limit.from;
            if at == on_cycle {
                break;
            }
        }
        found.reasons.reverse();
        Some(found)
    }
}

/// Statements on time that cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// The statements, in the order of the cycle.
    pub(crate) reasons: Vec<usize>,
    /// Days by which they miss each other, at least 1.
    pub(crate) days: i64,
}

/// Days from 1 March of the year 0 to a day of the proleptic Gregorian calendar.
pub(crate) fn day_number(date: Date) -> i64 {
    // The year begins in March, so that the leap day ends it.
    let month = (i64::from(date.month) + 9) % 12;
    let year = i64::from(date.year) - month / 10;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (month * 306 + 5) / 10 + i64::from(date.day) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn day_numbers_count_days() {
        let day = |y, m, d| day_number(Date::new(y, m, d).expect("a day"));
        assert_eq!(day(2000, 3, 1) - day(2000, 2, 28), 2);
        assert_eq!(day(1900, 3, 1) - day(1900, 2, 28), 1);
        assert_eq!(day(2001, 1, 1) - day(2000, 1, 1), 366);
        assert_eq!(day(1, 1, 1) - day(0, 1, 1), 366);
    }

    #[test]
    fn a_cycle_names_the_statements_that_clash() {
        let mut network = TemporalNetwork::new();
        let (begun, other, opened) = (network.point(), network.point(), network.point());
        network.within(begun, &When::year(1904), 10);
        network.within(other, &When::year(1950), 11);
        network.within(opened, &When::year(1899), 12);
        network.precedes(begun, opened, 0, 13);
        let found = network.contradiction().expect("a contradiction");
        let mut reasons = found.reasons.clone();
        reasons.sort_unstable();
        assert_eq!(reasons, [10, 12, 13]);
        // From the last day of 1899 to the first of 1904.
        assert_eq!(found.days, 4 * 365 + 1);
    }

    #[test]
    fn open_times_limit_nothing() {
        let mut network = TemporalNetwork::new();
        let (begun, opened) = (network.point(), network.point());
        network.within(begun, &When::parse("../1950").expect("a time"), 0);
        network.within(opened, &When::year(1899), 1);
        network.precedes(begun, opened, 0, 2);
        assert_eq!(network.contradiction(), None);
    }

    proptest! {
        /// Limits that are taken from times in order always can hold; one turned round never can.
        #[test]
        fn order_is_found_out(years in prop::collection::vec(1_i32..200, 2..12), odd in any::<prop::sample::Index>()) {
            let mut network = TemporalNetwork::new();
            let mut year = 1_000;
            let mut points = Vec::new();
            for gap in &years {
                year += gap;
                let point = network.point();
                network.within(point, &When::year(year), points.len());
                points.push(point);
            }
            for pair in points.windows(2) {
                network.precedes(pair[0], pair[1], 0, 100);
            }
            prop_assert_eq!(network.contradiction(), None);
            let at = odd.index(points.len() - 1);
            network.precedes(points[at + 1], points[at], 0, 101);
            let found = network.contradiction().expect("a contradiction");
            prop_assert!(found.reasons.contains(&101));
            prop_assert!(found.days > 0);
        }
    }
}
