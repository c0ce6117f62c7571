//! Places and distances in questions.

use choro_geometry::Position;
use choro_quantity::{Bound, MeasureKind};
use choro_text::{Span, tokenise};

use super::PlaceName;
use super::fault::QueryFault;
use super::parse::{KEYWORDS, Parser};
use super::word::Piece;

impl Parser<'_> {
    /// A place: quoted, or the words up to the next that means something else. With `until`,
    /// words up to that one.
    pub(super) fn place(
        &mut self,
        after: &str,
        until: Option<&str>,
    ) -> Result<PlaceName, QueryFault> {
        if let Some(Piece::Quoted(text)) = self.piece() {
            let (text, span) = (text.clone(), self.here());
            self.step();
            return Ok(named(&text, span));
        }
        let first = self.here();
        let mut last = None;
        while let Some(Piece::Plain(word)) = self.piece() {
            let lower = word.to_lowercase();
            if until == Some(lower.as_str()) || KEYWORDS.contains(&lower.as_str()) {
                break;
            }
            last = Some(self.here());
            self.step();
        }
        let Some(last) = last else {
            return Err(QueryFault::new(
                self.here(),
                format!("a place is wanted after `{after}`: a name, or latitude,longitude"),
            ));
        };
        let span = Span::new(first.start, last.end);
        Ok(named(span.slice(self.text), span))
    }

    /// A length: `20 km`, `500m`, in metres.
    pub(super) fn length(&mut self, after: &str) -> Result<f64, QueryFault> {
        let found = self.length_ahead();
        let Some((words, metres)) = found else {
            return Err(QueryFault::new(
                self.here(),
                format!("a distance is wanted after `{after}`, such as 20 km"),
            ));
        };
        (0..words).for_each(|_| self.step());
        Ok(metres)
    }

    /// How many words the length ahead takes, and its metres.
    pub(super) fn length_ahead(&self) -> Option<(usize, f64)> {
        [2, 1].into_iter().find_map(|words| {
            let plain = (0..words).all(|n| matches!(self.piece_at(n), Some(Piece::Plain(_))));
            let span = Span::new(self.span_at(0).start, self.span_at(words - 1).end);
            let text = plain.then(|| span.slice(self.text))?;
            Some((words, metres(text)?))
        })
    }
}

/// The metres of a text that is one length and nothing else.
fn metres(text: &str) -> Option<f64> {
    let tokens = tokenise(text);
    let tags = choro_quantity::tag(text, &tokens);
    let [measure] = tags.measures.as_slice() else {
        return None;
    };
    let whole = measure.at.first == 0 && measure.at.end == tokens.len();
    let one = measure.kind == MeasureKind::Length && measure.si.bound == Bound::Exact;
    (whole && one && measure.si.low >= 0.0).then_some(measure.si.low)
}

fn named(text: &str, span: Span) -> PlaceName {
    let text = text.trim();
    let plain = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("the "))
        .map_or(text, |start| text[start.len()..].trim_start());
    PlaceName {
        text: plain.to_owned(),
        span,
        at: position(text),
    }
}

/// The position that a text is: `41.8,129.7` or any notation of coordinates.
fn position(text: &str) -> Option<Position> {
    if let Some((lat, lon)) = text.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse(), lon.trim().parse())
    {
        return Some(Position::new(lon, lat)).filter(|p| p.is_valid());
    }
    let tokens = tokenise(text);
    let tags = choro_quantity::tag(text, &tokens);
    let [only] = tags.coordinates.as_slice() else {
        return None;
    };
    (only.at.first == 0 && only.at.end == tokens.len())
        .then(|| Position::new(only.lon, only.lat))
        .filter(|p| p.is_valid())
}
