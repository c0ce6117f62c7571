use super::*;

fn read(text: &str) -> (Layer, Vec<Finding>) {
    let source = Source {
        id: "own".into(),
        path: "own.csv".into(),
        ..Source::default()
    };
    crate::read(
        crate::Format::Csv,
        text.as_bytes(),
        &source,
        &Options::default(),
    )
}

#[test]
fn three_thousand_faults_do_not_flood() {
    let text = format!("name,lat,lon\n{}", "Kilju,400,129\n".repeat(3000));
    let (layer, findings) = read(&text);
    assert_eq!(layer.records.len(), 3000);
    assert_eq!(findings.len(), 21);
    let sum = findings
        .iter()
        .find(|f| f.message.starts_with("2980 more"))
        .expect("a sum");
    assert_eq!(sum.code, "INP006");
    // A fault is said once: its message is not repeated under the row.
    assert!(findings[0].message.starts_with("line 2: "));
    assert_eq!(findings[0].primary.message, "");
    assert!(sum.message.contains("lines 22, 23"), "{}", sum.message);
}

#[test]
fn duplicate_ids_are_one_finding_with_ids_and_lines() {
    let (layer, findings) = read("id,name\na,A\nb,B\na,C\nb,D\na,E\n");
    assert_eq!(layer.records.len(), 5);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "INP008");
    assert_eq!(
        findings[0].message,
        "2 ids occur more than once: a (lines 2, 4, 6), b (lines 3, 5)"
    );
    let known = choro_diagnostic::input::INPUT_CODES.iter();
    let page = known.into_iter().find(|known| known.code == "INP008");
    let help = findings[0].help.as_deref().unwrap_or_default();
    for said in [help, page.map_or("", |page| page.summary)] {
        assert!(said.contains("taken for one thing"), "{said}");
    }
}

#[test]
fn records_without_id_get_one_from_their_name() {
    let (layer, findings) = read("line,name\nP,Kilju\nQ,Kilju\nP,Kilju\nP,\n");
    let ids: Vec<&str> = layer.records.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(
        ids,
        ["own#P/Kilju", "own#Q/Kilju", "own#P/Kilju~2", "own#4"]
    );
    assert!(findings.is_empty());
}
