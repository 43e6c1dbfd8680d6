//! Texts of findings: templates of a rule's metadata, filled in outside of Rego.

use regorus::Value;

/// What placeholders stand for.
pub(super) struct Placeholders<'a> {
    pub(super) args: &'a [String],
    /// `container`, `kind`, `name`, `namespace` and what they stand for.
    pub(super) names: &'a [(&'static str, &'a str)],
}

impl Placeholders<'_> {
    /// A template filled in. What nobody knows is `?`; braces around anything but a name or number stay.
    pub(super) fn fill(&self, template: &str) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            match after.split_once('}').filter(|(name, _)| is_placeholder(name)) {
                Some((name, after)) => {
                    text.push_str(self.value(name));
                    rest = after;
                }
                None => {
                    text.push('{');
                    rest = after;
                }
            }
        }
        text + rest
    }

    fn value(&self, name: &str) -> &str {
        let arg = name.parse::<usize>().ok().and_then(|index| self.args.get(index)).map(String::as_str);
        let named = || self.names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        arg.or_else(named).unwrap_or("?")
    }
}

fn is_placeholder(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// An argument as text; the members of lists and sets are joined by commas.
pub(super) fn argument(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Array(items) => items.iter().map(argument).collect::<Vec<_>>().join(", "),
        Value::Set(items) => items.iter().map(argument).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.keys_sorted().map(argument).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Undefined => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &str, args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        Placeholders { args: &args, names: &[("container", "app")] }.fill(template)
    }

    #[test]
    fn placeholders_are_filled_once_and_never_again_in_what_was_filled_in() {
        assert_eq!(fill("`{container}` uses {0} of {1}", &["{1}", "b"]), "`app` uses {1} of b");
    }

    #[test]
    fn what_is_not_given_is_a_question_mark_and_other_braces_stay() {
        assert_eq!(fill("{0} {5} {nobody} {{ .x }} {}", &["a"]), "a ? ? {{ .x }} {}");
    }

    #[test]
    fn lists_and_sets_are_joined() {
        let list = Value::from(vec![Value::from("a"), Value::from(2_u64), Value::Bool(true)]);
        assert_eq!(argument(&list), "a, 2, true");
        assert_eq!(argument(&Value::Undefined), "?");
    }
}
