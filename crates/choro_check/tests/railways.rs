//! What texts say of lines and their dates: slips are told, and true sentences of all sorts are left
//! alone.

use choro_check::{References, Settings, SiteLists, Thresholds, check};
use choro_claim::Annotated;
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Tables};
use choro_quantity::Lexicon;

const PLACES: &str = "\
id,name,type,lat,lon
stelzen,Stelzen,town,47.00,15.00
murbach,Murbach,town,47.10,15.10
oberau,Oberau,village,47.20,15.20
kirchfeld,Kirchfeld,city,47.30,15.30
lindenau,Lindenau,town,47.00,15.30
";

const STATIONS: &str = "\
line,name,km,lat,lon,place
Aurach Line,Stelzen,0,47.00,15.00,stelzen
Aurach Line,Murbach,14,47.10,15.10,murbach
Aurach Line,Oberau,29,47.20,15.20,oberau
Aurach Line,Kirchfeld,44,47.30,15.30,kirchfeld
Linden Line,Kirchfeld,0,47.30,15.30,kirchfeld
Linden Line,Lindenau,34,47.00,15.30,lindenau
Hill Line,Kirchfeld,0,47.30,15.30,kirchfeld
Hill Line,Oberau,,47.20,15.20,oberau
Hill Line,Stelzen,,47.00,15.00,stelzen
";

const SECTIONS: &str = "\
line,from,to,opened,closed,status
Aurach Line,Stelzen,Murbach,1872-05-01,,
Aurach Line,Murbach,Oberau,1881,,
Aurach Line,Oberau,Kirchfeld,1894-10,,
Linden Line,Kirchfeld,Lindenau,1905,1968,closed
Hill Line,Kirchfeld,Oberau,1899~,,
Hill Line,Oberau,Stelzen,,,
";

const LINES: &str = "\
name,former
Aurach Line,Crown Prince Railway@1872/1918
";

fn layer(id: &str, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

/// Codes and messages of what is found in a text by the rules about the dates of lines.
fn told(text: &str) -> Vec<String> {
    let (gazetteer, _) = Gazetteer::build(vec![layer("places", PLACES)]);
    let tables = Tables {
        stations: vec![layer("stations", STATIONS)],
        sections: vec![layer("sections", SECTIONS)],
        lines: vec![layer("lines", LINES)],
        ..Tables::default()
    };
    let (network, _) = Network::build(&tables, &gazetteer);
    let references = References {
        gazetteer: &gazetteer,
        network: &network,
        relief: &Relief::default(),
        sites: SiteLists::none(),
        lexicon: Lexicon::shipped(),
        limits: Thresholds::shipped(),
    };
    let settings = Settings {
        select: ["TIM301", "TIM302", "NAM206"].map(String::from).to_vec(),
        ..Settings::default()
    };
    let (document, _) = choro_document::read("a.md", text.as_bytes());
    let mentions = choro_mention::read(&document, &gazetteer);
    let claims = choro_claim::extract(&document, &mentions, &gazetteer);
    let texts = [Annotated {
        document,
        mentions,
        claims,
    }];
    let found = check(&texts, references, &settings).findings.into_iter();
    found
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect()
}

#[test]
fn slips_in_the_dates_of_lines_are_told() {
    for (text, expected) in [
        (
            "The Aurach Line was opened in 1861.",
            "TIM301 the Aurach Line cannot have been opened in 1861: it was opened from 1872-05-01 to 1894-10",
        ),
        (
            "The Aurach Line was inaugurated in 1931.",
            "TIM301 the Aurach Line cannot have been inaugurated in 1931: it was opened from 1872-05-01 to 1894-10",
        ),
        (
            "The Linden Line was built in 1910.",
            "TIM301 the Linden Line cannot have been built in 1910: it was opened in 1905",
        ),
        (
            "The Linden Line was closed in 1899.",
            "TIM301 the Linden Line cannot have been closed in 1899: it was opened in 1905",
        ),
        (
            "In 1860 the Aurach Line served Murbach.",
            "TIM302 the Aurach Line did not serve Murbach yet in 1860",
        ),
        (
            "In 1975 the Linden Line served Lindenau.",
            "TIM302 the Linden Line did not serve Lindenau any more in 1975",
        ),
        (
            "---\ndate: 2015\n---\nThe Linden Line serves Lindenau.",
            "TIM302 the Linden Line did not serve Lindenau any more in 2015",
        ),
        (
            "The Aurach Line was electrified in 1913.",
            "NAM206 “Aurach Line” was not its name in 1913: then “Crown Prince Railway”",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

/// True of these lines, or about something else.
const TRUE: &str = "\
Until 1918 the Aurach Line was called Crown Prince Railway.
The Aurach Line was opened in three stages between 1872 and 1894.
Its first part, from Stelzen to Murbach, was opened in 1872.
The Aurach Line was completed in 1894. Work on the line had begun in 1869.
A second track was laid in 1911. The Aurach Line was electrified in 1955.
The Aurach Line was bought by the state in 1884. In 1872 the Aurach Line served Murbach.
In 1881 it reached Oberau. Since 1894 the Aurach Line has served Kirchfeld.
The Linden Line was opened in 1905 and closed in 1968.
The Linden Line connected Kirchfeld with Lindenau from 1905 to 1968.
Until 1968 the Linden Line served Lindenau. In 1920 the Linden Line served Lindenau.
Before the railway was opened in 1872 coaches ran from Stelzen.
The station of Lindenau was opened in 1912. The museum of the Aurach Line was opened in 1999.
A bridge of the Aurach Line was built in 1932. The town of Murbach was founded in 1240.
The Aurach Line, which crosses a viaduct built in 1851, serves Murbach.
Planned as early as 1856, the Aurach Line serves Stelzen.
After 1850 the Aurach Line connected Stelzen with Kirchfeld.
In 1868 the Diet resolved that the Aurach Line should serve Oberau.
In 1860 a committee proposed the Aurach Line. It was surveyed in 1863.
The Aurach Line was closed in 1945 for a year. The Aurach Line was reopened in 1946.
In 1971 the Linden Line was dismantled. The Linden Line was opened around 1900.
According to a legend the Aurach Line was opened in 1800. The Aurach Line was not opened in 1860.
By 1880 the Aurach Line connected Stelzen and Murbach.
In the 1870s the Aurach Line served Murbach.
In the 19th century the Aurach Line connected Stelzen with Kirchfeld.
The Aurach Line will be closed in 2030. The Aurach Line opened to Kirchfeld in 1894.
The Aurach Line opened a new workshop in 1925. The Linden mill was opened in 1850.
The Hill Line was opened in 1850. In 1850 the Hill Line served Oberau.
";

#[test]
fn what_is_true_of_lines_is_left_alone() {
    assert_eq!(told(TRUE), [""; 0]);
}
