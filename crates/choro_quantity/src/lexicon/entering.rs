//! From the data tables into the lexicon.

use std::collections::HashMap;

use super::{
    Bound, Cue, DatePrefix, Flags, Hedge, Lexicon, Modifier, NumberWord, Sequel, WindForm,
};
use crate::tables;

/// The sixteen winds clockwise from north.
pub(crate) const WINDS: [&str; 16] = [
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW",
    "NNW",
];

impl Lexicon {
    pub(super) fn enter_numbers(&mut self, numbers: &tables::Numbers) {
        for (word, &value) in &numbers.cardinals {
            self.entry(word).number = Some(NumberWord::Cardinal(value));
        }
        for (word, &value) in &numbers.scales {
            self.entry(word).number = Some(NumberWord::Scale(value));
        }
        for (word, &value) in &numbers.fractions {
            self.entry(word).number = Some(NumberWord::Fraction(value));
        }
        for (word, &value) in &numbers.ordinals {
            self.entry(word).number = Some(NumberWord::Ordinal(value));
        }
        let tens = numbers
            .cardinals
            .iter()
            .filter(|(_, v)| (20.0..100.0).contains(*v));
        for (ten, tens) in tens {
            for (word, &units) in &numbers.cardinals {
                if (1.0..10.0).contains(&units) {
                    let number = NumberWord::Cardinal(tens + units);
                    self.entry(&format!("{ten}-{word}")).number = Some(number);
                }
            }
            for (word, &units) in &numbers.ordinals {
                if (1.0..10.0).contains(&units) {
                    let number = NumberWord::Ordinal(tens + units);
                    self.entry(&format!("{ten}-{word}")).number = Some(number);
                }
            }
        }
        for (word, &value) in &numbers.denominators {
            self.denominators
                .insert(word.clone(), (value, word.ends_with('s')));
            self.flag(word, Flags::DENOMINATOR);
        }
        for (phrase, &bounds) in &numbers.vague {
            self.vague.add(phrase, bounds);
        }
        self.flag_first_words(|l| &l.vague, Flags::VAGUE);
        for (table, is_before) in [(&numbers.before, true), (&numbers.after, false)] {
            for (key, list) in table {
                if key == "spatial" {
                    continue;
                }
                let modifier = modifier(key);
                for phrase in list {
                    let phrases = if is_before {
                        &mut self.number_before
                    } else {
                        &mut self.number_after
                    };
                    phrases.add(phrase, modifier);
                }
            }
        }
        for phrase in numbers.before.get("spatial").into_iter().flatten() {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            self.flag(first, Flags::SPATIAL);
        }
        for (list, flag) in [
            (&numbers.counted.stops, Flags::STOP),
            (&numbers.counted.labels, Flags::LABEL),
            (&numbers.counted.plurals, Flags::PLURAL),
        ] {
            for word in list {
                self.flag(word, flag);
            }
        }
    }

    /// Enters every wind in every form, joined and hyphened: "southeastern", "south-eastern".
    pub(super) fn enter_winds(&mut self) {
        let mut spellings = Vec::new();
        for (letters, joined) in &self.winds.winds {
            let Some(index) = WINDS.iter().position(|w| w == letters) else {
                continue;
            };
            let mut stems = vec![joined.clone()];
            let word = |letter: &str| self.winds.winds.get(letter).cloned().unwrap_or_default();
            if letters.len() == 2 {
                stems.push(format!("{}-{}", word(&letters[..1]), word(&letters[1..])));
            } else if letters.len() == 3 {
                let (first, second) = (word(&letters[..1]), word(&letters[1..]));
                stems.push(format!("{first}-{second}"));
                stems.push(format!(
                    "{first}-{}-{}",
                    word(&letters[1..2]),
                    word(&letters[2..])
                ));
            }
            for (form, endings) in &self.winds.forms {
                let Some(form) = WindForm::from_key(form) else {
                    continue;
                };
                for ending in endings {
                    for stem in &stems {
                        spellings.push((format!("{stem}{ending}"), index, form));
                        if !ending.is_empty() {
                            spellings.push((format!("{stem}-{ending}"), index, form));
                        }
                        if form == WindForm::Superlative {
                            spellings.push((format!("{stem}ern-{ending}"), index, form));
                        }
                    }
                }
            }
        }
        for (word, index, form) in spellings {
            self.entry(&word).wind = Some((index as u8, form));
        }
        for (index, letters) in WINDS.iter().enumerate() {
            let lower = letters.to_lowercase();
            if lower.len() > 1 {
                let stopped: String = lower.chars().flat_map(|c| [c, '.']).collect();
                self.entry(&stopped).wind = Some((index as u8, WindForm::Letters));
            }
            self.entry(&lower).wind = Some((index as u8, WindForm::Letters));
        }
    }

    pub(super) fn enter_hedges(&mut self, hedges: &HashMap<String, tables::HedgeWords>) {
        let classes = [
            ("official", Cue::Hedge(Hedge::Official)),
            ("reported", Cue::Hedge(Hedge::Reported)),
            ("estimated", Cue::Hedge(Hedge::Estimated)),
            ("apparent", Cue::Hedge(Hedge::Apparent)),
            ("asserted", Cue::Hedge(Hedge::Asserted)),
            ("negation", Cue::Negation),
            ("past", Cue::Past),
            ("future", Cue::Future),
            ("modal", Cue::Modal),
        ];
        for (key, cue) in classes {
            let Some(words) = hedges.get(key) else {
                continue;
            };
            for phrase in &words.phrases {
                self.hedges.add(phrase, Some(cue));
            }
            for phrase in &words.except {
                self.hedges.add(phrase, None);
            }
        }
        self.flag_first_words(|l| &l.hedges, Flags::HEDGE);
    }

    pub(super) fn enter_dates(&mut self) {
        let named: Vec<(String, u8)> = [&self.dates.months, &self.dates.seasons]
            .into_iter()
            .flatten()
            .flat_map(|(key, names)| {
                let number = key.parse().unwrap_or(0);
                names.iter().map(move |n| (n.clone(), number))
            })
            .collect();
        for (name, number) in named {
            for part in ["early", "mid", "late"] {
                self.entry(&format!("{part}-{name}")).month = number;
            }
            self.entry(&name).month = number;
        }
        for (key, names) in &self.dates.months_elsewhere {
            for name in names {
                self.months_elsewhere
                    .insert(name.clone(), key.parse().unwrap_or(0));
            }
        }
        for (key, list) in &self.dates.before {
            let Some(prefix) = date_prefix(key) else {
                continue;
            };
            for phrase in list {
                self.date_before.add(phrase, prefix);
            }
        }
        for (list, offset) in [
            (&self.dates.relative.following, 1),
            (&self.dates.relative.preceding, -1),
            (&self.dates.relative.same, 0),
        ] {
            for phrase in list {
                self.sequels.add(phrase, Sequel::Years(offset));
            }
        }
        for word in &self.dates.present.words {
            self.present.add(word, ());
        }
        self.flag_first_words(|l| &l.sequels, Flags::SEQUEL);
        self.flag_first_words(|l| &l.present, Flags::PRESENT);
        let years: Vec<String> = self.dates.relative.years.keys().cloned().collect();
        for word in years {
            self.flag(&word, Flags::YEARS);
        }
        let events: Vec<String> = self.dates.events.nouns.clone();
        for word in events {
            self.flag(&word, Flags::EVENT);
        }
        let counts: Vec<String> = self.dates.events.valid_at.clone();
        for word in counts {
            self.flag(&word, Flags::VALID_AT);
        }
    }

    pub(super) fn enter_periods(&mut self, periods: tables::Periods) {
        for period in periods.period {
            for name in &period.names {
                self.periods.add(name, self.period_rows.len());
            }
            self.period_rows.push(period);
        }
        self.flag_first_words(|l| &l.periods, Flags::PERIOD);
    }

    pub(super) fn enter_units(&mut self, units: tables::Units) {
        for unit in units.unit {
            let index = self.unit_rows.len();
            for name in &unit.names {
                self.units.add(name, index);
            }
            for symbol in &unit.symbols {
                let table = if unit.prefix {
                    &mut self.unit_prefixes
                } else {
                    &mut self.units
                };
                table.add_exact(symbol, index);
            }
            self.unit_rows.push(unit);
        }
        for (list, flag) in [
            (&units.population.heads, Flags::POPULATION),
            (&units.population.links, Flags::POPULATION_LINK),
            (&units.elevation.before, Flags::ELEVATION),
            (&units.single.names, Flags::SINGLE),
        ] {
            for word in list {
                self.flag(word, flag);
            }
        }
    }

    fn flag_first_words<T: Clone>(
        &mut self,
        table: impl Fn(&Self) -> &crate::phrase::Phrases<T>,
        flag: Flags,
    ) {
        let words: Vec<String> = table(self).first_words().map(str::to_owned).collect();
        for word in words {
            self.flag(&word, flag);
        }
    }
}

fn modifier(key: &str) -> Modifier {
    match key {
        "more_than" => Modifier::Bound(Bound::MoreThan),
        "less_than" => Modifier::Bound(Bound::LessThan),
        "at_least" => Modifier::Bound(Bound::AtLeast),
        "at_most" => Modifier::Bound(Bound::AtMost),
        _ => Modifier::Approximate,
    }
}

fn date_prefix(key: &str) -> Option<DatePrefix> {
    Some(match key {
        "after" => DatePrefix::After,
        "since" => DatePrefix::Since,
        "until" => DatePrefix::Until,
        "by" => DatePrefix::By,
        "before" => DatePrefix::Before,
        "from" => DatePrefix::From,
        "between" => DatePrefix::Between,
        "as_of" => DatePrefix::AsOf,
        "around" => DatePrefix::Around,
        "during" => DatePrefix::During,
        _ => return None,
    })
}
