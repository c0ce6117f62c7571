//! A list as KMZ, and lists of what was planted.

use super::change::apply;
use super::draw::draw;
use super::{Change, Changes, Drawn, Entry, Figure, Ground, Kind, Mark, Plan};
use choro_geometry::Position;
use std::io::{self, Seek, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A picture of one white point, as PNG.
const ICON: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9C, 0x63, 0xF8, 0xFF, 0xFF, 0xFF, 0x7F, 0, 9, 0xFB, 3, 0xFD, 5, 0x43, 0x45, 0xCA, 0, 0,
    0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// One release: what it is drawn from, and what is changed in it.
pub(super) struct Release<'a> {
    pub(super) ground: &'a Ground,
    pub(super) kinds: &'a [Kind],
    pub(super) plan: &'a Plan,
    pub(super) changes: Option<&'a Changes>,
}

impl Release<'_> {
    fn entries(&self) -> &[Entry] {
        self.changes
            .map_or(&self.plan.entries, |changes| &changes.entries)
    }

    /// The site of an entry, as this release has it.
    pub(super) fn site(&self, entry: Entry) -> Drawn {
        let mut drawn = entry;
        let change = self
            .changes
            .and_then(|changes| changes.planted.get(&entry.number));
        if change == Some(&Change::Retyped) {
            // It is drawn as what it was: only its folder is another.
            let number = |entry: &&Entry| entry.number == drawn.number;
            let province = self
                .plan
                .entries
                .partition_point(|e| e.province < entry.province);
            let old = self.plan.entries[province..].iter().find(number);
            drawn = old.copied().unwrap_or(entry);
        }
        let mut site = draw(self.ground, self.kinds, self.plan, drawn);
        site.kind = usize::from(entry.kind);
        if let Some(change) = change {
            apply(*change, &mut site, self.ground, self.plan.seed);
        }
        site
    }

    /// The folders of a site, outermost first.
    pub(super) fn path(&self, entry: Entry) -> String {
        let kind = &self.kinds[usize::from(entry.kind)];
        let province = &self.ground.provinces[usize::from(entry.province)];
        format!("{province}/{}/{}", kind.division, kind.folder)
    }
}

/// Writes a release as KMZ, streaming; the same bytes on every run.
///
/// # Errors
/// Where `out` does not take them.
pub fn write(
    out: impl Write + Seek,
    ground: &Ground,
    kinds: &[Kind],
    plan: &Plan,
    changes: Option<&Changes>,
) -> io::Result<()> {
    let release = Release {
        ground,
        kinds,
        plan,
        changes,
    };
    let mut archive = ZipWriter::new(out);
    // A million placemarks are half a gigabyte: no need of ZIP64, which GDAL does not open as KMZ.
    let options = SimpleFileOptions::default();
    archive.start_file("doc.kml", options)?;
    let mut kml = io::BufWriter::with_capacity(1 << 18, &mut archive);
    document(&release, &mut kml)?;
    kml.flush()?;
    drop(kml);
    for division in 0..3 {
        archive.start_file(format!("files/division{division}.png"), options)?;
        archive.write_all(ICON)?;
    }
    archive.finish()?.flush()
}

fn document(release: &Release<'_>, kml: &mut impl Write) -> io::Result<()> {
    kml.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<!-- Synthetic: no site of this file exists. Names and positions are those of populated places of
     Who's On First (https://whosonfirst.org, CC BY 4.0), scattered at random; see
     `choro_eval sites generate`. -->
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document>
	<name>Synthetic sites</name>
	<open>1</open>
	<description>Synthetic: no site of this file exists. Around populated places of Who's On First, CC BY 4.0.</description>
"#,
    )?;
    for (number, kind) in release.kinds.iter().enumerate() {
        style(number, kind, kml)?;
    }
    let mut open: Option<Entry> = None;
    for entry in release.entries() {
        folders(release, open, *entry, kml)?;
        open = Some(*entry);
        placemark(&release.site(*entry), kml)?;
    }
    if open.is_some() {
        kml.write_all(b"\t\t\t</Folder>\n\t\t</Folder>\n\t</Folder>\n")?;
    }
    kml.write_all(b"</Document>\n</kml>\n")
}

fn style(number: usize, kind: &Kind, kml: &mut impl Write) -> io::Result<()> {
    let division = match kind.division {
        "Military" => 0,
        "Monuments" => 1,
        _ => 2,
    };
    let colour = 0x00FF_FFFF & (number as u32).wrapping_mul(0x9E37_79B1);
    writeln!(
        kml,
        "\t<Style id=\"n{number}\">\n\t\t<IconStyle>\n\t\t\t<color>ff{colour:06x}</color>\n\
         \t\t\t<scale>1.1</scale>\n\t\t\t<Icon>\n\t\t\t\t<href>files/division{division}.png</href>\n\
         \t\t\t</Icon>\n\t\t</IconStyle>\n\t\t<LineStyle>\n\t\t\t<color>ff{colour:06x}</color>\n\
         \t\t\t<width>2</width>\n\t\t</LineStyle>\n\t</Style>\n\
         \t<StyleMap id=\"k{number}\">\n\t\t<Pair>\n\t\t\t<key>normal</key>\n\
         \t\t\t<styleUrl>#n{number}</styleUrl>\n\t\t</Pair>\n\t\t<Pair>\n\t\t\t<key>highlight</key>\n\
         \t\t\t<styleUrl>#n{number}</styleUrl>\n\t\t</Pair>\n\t</StyleMap>"
    )
}

/// Closes the folders that end before an entry, opens those that begin.
fn folders(
    release: &Release<'_>,
    before: Option<Entry>,
    entry: Entry,
    kml: &mut impl Write,
) -> io::Result<()> {
    let division = |entry: Entry| release.kinds[usize::from(entry.kind)].division;
    let level = match before {
        None => 0,
        Some(before) if before.province != entry.province => 0,
        Some(before) if division(before) != division(entry) => 1,
        Some(before) if before.kind != entry.kind => 2,
        Some(_) => return Ok(()),
    };
    let names = [
        release.ground.provinces[usize::from(entry.province)].as_str(),
        division(entry),
        release.kinds[usize::from(entry.kind)].folder,
    ];
    if before.is_some() {
        for depth in (level..3).rev() {
            writeln!(kml, "{}</Folder>", &"\t\t\t"[..=depth])?;
        }
    }
    for (depth, name) in names.iter().enumerate().skip(level) {
        let tabs = &"\t\t\t"[..=depth];
        write!(kml, "{tabs}<Folder>\n{tabs}\t<name>")?;
        escaped(name, kml)?;
        kml.write_all(b"</name>\n")?;
    }
    Ok(())
}

fn placemark(site: &Drawn, kml: &mut impl Write) -> io::Result<()> {
    kml.write_all(b"\t\t\t\t<Placemark>\n")?;
    if let Some(name) = &site.name {
        kml.write_all(b"\t\t\t\t\t<name>")?;
        escaped(name, kml)?;
        kml.write_all(b"</name>\n")?;
    }
    if !site.visible {
        kml.write_all(b"\t\t\t\t\t<visibility>0</visibility>\n")?;
    }
    if let Some(html) = &site.description {
        writeln!(
            kml,
            "\t\t\t\t\t<description><![CDATA[{html}]]></description>"
        )?;
    }
    if let Some(mark) = &site.mark {
        time(mark, kml)?;
    }
    writeln!(kml, "\t\t\t\t\t<styleUrl>#k{}</styleUrl>", site.kind)?;
    if !site.data.is_empty() {
        kml.write_all(b"\t\t\t\t\t<ExtendedData>\n")?;
        for (name, value) in &site.data {
            writeln!(
                kml,
                "\t\t\t\t\t\t<Data name=\"{name}\"><value>{value}</value></Data>"
            )?;
        }
        kml.write_all(b"\t\t\t\t\t</ExtendedData>\n")?;
    }
    geometry(site, kml)?;
    kml.write_all(b"\t\t\t\t</Placemark>\n")
}

fn time(mark: &Mark, kml: &mut impl Write) -> io::Result<()> {
    let begin = &mark.begin;
    match &mark.end {
        _ if mark.moment => writeln!(kml, "\t\t\t\t\t<TimeStamp><when>{begin}</when></TimeStamp>"),
        None => writeln!(kml, "\t\t\t\t\t<TimeSpan><begin>{begin}</begin></TimeSpan>"),
        Some(end) => writeln!(
            kml,
            "\t\t\t\t\t<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"
        ),
    }
}

fn geometry(site: &Drawn, kml: &mut impl Write) -> io::Result<()> {
    let Position { lon, lat } = site.at;
    match site.figure {
        Figure::Nowhere => Ok(()),
        Figure::Point => writeln!(
            kml,
            "\t\t\t\t\t<Point>\n\t\t\t\t\t\t<coordinates>{lon},{lat},0</coordinates>\n\t\t\t\t\t</Point>"
        ),
        Figure::Line(length) => writeln!(
            kml,
            "\t\t\t\t\t<LineString>\n\t\t\t\t\t\t<tessellate>1</tessellate>\n\
             \t\t\t\t\t\t<coordinates>{lon},{lat},0 {:.6},{:.6},0</coordinates>\n\t\t\t\t\t</LineString>",
            lon + length,
            lat + length
        ),
        Figure::Square(half) => {
            let (w, e, s, n) = (lon - half, lon + half, lat - half, lat + half);
            writeln!(
                kml,
                "\t\t\t\t\t<Polygon>\n\t\t\t\t\t\t<outerBoundaryIs><LinearRing><coordinates>\
                 {w:.6},{s:.6},0 {e:.6},{s:.6},0 {e:.6},{n:.6},0 {w:.6},{n:.6},0 {w:.6},{s:.6},0\
                 </coordinates></LinearRing></outerBoundaryIs>\n\t\t\t\t\t</Polygon>"
            )
        }
    }
}

/// Text of an element, with what XML wants written otherwise.
fn escaped(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        out.write_all(&rest.as_bytes()[..at])?;
        out.write_all(match rest.as_bytes()[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            _ => b"&gt;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}
