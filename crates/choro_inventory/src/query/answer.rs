//! Answering questions.

use choro_geometry::Position;
use choro_name::fold;
use choro_quantity::When;

use super::fault::QueryFault;
use super::ground::Gazetteer;
use super::near::Grounds;
use super::text::Phrase;
use super::{Part, Query, Test, Time};
use crate::index::{Bits, Index};
use crate::{Counts, Site, State};

/// A site found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number in the inventory.
    pub site: u32,
    /// Metres from the place asked about, where the question asks for the nearest.
    pub distance_m: Option<f64>,
}

/// What a question finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The sites, in order of the inventory, or nearest first.
    pub hits: Vec<Hit>,
    /// The position that distances are measured from, where the question asks for the nearest.
    pub centre: Option<Position>,
    /// Their counts, where the question asks for them.
    pub counts: Option<Counts>,
    /// Which places the names of the question were taken for.
    pub grounds: Vec<String>,
}

impl Index<'_> {
    /// Answers a question.
    ///
    /// # Errors
    /// Where a place of the question is not known or has no fitting shape.
    pub fn ask(&self, query: &Query, gazetteer: &dyn Gazetteer) -> Result<Answer, QueryFault> {
        let mut grounds = Grounds {
            gazetteer,
            taken: Vec::new(),
        };
        let found = match &query.test {
            Test::All => None,
            test => Some(self.fulfil(test, None, &mut grounds)?),
        };
        let mut answer = Answer::default();
        if let Some((most, place)) = &query.nearest {
            let centre = grounds.position(place)?;
            answer.centre = Some(centre);
            let mut accept = |site| found.as_ref().is_none_or(|found| found.holds(site));
            let nearest = self.points.nearest(centre, *most, &mut accept);
            let hit = |(site, metres)| Hit {
                site,
                distance_m: Some(metres),
            };
            answer.hits = nearest.into_iter().map(hit).collect();
            if let Some(keys) = &query.count {
                let mut counted = Bits::none(self.sites.len());
                answer.hits.iter().for_each(|hit| counted.insert(hit.site));
                answer.counts = Some(self.count_of(keys, Some(&counted)));
            }
        } else if let Some(keys) = &query.count {
            answer.counts = Some(self.count_of(keys, found.as_ref()));
        } else {
            let distance_m = None;
            let hit = |site| Hit { site, distance_m };
            answer.hits = match found {
                Some(found) => found.iter().map(hit).collect(),
                None => (0..self.sites.len() as u32).map(hit).collect(),
            };
        }
        answer.grounds = grounds.taken;
        Ok(answer)
    }

    /// The sites that fulfil a test; where `among` is given, those of its sites at least.
    fn fulfil(
        &self,
        test: &Test,
        among: Option<&Bits>,
        grounds: &mut Grounds<'_>,
    ) -> Result<Bits, QueryFault> {
        let size = self.sites.len();
        Ok(match test {
            Test::All => Bits::all(size),
            Test::Kind(kinds) => self.of_kinds(kinds),
            Test::Within(metres, place) => grounds.within(self, *metres, place)?,
            Test::In(place) => grounds.inside(self, place)?,
            Test::Along(line, metres) => grounds.along(self, line, *metres)?,
            Test::Between(a, b, width) => grounds.between(self, [a, b], *width)?,
            Test::Not(test) => {
                let mut found = self.fulfil(test, among, grounds)?;
                found.flip();
                found
            }
            Test::Or(tests) => {
                let mut found = Bits::none(size);
                for test in tests {
                    found.add(&self.fulfil(test, among, grounds)?);
                }
                found
            }
            Test::And(tests) => self.fulfil_all(tests, among, grounds)?,
            Test::Folder(name) => self.of_paths(&Phrase::new(name)),
            Test::Province(name) => self.of_province(name),
            Test::Name(name) => self.named(&Phrase::new(name), among),
            Test::Text(text) => {
                let phrase = Phrase::new(text);
                self.filter(among, |site| phrase.stands_in_site(site))
            }
            Test::File(file) => self.filter(among, |site| site.source.contains(file.as_str())),
            Test::Id(id) => self.filter(among, |site| site.id == *id),
            Test::State(state, time) => self.filter(among, |site| in_state(site, *state, time)),
            Test::Has(Part::Province) => self.numbered(among, |at| !self.province(at).is_empty()),
            Test::Has(part) => self.filter(among, |site| has(site, *part)),
        })
    }

    /// The quick tests first, the slow ones only of what is left.
    fn fulfil_all(
        &self,
        tests: &[Test],
        among: Option<&Bits>,
        grounds: &mut Grounds<'_>,
    ) -> Result<Bits, QueryFault> {
        let mut order: Vec<&Test> = tests.iter().collect();
        order.sort_by_key(|test| cost(test));
        let mut found = among.cloned();
        for test in order {
            let next = self.fulfil(test, found.as_ref(), grounds)?;
            match &mut found {
                Some(found) => found.keep(&next),
                None => found = Some(next),
            }
        }
        Ok(found.unwrap_or_else(|| Bits::all(self.sites.len())))
    }

    fn of_kinds(&self, kinds: &[String]) -> Bits {
        let mut found = Bits::none(self.sites.len());
        for (own, sites) in self.kinds.labels.iter().zip(&self.by_kind) {
            let is = |kind: &String| {
                own.strip_prefix(kind.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if kinds.iter().any(is) {
                for site in sites {
                    found.insert(*site);
                }
            }
        }
        found
    }

    /// Sites in a folder, at any depth, that is called so or whose path has these words.
    fn of_paths(&self, phrase: &Phrase) -> Bits {
        let called: Vec<bool> = self
            .paths
            .iter()
            .map(|path| phrase.stands_in(&fold(&path.join("/"))))
            .collect();
        self.numbered(None, |site| called[self.path[site as usize] as usize])
    }

    fn of_province(&self, name: &str) -> Bits {
        let phrase = Phrase::new(name);
        let names = self.divisions().iter().map(|own| fold(own));
        let exact: Vec<bool> = names.clone().map(|own| own == fold(name)).collect();
        let called: Vec<bool> = if exact.contains(&true) {
            exact
        } else {
            names.map(|own| phrase.stands_in(&own)).collect()
        };
        self.numbered(None, |site| {
            called.get(self.province_at(site as usize) as usize) == Some(&true)
        })
    }

    fn named(&self, phrase: &Phrase, among: Option<&Bits>) -> Bits {
        let holds = |site: u32| phrase.stands_in(&fold(&self.sites[site as usize].name));
        let Some(word) = phrase.first_word() else {
            return self.numbered(among, holds);
        };
        let mut found = Bits::none(self.sites.len());
        let with = self.words().with(word);
        with.filter(|site| holds(*site))
            .for_each(|site| found.insert(site));
        found
    }

    fn filter(&self, among: Option<&Bits>, holds: impl Fn(&Site) -> bool) -> Bits {
        self.numbered(among, |site| holds(&self.sites[site as usize]))
    }

    fn numbered(&self, among: Option<&Bits>, holds: impl Fn(u32) -> bool) -> Bits {
        let mut found = Bits::none(self.sites.len());
        match among {
            Some(among) => {
                let holding = among.iter().filter(|site| holds(*site));
                holding.for_each(|site| found.insert(site));
            }
            None => {
                let holding = (0..self.sites.len() as u32).filter(|site| holds(*site));
                holding.for_each(|site| found.insert(site));
            }
        }
        found
    }
}

/// Rank of a test by what it costs.
fn cost(test: &Test) -> u8 {
    match test {
        Test::Within(..) | Test::In(_) | Test::Along(..) | Test::Kind(_) | Test::All => 0,
        Test::Between(..) | Test::Folder(_) | Test::Province(_) => 1,
        Test::Name(_) | Test::Has(_) | Test::File(_) | Test::Id(_) | Test::State(..) => 2,
        Test::Text(_) => 4,
        Test::Not(test) => cost(test),
        Test::And(tests) | Test::Or(tests) => tests.iter().map(cost).max().unwrap_or(0),
    }
}

fn in_state(site: &Site, state: Option<State>, time: &Time) -> bool {
    let Some(state) = state else {
        return match time {
            Time::On(when) => site.states_on(when).is_empty(),
            Time::Now => site.state_now().is_none(),
            Time::Since(_) | Time::Before(_) => false,
        };
    };
    let begun = |fits: &dyn Fn(&When) -> bool| {
        site.status
            .iter()
            .any(|status| status.state == state && fits(&status.when))
    };
    match time {
        Time::Now => site.state_now() == Some(state),
        Time::On(when) => site.states_on(when).contains(&state),
        Time::Since(since) => {
            begun(&|when| when.earliest.is_some() && when.earliest >= since.earliest)
        }
        Time::Before(before) => begun(&|when| {
            let first = when.earliest.or(when.latest);
            first.is_some() && before.earliest.is_some() && first < before.earliest
        }),
    }
}

fn has(site: &Site, part: Part) -> bool {
    let feature = &site.placemark.feature;
    match part {
        Part::Date => feature.time.is_some() || site.status.iter().any(|s| !s.when.is_unstated()),
        Part::Description => feature
            .description
            .as_ref()
            .is_some_and(|d| !d.0.trim().is_empty()),
        Part::Folder => !site.folders.is_empty(),
        Part::Name => !site.name.is_empty(),
        Part::Position => site.position.is_some(),
        Part::Status => !site.status.is_empty(),
        Part::Type => !site.kind.is_empty(),
        // Columns of the index tell.
        Part::Province => false,
    }
}
