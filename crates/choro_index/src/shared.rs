//! A stretch of bytes that several readers hold at once.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of bytes owned by something shared: a vector, or a file mapped into memory.
#[derive(Clone)]
pub struct SharedBytes {
    owner: Arc<dyn AsRef<[u8]> + Send + Sync>,
    range: Range<usize>,
}

impl SharedBytes {
    /// All bytes of their owner.
    pub fn new(owner: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        let range = 0..owner.as_ref().len();
        Self {
            owner: Arc::new(owner),
            range,
        }
    }

    /// A part of them, counted from their start; `None` where it does not lie within.
    pub fn part(&self, part: Range<usize>) -> Option<Self> {
        let start = self.range.start.checked_add(part.start)?;
        let end = self.range.start.checked_add(part.end)?;
        (start <= end && end <= self.range.end).then(|| Self {
            owner: Arc::clone(&self.owner),
            range: start..end,
        })
    }
}

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        let all = (*self.owner).as_ref();
        all.get(self.range.clone()).unwrap_or_default()
    }
}

impl fmt::Debug for SharedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.range.len())
    }
}

#[cfg(test)]
mod tests {
    use super::SharedBytes;

    #[test]
    fn parts_lie_within() {
        let bytes = SharedBytes::new(b"abcdef".to_vec());
        let part = bytes.part(1..5).expect("within");
        assert_eq!(part.as_ref(), b"bcde");
        assert_eq!(part.part(1..4).expect("within").as_ref(), b"cde");
        assert!(part.part(1..5).is_none());
        assert!(part.part(usize::MAX..usize::MAX).is_none());
    }
}
