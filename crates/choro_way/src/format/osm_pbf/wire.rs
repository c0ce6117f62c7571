//! Protocol buffers on the wire: fields of a message, varints, packed numbers.
//!
//! Encoding: protobuf.dev, "Encoding". Nothing is copied; hostile bytes end the message with
//! [`Malformed`].

use thiserror::Error;

/// Bytes that are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("its bytes are no protocol buffer")]
pub(super) struct Malformed;

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A number.
    Number(u64),
    /// A text, message or packed list.
    Bytes(&'a [u8]),
    /// Four or eight bytes, which OpenStreetMap's messages have none of.
    Fixed,
}

impl<'a> Value<'a> {
    pub(super) fn bytes(self) -> Result<&'a [u8], Malformed> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Malformed),
        }
    }

    pub(super) fn number(self) -> Result<u64, Malformed> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Err(Malformed),
        }
    }

    pub(super) fn packed(self) -> Result<Packed<'a>, Malformed> {
        Packed::new(self.bytes()?)
    }
}

/// The fields of a message with their numbers; ends after the first that is malformed.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn of(message: &'a [u8]) -> Self {
        Self(message)
    }

    fn field(&mut self) -> Result<(u32, Value<'a>), Malformed> {
        let key = varint(&mut self.0)?;
        let number = u32::try_from(key >> 3).map_err(|_| Malformed)?;
        let value = match key & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = varint(&mut self.0)?;
                Value::Bytes(self.take(usize::try_from(length).map_err(|_| Malformed)?)?)
            }
            5 => self.take(4).map(|_| Value::Fixed)?,
            _ => return Err(Malformed),
        };
        Ok((number, value))
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u32, Value<'a>), Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

fn varint(bytes: &mut &[u8]) -> Result<u64, Malformed> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(10).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if *byte < 0x80 {
            *bytes = &bytes[at + 1..];
            return Ok(number);
        }
    }
    Err(Malformed)
}

/// Numbers one after another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Packed<'a>(&'a [u8]);

impl<'a> Packed<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
        // With a last byte that ends a number, no number runs over the end.
        match bytes.last() {
            Some(last) if *last >= 0x80 => Err(Malformed),
            _ => Ok(Self(bytes)),
        }
    }

    /// How many numbers it holds.
    pub(super) fn count(self) -> usize {
        self.0.iter().filter(|byte| **byte < 0x80).count()
    }

    /// The numbers.
    pub(super) fn numbers(self) -> Numbers<'a> {
        Numbers(self.0)
    }

    /// Signed differences, summed up.
    pub(super) fn sums(self) -> impl Iterator<Item = i64> + 'a {
        self.numbers().scan(0i64, |sum, difference| {
            *sum = sum.wrapping_add(zigzag(difference));
            Some(*sum)
        })
    }
}

/// The numbers of a packed list, one by one.
#[derive(Clone, Debug)]
pub(super) struct Numbers<'a>(&'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        if *first < 0x80 {
            return Some(u64::from(*first));
        }
        let mut number = u64::from(first & 0x7f);
        let mut shift = 7;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            // Bits beyond the 64th are dropped, as other readers do.
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if *byte < 0x80 {
                break;
            }
            shift = (shift + 7).min(64);
        }
        Some(number)
    }
}

/// A signed number from its zigzag form: 0, −1, 1, −2 …
pub(super) fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(mut number: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
        bytes
    }

    #[test]
    fn a_message_is_its_fields() {
        let mut message = vec![0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1d, 0, 0, 0, 0];
        let fields: Vec<_> = Fields::of(&message).collect();
        let expected = [
            Ok((1, Value::Number(150))),
            Ok((2, Value::Bytes(b"hi"))),
            Ok((3, Value::Fixed)),
        ];
        assert_eq!(fields, expected);
        message.extend([0x12, 0x7f, 0]);
        let fields: Vec<_> = Fields::of(&message).collect();
        assert_eq!(fields.last(), Some(&Err(Malformed)));
    }

    proptest! {
        #[test]
        fn packed_numbers_are_read_as_written(numbers: Vec<u64>) {
            let bytes: Vec<u8> = numbers.iter().flat_map(|n| encoded(*n)).collect();
            let packed = Packed::new(&bytes);
            prop_assert_eq!(packed.map(|p| p.numbers().collect()), Ok(numbers.clone()));
            prop_assert_eq!(packed.map(Packed::count), Ok(numbers.len()));
        }

        #[test]
        fn any_bytes_end(bytes: Vec<u8>) {
            prop_assert!(Fields::of(&bytes).count() <= bytes.len());
            if let Ok(packed) = Packed::new(&bytes) {
                prop_assert_eq!(packed.count(), packed.numbers().count());
            }
        }
    }
}
