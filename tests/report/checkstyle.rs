//! Checkstyle XML, read by an XML parser and held to the form that Checkstyle writes.

use kubevet::report::{Format, Look};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Sample, shop};

/// File, line, column, severity, message, source.
type Error = (String, u32, u32, String, String, String);

/// Reads `checkstyle > file > error` with exactly the attributes of Checkstyle.
fn read(text: &str) -> Vec<Error> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    let (mut file, mut errors) = (String::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            match event {
                Event::End(_) => assert!(open.pop().is_some()),
                Event::Eof => break,
                Event::Text(text) => assert!(text.trim().is_empty()),
                _ => {}
            }
            continue;
        };
        let name = element.name().as_ref().to_owned();
        match (open.len(), name.as_str()) {
            (0, "checkstyle") => assert_eq!(attributes(element, ["version"]), ["4.3"]),
            (1, "file") => [file] = attributes(element, ["name"]),
            (2, "error") => {
                let [line, column, severity, message, source] =
                    attributes(element, ["line", "column", "severity", "message", "source"]);
                assert!(["ignore", "info", "warning", "error"].contains(&severity.as_str()), "{severity}");
                let (line, column) = (line.parse().unwrap(), column.parse().unwrap());
                errors.push((file.clone(), line, column, severity, message, source));
            }
            place => panic!("{place:?} does not stand there"),
        }
        if matches!(event, Event::Start(_)) {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    errors
}

fn attributes<const N: usize>(element: &BytesStart<'_>, names: [&str; N]) -> [String; N] {
    assert_eq!(element.attributes().count(), N);
    names.map(|name| {
        let attribute = element.try_get_attribute(name).unwrap().unwrap_or_else(|| panic!("no {name}"));
        attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned()
    })
}

#[test]
fn findings_are_errors_under_their_file() {
    let text = shop().render(Format::Checkstyle, Look::default());
    let errors = read(&text);
    assert_eq!(errors.len(), 3);
    let (file, line, column, severity, _, source) = errors.last().unwrap();
    assert_eq!((file.as_str(), *line, *column), ("deploy/web.yaml", 17, 13));
    assert_eq!((severity.as_str(), source.as_str()), ("error", "kubevet.SEC006"));
    insta::assert_snapshot!(text);
}

#[test]
fn any_text_is_xml() {
    let sample = Sample::new().file("<&\".yaml", "kind: X\n");
    let place = sample.place("<&\".yaml", "X", "/kind");
    let finding = sample.error("SCH001", "unknown-kind", "\"/> <b> & \0 \u{ffff} 漢\n", place);
    let errors = read(&sample.finding(finding).render(Format::Checkstyle, Look::default()));
    assert_eq!(errors[0].0, "<&\".yaml");
    assert_eq!(errors[0].4, "\"/> <b> & ␀ \u{fffd} 漢 ");
}

#[test]
fn a_clean_run_has_no_files() {
    assert!(read(&Sample::new().render(Format::Checkstyle, Look::default())).is_empty());
}
