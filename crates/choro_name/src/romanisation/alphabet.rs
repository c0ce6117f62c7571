//! The numbers that the letters of a pass have: small, and found without searching.

/// The edge of a word.
pub(crate) const EDGE: u16 = 0;
/// A letter that no rule of the pass names.
const OTHER: u16 = 1;

/// Numbers of letters, in pages of 256.
#[derive(Debug)]
pub(crate) struct Alphabet {
    page_of: Vec<u8>,
    pages: Vec<[u16; 256]>,
    ranges: Vec<(char, char)>,
    /// The first number that no letter has.
    pub(crate) size: u16,
}

impl Alphabet {
    pub(crate) fn new() -> Alphabet {
        Alphabet {
            page_of: vec![0; 0x1100],
            pages: vec![[OTHER; 256]],
            ranges: Vec::new(),
            size: OTHER + 1,
        }
    }

    pub(crate) fn number(&self, c: char) -> u16 {
        let c = c as usize;
        self.pages[usize::from(self.page_of[c >> 8])][c & 0xff]
    }

    /// The number of a letter, with a new one where it had none of its own.
    pub(crate) fn add(&mut self, c: char) -> Result<u16, String> {
        let (page, at) = (c as usize >> 8, c as usize & 0xff);
        if self.page_of[page] == 0 {
            let pages = u8::try_from(self.pages.len()).map_err(|_| "too many scripts")?;
            self.page_of[page] = pages;
            self.pages.push([OTHER; 256]);
        }
        let slot = &mut self.pages[usize::from(self.page_of[page])][at];
        if *slot == OTHER {
            *slot = self.size;
            self.size = self.size.checked_add(1).ok_or("too many letters")?;
        }
        Ok(*slot)
    }

    /// Gives the letters of a range that have no number yet one in common, and yields the numbers
    /// of the whole range.
    pub(crate) fn add_range(&mut self, range: (char, char)) -> Result<Vec<u16>, String> {
        let known = self.ranges.contains(&range);
        let overlaps = |r: &(char, char)| r.0 <= range.1 && range.0 <= r.1;
        if !known && self.ranges.iter().any(overlaps) {
            return Err(format!(
                "the range {}..{} overlaps another",
                range.0, range.1
            ));
        }
        let shared = self.size;
        let mut numbers = Vec::new();
        for c in range.0..=range.1 {
            let number = self.number(c);
            if number == OTHER {
                self.add(c)?;
                self.size = shared;
                let page = usize::from(self.page_of[c as usize >> 8]);
                self.pages[page][c as usize & 0xff] = shared;
            }
            numbers.push(self.number(c));
        }
        if !known {
            self.ranges.push(range);
            self.size = shared + 1;
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }
}
