//! Formats of references by their names.

/// A format that a layer can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerFormat {
    /// Comma- or tab-separated with a header row.
    Csv,
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// GeoNames main table: 19 columns, tabs, no header.
    GeoNames,
    /// Who's On First table: tabs, with header.
    WhosOnFirst,
    /// KML.
    Kml,
    /// KMZ.
    Kmz,
    /// GPX.
    Gpx,
    /// ESRI shapefile, by itself or in a ZIP archive.
    Shapefile,
    /// GeoPackage.
    GeoPackage,
    /// Linked Places, JSON.
    LinkedPlaces,
    /// Linked Places, table.
    LinkedPlacesTable,
}

impl LayerFormat {
    /// All formats by the names `choro.toml` gives them.
    pub const ALL: [(&'static str, LayerFormat); 11] = [
        ("csv", LayerFormat::Csv),
        ("geojson", LayerFormat::GeoJson),
        ("geonames", LayerFormat::GeoNames),
        ("whos-on-first", LayerFormat::WhosOnFirst),
        ("kml", LayerFormat::Kml),
        ("kmz", LayerFormat::Kmz),
        ("gpx", LayerFormat::Gpx),
        ("shapefile", LayerFormat::Shapefile),
        ("gpkg", LayerFormat::GeoPackage),
        ("lpf", LayerFormat::LinkedPlaces),
        ("lp-tsv", LayerFormat::LinkedPlacesTable),
    ];

    /// The name `choro.toml` gives it.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, format)| *format == self);
        found.map_or("", |(name, _)| *name)
    }
}
