//! The pages of a small atlas, as their readers find them.

use choro_atlas::sample;
use std::collections::{BTreeMap, BTreeSet};

fn site() -> BTreeMap<String, String> {
    choro_site::pages(&sample::atlas())
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

/// Values of an attribute, wherever it stands in the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    page.match_indices(&mark)
        .filter_map(|(at, _)| page[at + mark.len()..].split('"').next())
        .collect()
}

/// Written out for `tests/interop/check_site.py`, which opens the pages in a browser.
#[test]
fn the_site_is_written_for_the_browser() {
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    for (path, text) in site() {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("written");
    }
}

#[test]
fn every_link_leads_to_a_page_and_an_anchor() {
    let site = site();
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with("html")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let targets = values(page, "href").into_iter().chain(values(page, "src"));
        for target in targets {
            assert!(!target.contains("://"), "{path} asks elsewhere: {target}");
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = match file.strip_prefix("../") {
                Some(rest) => rest.to_owned(),
                None if file.is_empty() => path.clone(),
                None if folder.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            let there = site
                .get(&file)
                .unwrap_or_else(|| panic!("{path} leads to {file}"));
            if !anchor.is_empty() {
                assert!(
                    there.contains(&format!(" id=\"{anchor}\"")),
                    "{path}: {target}"
                );
            }
        }
    }
}

#[test]
fn ids_are_unique_on_every_page() {
    for (path, page) in site().iter().filter(|(path, _)| path.ends_with("html")) {
        let mut seen = BTreeSet::new();
        for id in values(page, "id") {
            assert!(seen.insert(id), "{path} has {id} twice");
        }
    }
}

#[test]
fn what_the_project_says_cannot_become_markup() {
    for (path, page) in site() {
        for wild in ["<Hoerim>", "<Tuvel>", "<Atlas>", "<of>"] {
            assert!(
                !page.contains(wild) || path.ends_with("js"),
                "{path} has {wild}"
            );
        }
    }
}

#[test]
fn a_place_shows_names_figures_and_verdicts() {
    let site = site();
    let page = &site["place/chongnan.html"];
    for expected in [
        "청난",
        "lang=\"ko\"",
        "Seiran",
        "former, 1910–1945",
        "id=\"history\"",
        "<th scope=\"row\">1910–1945</th><td>called",
        "667,929",
        "627,000",
        "North Hamsol",
        "Chongnan lies north of Kimsol",
        "supported",
        "Own gazetteer",
        "Hamsol Line",
        "41.7960° N, 129.7760° E",
        "href=\"../doc/north-hamsol.html#s-",
    ] {
        assert!(page.contains(expected), "{expected} is missing");
    }
    assert!(
        !site.contains_key("place/purang.html"),
        "nobody speaks of Purang"
    );
}

#[test]
fn a_document_marks_overlapping_statements_and_findings() {
    let page = &site()["doc/north-hamsol.html"];
    for expected in [
        "class=\"anchor\" id=\"s-",
        "id=\"n4\"",
        "said supported",
        "focus",
        "finding error",
        "href=\"../place/chongnan.html\"",
        "Write instead: <q>near the Tuvel</q>",
        "3 of 3 sentences",
        "Measured: <strong>41 km</strong>; tolerance 5 km",
    ] {
        assert!(page.contains(expected), "{expected} is missing");
    }
}

#[test]
fn findings_of_input_files_are_listed_without_a_link() {
    let page = &site()["findings.html"];
    assert!(page.contains("INP010") && page.contains("gazetteer/own.csv"));
    assert!(page.contains("2 Errors") || page.contains("2 errors"));
}

#[test]
fn the_index_has_every_spelling_folded_and_what_systems_write_for_hangul() {
    let index = &site()["search-index.js"];
    assert!(index.contains("\"Ch'ŏngnan\"") && index.contains("\"chongnan\""));
    assert!(index.contains("청난") && index.contains("\"place/chongnan.html\""));
    assert!(
        index.contains("\"cheongnan\""),
        "Revised Romanisation: {index}"
    );
}

#[test]
fn statements_are_found_by_their_words() {
    let index = &site()["statements-index.js"];
    let found = "\",\"Chongnan lies north of Kimsol\",\"supported\"]";
    assert!(
        index.contains("[0,\"s-") && index.contains(found),
        "{index}"
    );
}

#[test]
fn a_link_to_a_statement_outlives_what_is_written_above_it() {
    let mut atlas = sample::atlas();
    let anchor = |atlas: &choro_atlas::Atlas| {
        let pages = choro_site::pages(atlas)
            .into_iter()
            .collect::<BTreeMap<_, _>>();
        let index = String::from_utf8_lossy(&pages["statements-index.js"]).into_owned();
        let at = index
            .find(",\"Chongnan lies north of Kimsol\"")
            .expect("the statement");
        index[..at]
            .rsplit('"')
            .nth(1)
            .expect("an anchor")
            .to_owned()
    };
    let before = anchor(&atlas);
    let moved = atlas.documents[0].claims.remove(1);
    atlas.verdicts[0].remove(1);
    assert_ne!(moved.evidence.quote, "Chongnan lies north of Kimsol");
    assert_eq!(anchor(&atlas), before);
}

#[test]
fn pages_tell_programs_what_they_are_of() {
    let site = site();
    let data = |page: &str| -> serde_json::Value {
        let (_, rest) = page
            .split_once("<script type=\"application/ld+json\">")
            .expect("data");
        let (json, _) = rest.split_once("</script>").expect("an end");
        serde_json::from_str(json).expect("JSON")
    };
    let place = data(&site["place/chongnan.html"]);
    assert_eq!(place["@type"], "Place");
    assert_eq!(place["name"], "Chongnan");
    assert!(place["alternateName"].to_string().contains("청난"));
    assert_eq!(place["geo"]["latitude"], 41.796);
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with("html")) {
        assert_eq!(data(page)["@context"], "https://schema.org", "{path}");
        assert!(page.contains("Cite as"), "{path}");
    }
}

#[test]
fn the_feed_has_an_entry_for_each_finding_with_a_name_that_stays() {
    let atlas = sample::atlas();
    let feed = &site()["feed.xml"];
    assert_eq!(feed.matches("<entry>").count(), atlas.findings.len());
    for finding in &atlas.findings {
        assert!(feed.contains(&finding.fingerprint), "{finding:?}");
    }
    assert!(
        feed.contains("<link href=\"doc/north-hamsol.html#f"),
        "{feed}"
    );
}

#[test]
fn the_same_atlas_gives_the_same_bytes() {
    assert_eq!(site(), site());
}

#[test]
fn a_crossing_shows_what_each_source_says_side_by_side() {
    let site = site();
    let page = &site["crossing/hoerim-sanlin-bridge.html"];
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    // A column for each source, a row for each time.
    assert!(at(">Own gazetteer</th>") < at(">a newspaper</th>"));
    assert!(at(">since 1941</th>") < at("<strong>open</strong>"));
    assert!(at("<strong>open</strong>") < at(">2020–2023</th>"));
    assert!(at(">2020–2023</th>") < at("<strong>closed</strong>"));
    assert!(at("<strong>closed</strong>") < at("<small>reportedly</small>"));
    assert_eq!(page.matches("class=\"disputed\"").count(), 2);
    assert!(page.contains("over <a href=\"../place/tuvel.html\">Tuvel</a>"));
    assert!(page.contains("Map of Hoerim–Sanlin bridge"));
    assert!(page.contains("The sources disagree."));
    assert!(site["crossings.html"].contains("crossing/hoerim-sanlin-bridge.html"));
}

#[test]
fn a_station_names_its_lines_and_neighbours() {
    let site = site();
    let page = &site["station/chongnan.html"];
    assert!(page.contains("../line/hamsol-line.html"));
    assert!(page.contains("../station/kimsol.html") && page.contains("../station/purang.html"));
    assert!(
        page.contains("120"),
        "kilometres to the station before: {page}"
    );
    assert!(site["line/hamsol-line.html"].contains("../station/chongnan.html"));
    assert!(page.contains("Map of Chongnan"));
}

#[test]
fn a_line_is_drawn_as_a_strip_with_its_stations_and_changes() {
    let page = &site()["line/hamsol-line.html"];
    let strip = page
        .split("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"strip\"")
        .nth(1)
        .and_then(|rest| rest.split("</svg>").next())
        .expect("a strip");
    let at = |words: &str| strip.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at(">Kimsol<") < at(">Chongnan<") && at(">Chongnan<") < at(">Hoerim<"));
    assert!(strip.contains(">120.0<") && strip.contains(">210.0<"));
    assert!(strip.contains(">Solla Line<"));
    assert!(strip.contains("href=\"../station/chongnan.html\""));
    for row in [
        "<td>1916</td><td>opened Kimsol – Chongnan</td>",
        ">Stations</h2>",
    ] {
        assert!(page.contains(row), "{row}: {page}");
    }
}

#[test]
fn a_place_lists_the_lines_that_serve_it_with_their_time() {
    let site = site();
    let page = &site["place/chongnan.html"];
    for expected in [
        "<a href=\"../line/hamsol-line.html\">Hamsol Line</a>",
        "km 120.0",
        "<small>since 1916</small>",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let page = &site["place/hoerim-oerim.html"];
    assert!(
        page.contains("<small>road bridge; open since 1941</small>"),
        "{page}"
    );
}

#[test]
fn a_line_tells_what_its_sections_were_and_are() {
    let page = &site()["line/hamsol-line.html"];
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words}: {page}"))
    };
    assert!(at("1435 mm") < at("762 mm"));
}

#[test]
fn a_town_tells_which_sites_lie_around_it() {
    let mut kml = String::from("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>");
    for (folder, name, lat) in [
        ("Air Defence", "AAA site, far", 41.85),
        ("Air Defence", "AAA site, near", 41.80),
        ("Castles", "Old castle", 41.796),
        ("Castles", "Far castle", 42.5),
    ] {
        kml.push_str(&format!(
            "<Folder><name>{folder}</name><Placemark><name>{name}</name><Point>\
             <coordinates>129.776,{lat}</coordinates></Point></Placemark></Folder>"
        ));
    }
    kml.push_str("</Document></kml>");
    let mut collection = choro_placemark::Collection::default();
    let format = choro_placemark::Format::Kml;
    let limits = choro_placemark::Limits::default();
    choro_placemark::read(format, kml.as_bytes(), "a.kml", &limits, &mut |item| {
        collection.push(item);
    });
    let mut inventory = choro_inventory::Inventory::default();
    inventory.take(
        "sites/a.kml",
        collection,
        choro_inventory::Mapping::shipped(),
    );
    let atlas = sample::atlas();
    let plan = choro_site::Plan::new(&atlas, &inventory.sites);
    let files = plan.parts().into_iter().flat_map(|part| plan.files(part));
    let page = files
        .into_iter()
        .find(|(path, _)| path == "place/chongnan.html")
        .expect("the page");
    let page = String::from_utf8(page.1).expect("UTF-8");
    let (_, section) = page
        .split_once("id=\"around\">Sites within 20 km")
        .expect("the sites");
    let section = section.split("</section>").next().expect("an end");
    let at = |words: &str| {
        section
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {section}"))
    };
    assert!(
        at("<td class=\"n\">2</td>") < at("Old castle"),
        "the most frequent type first"
    );
    assert!(
        at("AAA site, near") < at("0.4 km north"),
        "the nearest of two"
    );
    assert!(!section.contains("AAA site, far") && !section.contains("Far castle"));
}
