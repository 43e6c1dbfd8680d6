//! The log: one line of JSON for each event, whatever is in it. Bodies and objects never are.

use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use super::admission::{one_line, shortened};
use crate::rule::Date;

/// The longest text in a line, in characters: names of objects have 253 at most.
const MAX_TEXT: usize = 512;

/// An event in the making.
#[derive(Debug)]
pub struct Event(Map<String, Value>);

impl Event {
    /// An event of a name, now.
    pub fn new(name: &str) -> Self {
        let mut fields = Map::new();
        fields.insert("time".to_owned(), now().into());
        fields.insert("event".to_owned(), name.into());
        Self(fields)
    }

    /// Adds a text as one line of what can be seen; an empty one says nothing.
    #[must_use]
    pub fn text(mut self, key: &str, text: &str) -> Self {
        if !text.is_empty() {
            let text = one_line(&shortened(text, MAX_TEXT)).into_owned();
            self.0.insert(key.to_owned(), text.into());
        }
        self
    }

    /// Adds a value that no client chooses.
    #[must_use]
    pub fn value(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Writes the line. Where nobody listens there is nobody to tell that it failed.
    pub fn write(self) {
        let mut line = Value::Object(self.0).to_string();
        line.push('\n');
        let _ = std::io::stdout().lock().write_all(line.as_bytes());
    }
}

/// The time as RFC 3339 in UTC, with milliseconds.
fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs();
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    let date = Date::of_unix_seconds(seconds);
    format!("{date}T{hours:02}:{minutes:02}:{:02}.{:03}Z", seconds % 60, since.subsec_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line_whatever_stands_in_it() {
        let event = Event::new("review").text("name", "web\n{\"event\":\"forged\"}\u{2028}\u{202e}").text("empty", "");
        let line = Value::Object(event.0).to_string();
        assert!(line.contains(r#""name":"web {\"event\":\"forged\"}\\u{2028}\\u{202e}""#), "{line}");
        assert!(!line.contains("empty"));
    }
}
