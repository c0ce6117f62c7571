//! Where a file's figures lie on Earth, by what it says of its coordinate reference system.

use choro_geometry::{Position, Utm, web_mercator_position};

/// Systems whose figures can be turned into WGS 84.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Crs {
    /// Degrees of WGS 84, longitude first.
    Wgs84,
    /// Metres of EPSG:3857.
    WebMercator,
    /// Metres of a UTM zone on WGS 84.
    Utm {
        /// 1 to 60.
        zone: u8,
        /// Whether it is the northern half.
        north: bool,
    },
    /// Any other, by its name.
    Unknown(String),
}

impl Crs {
    /// The system of an EPSG code.
    pub(crate) fn of_epsg(code: i32) -> Self {
        match code {
            4326 | 4979 => Self::Wgs84,
            3857 | 900913 => Self::WebMercator,
            32601..=32660 => Self::Utm {
                zone: (code - 32600) as u8,
                north: true,
            },
            32701..=32760 => Self::Utm {
                zone: (code - 32700) as u8,
                north: false,
            },
            _ => Self::Unknown(format!("EPSG:{code}")),
        }
    }

    /// The system of a definition in well-known text, OGC's or ESRI's.
    pub(crate) fn of_wkt(text: &str) -> Self {
        let text = text.trim();
        let name = text.split('"').nth(1).unwrap_or(text).to_owned();
        let flat: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let flat = flat.to_ascii_uppercase().replace('_', "");
        let wgs84 = [
            "DATUM[\"DWGS1984\"",
            "DATUM[\"WGS1984\"",
            "DATUM[\"WORLDGEODETICSYSTEM1984\"",
            "ENSEMBLE[\"WORLDGEODETICSYSTEM1984ENSEMBLE\"",
        ];
        if !wgs84.iter().any(|datum| flat.contains(datum)) || !flat.contains("\"GREENWICH\",0") {
            return Self::Unknown(name);
        }
        if flat.starts_with("GEOGC") {
            let degrees = flat.contains("\"DEGREE\",0.01745329");
            return if degrees {
                Self::Wgs84
            } else {
                Self::Unknown(name)
            };
        }
        let web = [
            "MERCATORAUXILIARYSPHERE",
            "PSEUDO-MERCATOR",
            "POPULARVISUALISATION",
        ];
        if web.iter().any(|w| flat.contains(w)) {
            return Self::WebMercator;
        }
        utm(&flat).unwrap_or(Self::Unknown(name))
    }

    /// Longitude and latitude of a pair of figures; `None` where they lie outside the system, or
    /// it is not known. Degrees are handed on as they are, right or wrong.
    pub(crate) fn degrees(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let pair = |p: Position| (p.lon, p.lat);
        match self {
            Self::Wgs84 => Some((x, y)),
            Self::WebMercator => web_mercator_position(x, y).map(pair),
            Self::Utm { zone, north } => Utm {
                zone: *zone,
                north: *north,
                easting: x,
                northing: y,
            }
            .position()
            .map(pair),
            Self::Unknown(_) => None,
        }
    }
}

/// A UTM zone told by its parameters; names of zones differ from writer to writer.
fn utm(flat: &str) -> Option<Crs> {
    let parameter = |names: &[&str]| {
        let at = names.iter().find_map(|name| {
            let key = format!("\"{name}\",");
            flat.find(&key).map(|at| at + key.len())
        })?;
        let rest = &flat[at..];
        let end = rest.find([',', ']']).unwrap_or(rest.len());
        rest[..end].parse::<f64>().ok()
    };
    let metres = ["\"METER\",1", "\"METRE\",1"]
        .iter()
        .any(|u| flat.contains(u));
    if !flat.contains("TRANSVERSEMERCATOR") || !metres {
        return None;
    }
    let meridian = parameter(&["CENTRALMERIDIAN", "LONGITUDEOFNATURALORIGIN"])?;
    let scale = parameter(&["SCALEFACTOR", "SCALEFACTORATNATURALORIGIN"])?;
    let origin = parameter(&["LATITUDEOFORIGIN", "LATITUDEOFNATURALORIGIN"])?;
    let easting = parameter(&["FALSEEASTING"])?;
    let northing = parameter(&["FALSENORTHING"])?;
    let zone = (meridian + 183.0) / 6.0;
    let standard = scale == 0.9996 && origin == 0.0 && easting == 500_000.0;
    let whole = zone.fract() == 0.0 && (1.0..=60.0).contains(&zone);
    (standard && whole && (northing == 0.0 || northing == 10_000_000.0)).then_some(Crs::Utm {
        zone: zone as u8,
        north: northing == 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_told_from_their_definitions() {
        let geographic = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",\
            6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        assert_eq!(Crs::of_wkt(geographic), Crs::Wgs84);
        let zone = format!(
            "PROJCS[\"WGS_1984_UTM_Zone_52N\",{geographic},PROJECTION[\"Transverse_Mercator\"],\
             PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],\
             PARAMETER[\"Central_Meridian\",129.0],PARAMETER[\"Scale_Factor\",0.9996],\
             PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"
        );
        let expected = Crs::Utm {
            zone: 52,
            north: true,
        };
        assert_eq!(Crs::of_wkt(&zone), expected);
        assert_eq!(Crs::of_epsg(32652), expected);
        // The same zone on another datum is another place.
        let other = zone.replace("D_WGS_1984", "D_Tokyo");
        assert_eq!(
            Crs::of_wkt(&other),
            Crs::Unknown("WGS_1984_UTM_Zone_52N".to_owned())
        );
        let feet = zone.replace("\"Meter\",1.0", "\"Foot\",0.3048");
        assert!(matches!(Crs::of_wkt(&feet), Crs::Unknown(_)));
        assert!(matches!(Crs::of_wkt(""), Crs::Unknown(_)));
    }

    #[test]
    fn figures_become_degrees() {
        let near = |crs: Crs, x, y, (lon, lat): (f64, f64)| {
            let (a, b) = crs.degrees(x, y).expect("inside");
            assert!((a - lon).abs() < 1e-6 && (b - lat).abs() < 1e-6, "{a} {b}");
        };
        // PROJ: echo 129.0 41.0 | proj EPSG:3857 and EPSG:32652.
        near(Crs::WebMercator, 14360214.31, 5012341.66, (129.0, 41.0));
        near(Crs::of_epsg(32652), 500_000.0, 4_538_757.06, (129.0, 41.0));
        assert_eq!(Crs::of_epsg(32652).degrees(5.0, 5.0), None);
        assert_eq!(Crs::of_epsg(5179).degrees(1.0, 1.0), None);
    }
}
