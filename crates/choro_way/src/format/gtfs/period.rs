//! The time a timetable holds for.

use super::archive::Archive;
use super::table::each_row;
use choro_diagnostic::Faults;
use choro_quantity::{Date, When};

/// From the first to the last day of any service; where no service has days, what the feed says of
/// itself.
pub(super) fn period(archive: &mut Archive<'_>, faults: &mut Faults) -> When {
    let mut days = Days::default();
    if archive.has("calendar.txt") {
        let columns = ["start_date", "end_date"];
        each_row(archive, "calendar.txt", &columns, 2, faults, |row| {
            days.take(&row.get(0))?;
            days.take(&row.get(1))
        });
    }
    if archive.has("calendar_dates.txt") {
        let columns = ["date", "exception_type"];
        each_row(archive, "calendar_dates.txt", &columns, 2, faults, |row| {
            // 1 adds the service on the day, 2 takes it out.
            match &*row.get(1) {
                "1" => days.take(&row.get(0)),
                _ => Ok(()),
            }
        });
    }
    if days.0.is_none() && archive.has("feed_info.txt") {
        let columns = ["feed_start_date", "feed_end_date"];
        each_row(archive, "feed_info.txt", &columns, 0, faults, |row| {
            [row.get(0), row.get(1)]
                .iter()
                .filter(|day| !day.is_empty())
                .try_for_each(|day| days.take(day))
        });
    }
    days.0.map_or_else(When::default, |[first, last]| {
        let first = When::day(first);
        first.through(&When::day(last)).unwrap_or(first)
    })
}

#[derive(Default)]
struct Days(Option<[Date; 2]>);

impl Days {
    /// Takes in a day `YYYYMMDD`.
    fn take(&mut self, text: &str) -> Result<(), String> {
        let day = day(text).ok_or_else(|| format!("`{text}` is no day YYYYMMDD"))?;
        self.0 = Some(match self.0 {
            Some([first, last]) => [first.min(day), last.max(day)],
            None => [day, day],
        });
        Ok(())
    }
}

fn day(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let (month, day) = (part(4, 6)? as u8, part(6, 8)? as u8);
    Date::new(i32::from(part(0, 4)?), month, day)
}
