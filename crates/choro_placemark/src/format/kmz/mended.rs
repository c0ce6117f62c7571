//! An archive whose list of entries is missing or cut off, given a new one.
//!
//! The list stands at the end of an archive, so that half a download has none. Each entry has a
//! header of its own where it stands, which says the same (PKWARE APPNOTE 6.3.10, 4.3.7 and
//! 4.3.12); a new list is made of those.

/// Begins an entry's own header.
const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Begins an entry of the list.
const LISTED: [u8; 4] = *b"PK\x01\x02";
/// Begins the sizes behind an entry that was written before they were known.
const SIZES: [u8; 4] = *b"PK\x07\x08";
/// Bytes of an entry's own header before its name.
const HEADER: usize = 30;
/// Flag: the sizes stand behind the entry.
const SIZES_BEHIND: u16 = 1 << 3;
/// Bytes before the first entry, of a program that unpacks itself, that are looked through.
const LEAD: usize = 1 << 16;

/// An entry as its own header tells it.
#[derive(Debug, PartialEq)]
struct Found<'b> {
    at: usize,
    name: &'b [u8],
    crc: u32,
    packed: u32,
    size: u32,
    /// Where the next may begin.
    end: usize,
}

/// The archive with a new list of at most `most` entries, and how many there are; `None` where
/// there is none, or where it is too large for the plain form of the list.
pub(super) fn mended(bytes: &[u8], most: usize) -> Option<(Vec<u8>, usize)> {
    let lead = &bytes[..bytes.len().min(LEAD)];
    let mut next = memchr::memmem::find(lead, &LOCAL);
    let mut found: Vec<Found<'_>> = Vec::new();
    while let Some(at) = next.filter(|_| found.len() < most.min(usize::from(u16::MAX))) {
        let entry = entry(bytes, at);
        let from = entry.as_ref().map_or(at + LOCAL.len(), |entry| entry.end);
        found.extend(entry);
        next = following(bytes, from);
    }
    let end = found.last()?.end;
    u32::try_from(end).ok()?;
    let mut whole = bytes[..end].to_vec();
    for entry in &found {
        list(&mut whole, bytes, entry);
    }
    let length = (whole.len() - end) as u32;
    let count = found.len() as u16;
    whole.extend(*b"PK\x05\x06\0\0\0\0");
    whole.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    whole.extend([length.to_le_bytes(), (end as u32).to_le_bytes()].concat());
    whole.extend([0, 0]);
    Some((whole, found.len()))
}

/// Where the next entry begins, at `from` or after bytes that mean nothing.
fn following(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    if rest.starts_with(&LISTED) {
        return None;
    }
    memchr::memmem::find(rest, &LOCAL).map(|at| from + at)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let word = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(word.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let long = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(long.try_into().ok()?))
}

/// The entry whose header stands at `at`; one that is cut off ends with the file.
fn entry(bytes: &[u8], at: usize) -> Option<Found<'_>> {
    let (name_length, extra) = (word(bytes, at + 26)?, word(bytes, at + 28)?);
    let name = at + HEADER;
    let from = name + usize::from(name_length) + usize::from(extra);
    let name = bytes.get(name..name + usize::from(name_length))?;
    let rest = bytes.get(from..)?;
    let (crc, packed, size) = (
        long(bytes, at + 14)?,
        long(bytes, at + 18)?,
        long(bytes, at + 22)?,
    );
    let found = |crc, packed: u32, size, behind: usize| Found {
        at,
        name,
        crc,
        packed,
        size,
        end: from + packed as usize + behind,
    };
    if word(bytes, at + 6)? & SIZES_BEHIND != 0 && packed == 0 {
        if let Some((crc, packed, size)) = sizes(rest) {
            return Some(found(crc, packed, size, 16));
        }
    } else if packed as usize <= rest.len() {
        return Some(found(crc, packed, size, 0));
    }
    let left = u32::try_from(rest.len()).ok()?;
    Some(found(crc, left, size, 0))
}

/// Check sum, packed and unpacked size as they stand behind an entry's bytes: the first that give
/// the length of the bytes before them.
fn sizes(bytes: &[u8]) -> Option<(u32, u32, u32)> {
    memchr::memmem::find_iter(bytes, &SIZES).find_map(|at| {
        let packed = long(bytes, at + 8)?;
        let sizes = (long(bytes, at + 4)?, packed, long(bytes, at + 12)?);
        (packed as usize == at).then_some(sizes)
    })
}

/// Adds an entry to the list.
fn list(out: &mut Vec<u8>, bytes: &[u8], entry: &Found<'_>) {
    out.extend(LISTED);
    // Made by the version that its header asks for.
    out.extend(&bytes[entry.at + 4..entry.at + 6]);
    // Version, flags, method, time and day.
    out.extend(&bytes[entry.at + 4..entry.at + 14]);
    for part in [entry.crc, entry.packed, entry.size] {
        out.extend(part.to_le_bytes());
    }
    out.extend((entry.name.len() as u16).to_le_bytes());
    // No further fields, no remark, first disk, no attributes.
    out.extend([0; 12]);
    out.extend((entry.at as u32).to_le_bytes());
    out.extend(entry.name);
}
