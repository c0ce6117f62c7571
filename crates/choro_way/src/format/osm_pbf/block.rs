//! A block of nodes, ways and relations, and the elements in it.

use super::wire::{Fields, Malformed, Packed, Value, zigzag};

/// Kinds of elements, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NODES: Self = Self(1);
    pub(super) const WAYS: Self = Self(2);
    pub(super) const RELATIONS: Self = Self(4);

    pub(super) fn has(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }

    /// Whether all these come before the kind in a sorted file.
    pub(super) fn is_before(self, kind: Self) -> bool {
        self.0 != 0 && self.0 < kind.0
    }

    pub(super) fn with(self, kind: Self) -> Self {
        Self(self.0 | kind.0)
    }
}

/// An element as it lies in a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Element<'a> {
    Node(&'a [u8]),
    DenseNodes(&'a [u8]),
    Way(&'a [u8]),
    Relation(&'a [u8]),
}

impl Element<'_> {
    fn kind(&self) -> Kinds {
        match self {
            Self::Node(_) | Self::DenseNodes(_) => Kinds::NODES,
            Self::Way(_) => Kinds::WAYS,
            Self::Relation(_) => Kinds::RELATIONS,
        }
    }
}

/// A block of elements that share a table of strings.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    strings: &'a [u8],
    groups: Vec<&'a [u8]>,
    /// Nanodegrees per unit of its coordinates.
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
}

impl<'a> Block<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut block = Self {
            strings: &[],
            groups: Vec::new(),
            granularity: 100,
            lat_offset: 0,
            lon_offset: 0,
        };
        for field in Fields::of(message) {
            match field? {
                (1, value) => block.strings = value.bytes()?,
                (2, value) => block.groups.push(value.bytes()?),
                (17, value) => block.granularity = value.number()? as i32 as i64,
                (19, value) => block.lat_offset = value.number()? as i64,
                (20, value) => block.lon_offset = value.number()? as i64,
                _ => {}
            }
        }
        Ok(block)
    }

    /// Which kinds of elements it holds.
    pub(super) fn kinds(&self) -> Kinds {
        let elements = self.elements().flatten();
        elements.fold(Kinds::default(), |kinds, element| {
            kinds.with(element.kind())
        })
    }

    /// Its elements; those behind a fault are lost, and the fault is given.
    pub(super) fn elements(&self) -> impl Iterator<Item = Result<Element<'a>, Malformed>> + '_ {
        let fields = self.groups.iter().flat_map(|group| Fields::of(group));
        fields.filter_map(|field| match field {
            Ok((1, Value::Bytes(bytes))) => Some(Ok(Element::Node(bytes))),
            Ok((2, Value::Bytes(bytes))) => Some(Ok(Element::DenseNodes(bytes))),
            Ok((3, Value::Bytes(bytes))) => Some(Ok(Element::Way(bytes))),
            Ok((4, Value::Bytes(bytes))) => Some(Ok(Element::Relation(bytes))),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        })
    }

    /// Its table of strings.
    pub(super) fn strings(&self) -> Result<Vec<&'a [u8]>, Malformed> {
        let fields = Fields::of(self.strings);
        fields.map(|field| field?.1.bytes()).collect()
    }

    /// Ten-millionths of degrees, longitude first; `None` where they are not on the globe.
    pub(super) fn position(&self, lon: i64, lat: i64) -> Option<[i32; 2]> {
        let scale = |value: i64, offset: i64, most: i64| {
            let nano = value.checked_mul(self.granularity)?.checked_add(offset)?;
            let rounded = nano.checked_add(if nano < 0 { -50 } else { 50 })? / 100;
            let fits = (-most..=most).contains(&rounded);
            fits.then_some(rounded as i32)
        };
        let lon = scale(lon, self.lon_offset, 1_800_000_000)?;
        let lat = scale(lat, self.lat_offset, 900_000_000)?;
        Some([lon, lat])
    }
}

/// Tags as pairs of indices into the table of strings.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TagIndices<'a> {
    keys: Packed<'a>,
    values: Packed<'a>,
}

impl<'a> TagIndices<'a> {
    /// The pairs: key, value.
    pub(super) fn pairs(self) -> impl Iterator<Item = (usize, usize)> + 'a {
        let pairs = self.keys.numbers().zip(self.values.numbers());
        pairs.map(|(key, value)| (key as usize, value as usize))
    }
}

/// A node that stands by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) id: i64,
    pub(super) lon: i64,
    pub(super) lat: i64,
    pub(super) tags: TagIndices<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut node = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => node.id = zigzag(value.number()?),
                (2, value) => node.tags.keys = value.packed()?,
                (3, value) => node.tags.values = value.packed()?,
                (8, value) => node.lat = zigzag(value.number()?),
                (9, value) => node.lon = zigzag(value.number()?),
                _ => {}
            }
        }
        Ok(node)
    }
}

/// Nodes column by column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DenseNodes<'a> {
    pub(super) ids: Packed<'a>,
    pub(super) lons: Packed<'a>,
    pub(super) lats: Packed<'a>,
    /// For each node its keys and values by turns, then 0.
    pub(super) tags: Packed<'a>,
}

impl<'a> DenseNodes<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut nodes = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => nodes.ids = value.packed()?,
                (8, value) => nodes.lats = value.packed()?,
                (9, value) => nodes.lons = value.packed()?,
                (10, value) => nodes.tags = value.packed()?,
                _ => {}
            }
        }
        Ok(nodes)
    }
}

/// A way.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Way<'a> {
    pub(super) id: i64,
    pub(super) tags: TagIndices<'a>,
    /// Ids of its nodes.
    pub(super) nodes: Packed<'a>,
    /// Positions of its nodes, where the file keeps them with the ways.
    pub(super) lons: Packed<'a>,
    pub(super) lats: Packed<'a>,
}

impl<'a> Way<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut way = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => way.id = value.number()? as i64,
                (2, value) => way.tags.keys = value.packed()?,
                (3, value) => way.tags.values = value.packed()?,
                (8, value) => way.nodes = value.packed()?,
                (9, value) => way.lats = value.packed()?,
                (10, value) => way.lons = value.packed()?,
                _ => {}
            }
        }
        Ok(way)
    }
}

/// A relation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Relation<'a> {
    pub(super) id: i64,
    pub(super) tags: TagIndices<'a>,
    /// Indices into the table of strings.
    pub(super) roles: Packed<'a>,
    pub(super) members: Packed<'a>,
    /// 0 for a node, 1 for a way, 2 for a relation.
    pub(super) kinds: Packed<'a>,
}

impl<'a> Relation<'a> {
    pub(super) fn of(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut relation = Self::default();
        for field in Fields::of(message) {
            match field? {
                (1, value) => relation.id = value.number()? as i64,
                (2, value) => relation.tags.keys = value.packed()?,
                (3, value) => relation.tags.values = value.packed()?,
                (8, value) => relation.roles = value.packed()?,
                (9, value) => relation.members = value.packed()?,
                (10, value) => relation.kinds = value.packed()?,
                _ => {}
            }
        }
        Ok(relation)
    }
}
