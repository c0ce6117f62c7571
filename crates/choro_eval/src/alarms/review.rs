//! What a person found of each alarm: a mistake of the text, or ours. The table holds no text.

use super::Alarm;

/// Whose mistake an alarm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The text is wrong.
    Real,
    /// The program is.
    Ours,
}

impl Judged {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Judged::Real => "real",
            Judged::Ours => "ours",
        }
    }
}

/// What a person found of one alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    document: String,
    offset: usize,
    rule: String,
    /// Whose mistake it is.
    pub judged: Judged,
    /// Why, in a word.
    pub cause: String,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews(Vec<Review>);

impl Reviews {
    /// The reviews that this crate keeps.
    ///
    /// # Errors
    /// Says which line of the table does not fit.
    pub fn read() -> Result<Self, String> {
        Self::parse(include_str!("../../gold/alarms.tsv"))
    }

    /// Reads a table: document, offset, rule, `real` or `ours`, cause. Lines that begin with `#`
    /// are left out.
    ///
    /// # Errors
    /// Says which line does not fit.
    pub fn parse(table: &str) -> Result<Self, String> {
        let lines = table.lines().enumerate();
        let rows = lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let reviews = rows.map(|(n, line)| row(line).ok_or(format!("line {}: {line}", n + 1)));
        reviews.collect::<Result<_, _>>().map(Self)
    }

    /// What was found of an alarm; `None` where nobody looked at it.
    pub fn of(&self, alarm: &Alarm) -> Option<&Review> {
        self.0.iter().find(|r| {
            r.document == alarm.document && r.offset == alarm.offset && r.rule == alarm.rule
        })
    }
}

fn row(line: &str) -> Option<Review> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [document, offset, rule, judged, cause] = cells.as_slice() else {
        return None;
    };
    Some(Review {
        document: (*document).to_owned(),
        offset: offset.parse().ok()?,
        rule: (*rule).to_owned(),
        judged: match *judged {
            "real" => Judged::Real,
            "ours" => Judged::Ours,
            _ => return None,
        },
        cause: (*cause).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alarm(offset: usize) -> Alarm {
        Alarm {
            document: "a.txt".to_owned(),
            offset,
            rule: "GEO101".to_owned(),
            severity: None,
            told: String::new(),
        }
    }

    #[test]
    fn an_alarm_is_found_by_text_place_and_rule() {
        let table = "# document\toffset\trule\tjudged\tcause\na.txt\t12\tGEO101\treal\tslip\n";
        let reviews = Reviews::parse(table).expect("a table");
        let found = reviews.of(&alarm(12)).expect("a review");
        assert_eq!((found.judged, found.cause.as_str()), (Judged::Real, "slip"));
        assert_eq!(reviews.of(&alarm(13)), None);
    }

    #[test]
    fn a_line_that_does_not_fit_is_told() {
        let error = Reviews::parse("a.txt\t12\tGEO101\tperhaps\tslip").expect_err("no such word");
        assert!(error.starts_with("line 1"), "{error}");
    }
}
