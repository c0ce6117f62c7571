//! GeoTIFF grids of one band, in degrees of WGS 84. Tags and keys after OGC 19-008r4.

use crate::fault::GridFault;
use crate::header::Header;
use std::collections::BTreeMap;
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

/// The most bytes that one strip or tile may have when decoded.
const MOST_BYTES: usize = 128 * 1024 * 1024;
/// Strips and tiles that are kept decoded.
const KEPT: usize = 64;

/// `GTModelTypeGeoKey` and its value for longitudes and latitudes.
const MODEL: (u16, u16) = (1024, 2);
/// `GTRasterTypeGeoKey` and its value where a pixel stands for its centre.
const RASTER: (u16, u16) = (1025, 2);
/// `GeographicTypeGeoKey`, and the systems that agree with WGS 84 to two metres: WGS 84 in two and
/// three dimensions, ETRS89, NAD83 (EPSG codes).
const GEOGRAPHIC: (u16, [u16; 4]) = (2048, [4326, 4979, 4258, 4269]);

/// An open GeoTIFF; strips and tiles are decoded when a height in them is asked for.
pub(crate) struct GeoTiff {
    pub(crate) header: Header,
    decoder: Decoder<Cursor<Vec<u8>>>,
    void: Option<f64>,
    chunks: BTreeMap<u32, Vec<f32>>,
    chunk: (usize, usize),
    across: usize,
}

impl GeoTiff {
    /// Reads the header.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, GridFault> {
        let mut limits = Limits::default();
        limits.decoding_buffer_size = MOST_BYTES;
        limits.intermediate_buffer_size = MOST_BYTES;
        let mut decoder = Decoder::new(Cursor::new(bytes))
            .map_err(|error| GridFault::Tiff(error.to_string()))?
            .with_limits(limits);
        let color = decoder.colortype().map_err(|_| GridFault::Bands)?;
        if !matches!(color, ColorType::Gray(16 | 32)) {
            return Err(GridFault::Bands);
        }
        let header = header(&mut decoder)?;
        let (width, height) = decoder.chunk_dimensions();
        let chunk = (width as usize, height as usize);
        if chunk.0 == 0 || chunk.1 == 0 {
            return Err(GridFault::Bands);
        }
        let void = decoder
            .get_tag_ascii_string(Tag::GdalNodata)
            .ok()
            .and_then(|text| text.trim_matches(['\0', ' ']).parse().ok());
        Ok(Self {
            header,
            decoder,
            void,
            chunks: BTreeMap::new(),
            chunk,
            across: header.columns.div_ceil(chunk.0),
        })
    }

    /// The height of a cell; `None` where there is none.
    pub(crate) fn value(&mut self, column: usize, row: usize) -> Result<Option<f64>, GridFault> {
        let (x, y) = (column / self.chunk.0, row / self.chunk.1);
        let index = u32::try_from(y * self.across + x).map_err(|_| GridFault::Bands)?;
        let width = self.decoder.chunk_data_dimensions(index).0 as usize;
        if !self.chunks.contains_key(&index) {
            let chunk = self.decode(index)?;
            if self.chunks.len() >= KEPT {
                self.chunks.pop_first();
            }
            self.chunks.insert(index, chunk);
        }
        let at = (row % self.chunk.1) * width + column % self.chunk.0;
        let value = self.chunks.get(&index).and_then(|chunk| chunk.get(at));
        Ok(value.map(|v| f64::from(*v)).filter(|v| v.is_finite()))
    }

    fn decode(&mut self, index: u32) -> Result<Vec<f32>, GridFault> {
        let decoded = self
            .decoder
            .read_chunk(index)
            .map_err(|error| GridFault::Tiff(error.to_string()))?;
        let mut cells: Vec<f32> = match decoded {
            DecodingResult::I16(cells) => cells.into_iter().map(f32::from).collect(),
            DecodingResult::U16(cells) => cells.into_iter().map(f32::from).collect(),
            DecodingResult::I32(cells) => cells.into_iter().map(|v| v as f32).collect(),
            DecodingResult::F32(cells) => cells,
            _ => return Err(GridFault::Bands),
        };
        if let Some(void) = self.void {
            for cell in &mut cells {
                if *cell == void as f32 {
                    *cell = f32::NAN;
                }
            }
        }
        Ok(cells)
    }
}

fn header(decoder: &mut Decoder<Cursor<Vec<u8>>>) -> Result<Header, GridFault> {
    let (columns, rows) = decoder
        .dimensions()
        .map_err(|error| GridFault::Tiff(error.to_string()))?;
    let mut numbers = |tag| decoder.get_tag_f64_vec(tag).unwrap_or_default();
    let (scale, tie) = (
        numbers(Tag::ModelPixelScaleTag),
        numbers(Tag::ModelTiepointTag),
    );
    let keys = decoder
        .get_tag_u16_vec(Tag::GeoKeyDirectoryTag)
        .unwrap_or_default();
    let key = |wanted: u16| {
        let entries = keys.get(4..).unwrap_or_default().chunks_exact(4);
        // A value stands in the directory itself where no other tag is named.
        entries
            .filter(|e| e[1] == 0)
            .find(|e| e[0] == wanted)
            .map(|e| e[3])
    };
    let in_degrees = key(MODEL.0) == Some(MODEL.1);
    let like_wgs84 = key(GEOGRAPHIC.0).is_none_or(|code| GEOGRAPHIC.1.contains(&code));
    let ([step_lon, step_lat, ..], [i, j, _, lon, lat, ..]) = (&scale[..], &tie[..]) else {
        return Err(GridFault::Projected);
    };
    if !in_degrees || !like_wgs84 {
        return Err(GridFault::Projected);
    }
    let inwards = if key(RASTER.0) == Some(RASTER.1) {
        0.0
    } else {
        0.5
    };
    Header {
        columns: columns as usize,
        rows: rows as usize,
        west: lon + (inwards - i) * step_lon,
        north: lat - (inwards - j) * step_lat,
        step_lon: *step_lon,
        step_lat: *step_lat,
    }
    .checked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiff::encoder::TiffEncoder;
    use tiff::encoder::colortype::{ColorType, Gray16, Gray32Float, GrayI16, RGB8};

    struct Written {
        model: u16,
        system: u16,
        raster: u16,
    }

    const DEGREES: Written = Written {
        model: 2,
        system: 4326,
        raster: 1,
    };

    fn tiff<C: ColorType>(cells: &[C::Inner], keys: &Written) -> Vec<u8>
    where
        [C::Inner]: tiff::encoder::TiffValue,
    {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut bytes).expect("an encoder");
        let mut image = encoder.new_image::<C>(3, 2).expect("an image");
        image.rows_per_strip(1).expect("strips");
        let directory = image.encoder();
        let scale: &[f64] = &[0.5, 0.5, 0.0];
        let tie: &[f64] = &[0.0, 0.0, 0.0, 10.0, 46.0, 0.0];
        let keys = [
            [1, 1, 0, 3],
            [1024, 0, 1, keys.model],
            [1025, 0, 1, keys.raster],
            [2048, 0, 1, keys.system],
        ];
        let keys: Vec<u16> = keys.concat();
        directory
            .write_tag(Tag::ModelPixelScaleTag, scale)
            .expect("tag");
        directory
            .write_tag(Tag::ModelTiepointTag, tie)
            .expect("tag");
        directory
            .write_tag(Tag::GeoKeyDirectoryTag, &keys[..])
            .expect("tag");
        directory.write_tag(Tag::GdalNodata, "-9999").expect("tag");
        image.write_data(cells).expect("data");
        bytes.into_inner()
    }

    #[test]
    fn whole_and_broken_numbers_are_read_and_voids_are_none() {
        let mut whole =
            GeoTiff::open(tiff::<GrayI16>(&[1, -2, 3, 4, -9999, 6], &DEGREES)).expect("a grid");
        assert_eq!((whole.header.west, whole.header.north), (10.25, 45.75));
        assert_eq!(whole.value(1, 0), Ok(Some(-2.0)));
        assert_eq!(whole.value(1, 1), Ok(None));
        assert_eq!(whole.value(2, 1), Ok(Some(6.0)));
        let cells = [1.5, 2.0, 3.0, 4.0, f32::NAN, 6.0];
        let mut broken = GeoTiff::open(tiff::<Gray32Float>(&cells, &DEGREES)).expect("a grid");
        assert_eq!(broken.value(0, 0), Ok(Some(1.5)));
        assert_eq!(broken.value(1, 1), Ok(None));
        let mut positive =
            GeoTiff::open(tiff::<Gray16>(&[1, 60_000, 3, 4, 5, 6], &DEGREES)).expect("a grid");
        assert_eq!(positive.value(1, 0), Ok(Some(60_000.0)));
    }

    #[test]
    fn a_pixel_may_stand_for_its_centre() {
        let keys = Written {
            raster: 2,
            ..DEGREES
        };
        let grid = GeoTiff::open(tiff::<GrayI16>(&[0; 6], &keys)).expect("a grid");
        assert_eq!((grid.header.west, grid.header.north), (10.0, 46.0));
    }

    #[test]
    fn metres_and_colours_are_no_grid_of_heights() {
        let metres = Written {
            model: 1,
            ..DEGREES
        };
        let other = Written {
            system: 4314,
            ..DEGREES
        };
        for keys in [metres, other] {
            let grid = GeoTiff::open(tiff::<GrayI16>(&[0; 6], &keys));
            assert_eq!(grid.err(), Some(GridFault::Projected));
        }
        let colours = GeoTiff::open(tiff::<RGB8>(&[0; 18], &DEGREES));
        assert_eq!(colours.err(), Some(GridFault::Bands));
    }
}
