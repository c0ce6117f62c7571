//! Lines and columns of byte offsets.

/// A place in a text as people count it, both from 1. The column counts Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// The starts of a text's lines. `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes the lines of `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        let mut starts = vec![0];
        for (i, b) in bytes.iter().enumerate() {
            let lone_return = *b == b'\r' && bytes.get(i + 1) != Some(&b'\n');
            if *b == b'\n' || lone_return {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// Line (from 1) that holds `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset)
    }

    /// Bytes of line `number` (from 1) with its line break; the last line ends at `usize::MAX`.
    /// `None` where there is no such line.
    pub fn range(&self, number: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        Some(start..self.starts.get(number).copied().unwrap_or(usize::MAX))
    }

    /// Line and column of `offset` in `bytes`, the text this index was made from. In bytes that
    /// are not UTF-8, every byte that does not continue a character counts as one code point.
    pub fn line_column(&self, bytes: &[u8], offset: usize) -> LineColumn {
        let offset = offset.min(bytes.len());
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let column = bytes[start..offset]
            .iter()
            .filter(|b| (**b & 0xC0) != 0x80)
            .count()
            + 1;
        LineColumn { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_crlf_is_one_break() {
        let text = "P'yŏngra\r\nLine".as_bytes();
        let index = LineIndex::new(text);
        assert_eq!(
            index.line_column(text, 5),
            LineColumn { line: 1, column: 5 }
        );
        assert_eq!(
            index.line_column(text, 11),
            LineColumn { line: 2, column: 1 }
        );
        assert_eq!(index.range(1), Some(0..11));
        assert_eq!(index.range(2), Some(11..usize::MAX));
        assert_eq!((index.range(0), index.range(3)), (None, None));
    }
}
