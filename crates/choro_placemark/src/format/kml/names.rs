//! Element names, whatever prefix a file gives them.

use std::borrow::Cow;

/// A name as this reader speaks of it: KML's own without prefix, Google's with `gx:`, Atom's with
/// `atom:`, others as in the file.
pub(super) type Name = Cow<'static, str>;

macro_rules! known {
    ($($name:literal),* $(,)?) => {
        /// The name, where it is one this reader handles.
        fn known(name: &str) -> Option<&'static str> {
            Some(match name { $($name => $name,)* _ => return None })
        }
    };
}

known!(
    "Placemark",
    "Point",
    "coordinates",
    "name",
    "description",
    "styleUrl",
    "ExtendedData",
    "Data",
    "value",
    "SchemaData",
    "SimpleData",
    "Folder",
    "Document",
    "visibility",
    "open",
    "TimeStamp",
    "TimeSpan",
    "when",
    "begin",
    "end",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiGeometry",
    "outerBoundaryIs",
    "innerBoundaryIs",
    "extrude",
    "tessellate",
    "altitudeMode",
    "Style",
    "StyleMap",
    "LookAt",
    "Camera",
    "Region",
    "Snippet",
    "snippet",
    "address",
    "phoneNumber",
    "displayName",
    "GroundOverlay",
    "ScreenOverlay",
    "PhotoOverlay",
    "NetworkLink",
    "Schema",
    "SimpleField",
    "Model",
    "Metadata",
    "NetworkLinkControl",
    "kml",
    "Link",
    "Url",
    "Icon",
    "LatLonBox",
    "GeometryCollection",
    "Update",
);

/// Elements kept verbatim whose meaning is known all the same: nothing to report.
const UNDERSTOOD: &[&str] = &[
    "LookAt",
    "Camera",
    "Region",
    "Snippet",
    "snippet",
    "address",
    "phoneNumber",
    "Style",
    "StyleMap",
    "Metadata",
    "NetworkLinkControl",
    "Update",
    "Model",
    "Link",
    "Url",
    "Icon",
    "LatLonBox",
    "refreshVisibility",
    "flyToView",
    "color",
    "drawOrder",
    "overlayXY",
    "screenXY",
    "rotationXY",
    "rotation",
    "size",
    "altitude",
    "altitudeMode",
    "ViewVolume",
    "ImagePyramid",
    "shape",
    "Point",
    "gx:LatLonQuad",
    "gx:altitudeMode",
    "gx:altitudeOffset",
    "gx:Tour",
    "gx:balloonVisibility",
    "gx:drawOrder",
    "gx:interpolate",
    "gx:angles",
    "gx:coord",
    "atom:author",
    "atom:link",
    "xal:AddressDetails",
    "AddressDetails",
    "coordinates",
    "ExtendedData",
    "gx:TimeStamp",
    "gx:TimeSpan",
    "gx:rank",
    "gx:viewerOptions",
    "GeometryCollection",
    "LinearRing",
    "outerBoundaryIs",
    "innerBoundaryIs",
    "linkName",
    "linkDescription",
];

/// Whether the meaning of an element kept verbatim is known.
pub(super) fn is_understood(name: &str) -> bool {
    UNDERSTOOD.contains(&name.strip_prefix("ExtendedData/").unwrap_or(name))
}

/// What a namespace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Kml,
    Google,
    Atom,
    Foreign,
}

/// One declaration of a namespace.
#[derive(Debug)]
struct Declared {
    depth: usize,
    prefix: String,
    address: String,
    space: Space,
}

/// The namespaces declared around the place being read.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    declared: Vec<Declared>,
}

impl Namespaces {
    /// Takes note of a declaration on an element at `depth`.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str, address: String) {
        let space = space(&address);
        self.declared.push(Declared {
            depth,
            prefix: prefix.to_owned(),
            address,
            space,
        });
    }

    /// Forgets what elements at `depth` and deeper have declared.
    pub(super) fn close(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|d| d.depth >= depth) {
            self.declared.pop();
        }
    }

    fn find(&self, prefix: &str) -> Option<&Declared> {
        self.declared.iter().rev().find(|d| d.prefix == prefix)
    }

    /// The name of an element written `raw`.
    pub(super) fn name(&self, raw: &str) -> Name {
        let (prefix, local) = raw.split_once(':').unwrap_or(("", raw));
        let space = match self.find(prefix) {
            // A file may call its own namespace what it likes; elements are told by name.
            Some(declared) if prefix.is_empty() && declared.depth <= 1 => match declared.space {
                Space::Foreign => Space::Kml,
                space => space,
            },
            Some(declared) => declared.space,
            None => match prefix {
                "" | "kml" => Space::Kml,
                "gx" => Space::Google,
                "atom" => Space::Atom,
                _ => Space::Foreign,
            },
        };
        match space {
            Space::Kml => known(local).map_or_else(|| Cow::Owned(local.to_owned()), Cow::Borrowed),
            Space::Google => Cow::Owned(format!("gx:{local}")),
            Space::Atom => Cow::Owned(format!("atom:{local}")),
            Space::Foreign if prefix.is_empty() => Cow::Owned(format!(":{local}")),
            Space::Foreign => Cow::Owned(raw.to_owned()),
        }
    }

    /// The address of a prefix that is not declared in every file written here.
    pub(super) fn foreign(&self, prefix: &str) -> Option<&str> {
        let declared = self.find(prefix).filter(|d| d.space == Space::Foreign)?;
        (prefix != "xsi").then_some(declared.address.as_str())
    }

    /// The declaration that an element at `depth` needs to stand by itself when names of this
    /// prefix occur in it; `None` where every file written here has it, or the element itself.
    pub(super) fn needed(&self, prefix: &str, depth: usize) -> Option<(&str, &str)> {
        let declared = self.find(prefix).filter(|d| d.depth < depth)?;
        let standing = match declared.space {
            Space::Kml => prefix.is_empty() || prefix == "kml",
            Space::Google => prefix == "gx",
            Space::Atom => prefix == "atom",
            Space::Foreign => prefix == "xsi" || (prefix.is_empty() && declared.depth <= 1),
        };
        (!standing).then_some((declared.prefix.as_str(), declared.address.as_str()))
    }
}

fn space(address: &str) -> Space {
    if address.contains("/kml/ext/") {
        Space::Google
    } else if address.contains("/kml/") || address.ends_with("/kml") {
        Space::Kml
    } else if address.ends_with("w3.org/2005/Atom") {
        Space::Atom
    } else {
        Space::Foreign
    }
}
