//! ESRI ASCII grids: a header of keys and numbers, then rows of heights from the north.

use crate::fault::GridFault;
use crate::header::Header;

/// What the header says, and where the cells begin.
pub(crate) struct Head {
    pub(crate) header: Header,
    /// The number that stands for no height.
    void: f64,
    /// Bytes before the first cell.
    length: usize,
}

/// Where the corner stated lies: at the outer corner of the cell, or at its centre.
const CORNERS: [(&str, &str, f64); 2] = [
    ("xllcorner", "yllcorner", 0.5),
    ("xllcenter", "yllcenter", 0.0),
];

/// Reads the header.
pub(crate) fn head(bytes: &[u8]) -> Result<Head, GridFault> {
    let (mut keys, mut length) = (Vec::new(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n').take(16) {
        let text = String::from_utf8_lossy(line);
        let mut words = text.split_whitespace();
        let Some(key) = words.next().map(str::to_ascii_lowercase) else {
            length += line.len();
            continue;
        };
        if !key.starts_with(|c: char| c.is_ascii_alphabetic()) || key == "nan" {
            break;
        }
        let value = words.next().and_then(|word| word.parse::<f64>().ok());
        keys.push((key, value.filter(|value| value.is_finite())));
        length += line.len();
    }
    let number = |wanted: &'static str| {
        let found = keys.iter().find(|(key, _)| key == wanted);
        found
            .and_then(|(_, value)| *value)
            .ok_or(GridFault::Key(wanted))
    };
    let count = |wanted: &'static str| {
        let value = number(wanted)?;
        let whole = value.fract() == 0.0 && (0.0..=1e9).contains(&value);
        whole
            .then_some(value as usize)
            .ok_or(GridFault::Key(wanted))
    };
    let (columns, rows) = (count("ncols")?, count("nrows")?);
    let square = number("cellsize");
    let step_lon = square.clone().or_else(|_| number("dx"));
    let step_lat = square.clone().or_else(|_| number("dy"));
    let (Ok(step_lon), Ok(step_lat)) = (step_lon, step_lat) else {
        return Err(GridFault::Key("cellsize"));
    };
    let corner = CORNERS.iter().find_map(|(x, y, inwards)| {
        let (x, y) = (number(x).ok()?, number(y).ok()?);
        Some((x + inwards * step_lon, y + inwards * step_lat))
    });
    let (west, south) = corner.ok_or(GridFault::Key("xllcorner"))?;
    let header = Header {
        columns,
        rows,
        west,
        north: south + step_lat * rows.saturating_sub(1) as f64,
        step_lon,
        step_lat,
    };
    Ok(Head {
        header: header.checked()?,
        // The format's own default.
        void: number("nodata_value").unwrap_or(-9_999.0),
        length,
    })
}

/// The heights, row by row; not a number where there is none.
pub(crate) fn cells(head: &Head, bytes: &[u8]) -> Result<Vec<f32>, GridFault> {
    let announced = head.header.columns * head.header.rows;
    // Each cell takes two bytes at least: a header may announce more than there is.
    let mut cells = Vec::with_capacity(announced.min(bytes.len() / 2 + 1));
    let rest = bytes.get(head.length..).unwrap_or_default();
    let words = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    for word in words {
        let number = std::str::from_utf8(word)
            .ok()
            .and_then(|w| w.parse::<f64>().ok());
        let value = number.ok_or(GridFault::Cell(cells.len() + 1))?;
        let known = value != head.void && value.is_finite();
        cells.push(if known { value as f32 } else { f32::NAN });
        if cells.len() > announced {
            break;
        }
    }
    if cells.len() == announced {
        Ok(cells)
    } else {
        let found = cells.len();
        Err(GridFault::Count { found, announced })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "NCOLS 3\nNROWS 2\nXLLCORNER 10\nYLLCORNER 45\nCELLSIZE 0.5\nNODATA_value -1\n1 2 3\n4 -1 6\n";

    #[test]
    fn rows_run_from_the_north_and_corners_are_outer_ones() {
        let head = head(SMALL.as_bytes()).expect("a header");
        assert_eq!((head.header.west, head.header.north), (10.25, 45.75));
        let cells = cells(&head, SMALL.as_bytes()).expect("cells");
        assert_eq!(cells[..4], [1.0, 2.0, 3.0, 4.0]);
        assert!(cells[4].is_nan() && cells[5] == 6.0);
    }

    #[test]
    fn faults_name_what_is_wrong() {
        let fault = |text: &str| match head(text.as_bytes()) {
            Ok(head) => cells(&head, text.as_bytes()).expect_err("a fault"),
            Err(fault) => fault,
        };
        assert_eq!(
            fault(&SMALL.replace("NROWS 2", "NROWS two")),
            GridFault::Key("nrows")
        );
        assert_eq!(fault(&SMALL.replace("4 -1 6", "4 x 6")), GridFault::Cell(5));
        let short = GridFault::Count {
            found: 5,
            announced: 6,
        };
        assert_eq!(fault(&SMALL.replace("4 -1 6", "4 6")), short);
        assert_eq!(
            fault(&SMALL.replace("XLLCORNER 10", "XLLCORNER 512000")),
            GridFault::Projected
        );
        assert!(matches!(
            fault(&SMALL.replace("NCOLS 3", "NCOLS 900000000")),
            GridFault::Size { .. }
        ));
    }
}
