//! Coordinates of KML: `lon,lat,height` with white space between, as people really write them.

use crate::Vertex;

/// What a text of coordinates says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Coordinates {
    pub(super) vertices: Vec<Vertex>,
    /// The first words that are no position, and how many such there are.
    pub(super) unreadable: Option<(String, usize)>,
    /// The first vertex that is not on the globe, and how many such there are.
    pub(super) off: Option<(Vertex, usize)>,
}

/// Reads coordinates. White space may stand around commas; heights may be missing.
pub(super) fn coordinates(text: &str) -> Coordinates {
    let mut found = Coordinates::default();
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    while at < bytes.len() {
        let start = at;
        let mut numbers = [None; 3];
        let mut count = 0;
        loop {
            let end = number_end(bytes, at);
            if let Some(slot) = numbers.get_mut(count) {
                *slot = number(&text[at..end]);
            }
            count += 1;
            let after = skip_space(bytes, end);
            if bytes.get(after) != Some(&b',') {
                at = end;
                break;
            }
            at = skip_space(bytes, after + 1);
            // A comma at the very end of a tuple says nothing.
            if count >= 2 && (at == bytes.len() || after + 1 < at && count == 3) {
                break;
            }
        }
        found.take(numbers, count, text[start..at].trim_end());
        at = skip_space(bytes, at);
    }
    found
}

/// Reads `lon lat height` of `gx:coord`; commas are taken too.
pub(super) fn spaced(text: &str) -> Option<Vertex> {
    let words = text.split(|c: char| c.is_ascii_whitespace() || c == ',');
    let mut numbers = words.filter(|word| !word.is_empty()).map(number);
    let vertex = Vertex {
        lon: numbers.next()??,
        lat: numbers.next()??,
        height: match numbers.next() {
            Some(height) => Some(height?),
            None => None,
        },
    };
    numbers.next().is_none().then_some(vertex)
}

impl Coordinates {
    fn take(&mut self, numbers: [Option<f64>; 3], count: usize, words: &str) {
        let height_read = count < 3 || numbers[2].is_some();
        let [Some(lon), Some(lat), height] = numbers else {
            return self.tell_unreadable(words);
        };
        let vertex = Vertex { lon, lat, height };
        self.vertices.push(vertex);
        if !height_read || count > 3 {
            self.tell_unreadable(words);
        } else if vertex.position().is_none() {
            self.off.get_or_insert((vertex, 0)).1 += 1;
        }
    }

    fn tell_unreadable(&mut self, words: &str) {
        let shown = || words.chars().take(40).collect();
        self.unreadable.get_or_insert_with(|| (shown(), 0)).1 += 1;
    }
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    let space = rest.iter().position(|b| !b.is_ascii_whitespace());
    from + space.unwrap_or(rest.len())
}

fn number_end(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    let end = rest
        .iter()
        .position(|b| *b == b',' || b.is_ascii_whitespace());
    from + end.unwrap_or(rest.len())
}

fn number(word: &str) -> Option<f64> {
    // `inf` and `NaN` are numbers to Rust.
    let first = word.bytes().find(|b| !matches!(b, b'+' | b'-'))?;
    if !(first.is_ascii_digit() || first == b'.') {
        return None;
    }
    word.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, Option<f64>)> {
        let found = coordinates(text).vertices;
        found.iter().map(|v| (v.lon, v.lat, v.height)).collect()
    }

    #[test]
    fn coordinates_are_read_however_they_are_spaced() {
        let two = [(127.5, 40.25, Some(0.0)), (-1.0, -2.5, None)];
        assert_eq!(read("127.5,40.25,0 -1,-2.5"), two);
        assert_eq!(read("\n\t127.5, 40.25, 0\r\n -1 , -2.5,\n"), two);
        assert_eq!(
            read("1,2,3, 4,5,6"),
            [(1.0, 2.0, Some(3.0)), (4.0, 5.0, Some(6.0))]
        );
        assert_eq!(read(""), []);
        assert!(coordinates("1,2,3 4,5").unreadable.is_none());
    }

    #[test]
    fn what_is_no_position_is_told_and_the_rest_is_read() {
        let found = coordinates("1,2 abc 3,NaN 4,95 5,6,x");
        assert_eq!(found.vertices.len(), 3);
        assert_eq!(found.unreadable, Some(("abc".to_owned(), 3)));
        assert_eq!(found.off.map(|(v, n)| (v.lat, n)), Some((95.0, 1)));
        assert_eq!(coordinates("127.5 40.25").unreadable.map(|u| u.1), Some(2));
        assert_eq!(
            spaced("1 2"),
            Some(Vertex {
                lon: 1.0,
                lat: 2.0,
                height: None
            })
        );
        assert_eq!(spaced("1 2 inf"), None);
    }
}
