//! Values of the wrong type: what the field takes, what it got, and how to write it.

use super::Check;
use super::path::Step;
use super::scalar::shorten;
use crate::finding::{Applicability, Edit, Fix, Violation};
use crate::schema::model::Shape;
use crate::schema::rules;
use crate::yaml::{Kind, Node};

impl<'d> Check<'_, 'd> {
    /// The finding for a value whose kind its type does not take.
    pub(super) fn wrong_type(&self, shape: &Shape, node: Node<'d>, step: &Step<'_, 'd>) -> Violation {
        let message = format!("{} must be {}, but is {}", self.named(step), wanted(shape), node.kind().with_article());
        let violation = Violation::new(rules::WRONG_TYPE, message, step.place(self.object, node));
        let advice = match shape {
            Shape::String(_) | Shape::IntOrString => self.text_instead(node),
            Shape::Boolean | Shape::Integer(_) | Shape::Number => unquoted(shape, node),
            Shape::Array(_) => Advice::help(list_help(node)),
            Shape::Map { .. } | Shape::Object(_) => mapping_instead(shape, node),
            Shape::Quantity => Advice::help("write a number or text such as `500m` or `128Mi`"),
            Shape::Any => Advice::default(),
        };
        advice.attach(violation)
    }

    /// Text was wanted: scalars need quotes.
    fn text_instead(&self, node: Node<'_>) -> Advice {
        let text = node.text();
        match node.kind() {
            Kind::Int | Kind::Float | Kind::Bool => {
                let shown = if self.is_secret() { "in quotes".to_owned() } else { format!("in quotes: `\"{text}\"`") };
                let reads = match node.kind() {
                    Kind::Bool if !matches!(text, "true" | "false") => {
                        format!("; without them YAML 1.1, which Kubernetes reads, takes `{text}` for a boolean")
                    }
                    _ => String::new(),
                };
                let span = node.span();
                // Two insertions rather than one replacement, so that the fix does not repeat what may be secret.
                let quote = |at| Edit { start: at, end: at, text: "\"".to_owned() };
                Advice {
                    help: Some(format!("write it {shown}{reads}")),
                    fix: (!node.is_quoted())
                        .then(|| fix("put the value in quotes", vec![quote(span.start), quote(span.end)])),
                }
            }
            Kind::Map => Advice::help("put the text in quotes: a `: ` or `{` in it begins a mapping"),
            Kind::Seq => Advice::help("write one value instead of a list"),
            Kind::Null | Kind::Str => Advice::default(),
        }
    }
}

/// What to do, and the edit that does it.
#[derive(Default)]
struct Advice {
    help: Option<String>,
    fix: Option<Fix>,
}

impl Advice {
    fn help(help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), fix: None }
    }

    fn attach(self, mut violation: Violation) -> Violation {
        violation.help = self.help;
        violation.fix = self.fix;
        violation
    }
}

fn fix(message: &str, edits: Vec<Edit>) -> Fix {
    Fix { applicability: Applicability::Safe, message: message.to_owned(), edits }
}

/// A boolean or number was wanted: text in quotes that reads as one loses them.
fn unquoted(shape: &Shape, node: Node<'_>) -> Advice {
    if node.kind() != Kind::Str {
        return Advice::help(format!("write {} here", wanted(shape)));
    }
    let text = node.text().trim();
    let bare = match shape {
        Shape::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some("true"),
            "false" | "no" | "off" => Some("false"),
            _ => None,
        },
        // Without quotes a leading zero makes the number octal.
        Shape::Integer(_) => {
            (text.parse::<i64>().is_ok() && (text == "0" || !text.starts_with(['0', '+']))).then_some(text)
        }
        _ => text.parse::<f64>().is_ok_and(f64::is_finite).then_some(text),
    };
    match bare {
        Some(bare) if node.is_quoted() && !node.is_block_scalar() => {
            let span = node.span();
            let edit = Edit { start: span.start, end: span.end, text: bare.to_owned() };
            Advice {
                help: Some(format!("write it without quotes: `{bare}`")),
                fix: Some(fix("remove the quotes", vec![edit])),
            }
        }
        Some(bare) => Advice::help(format!("write `{bare}`")),
        None if matches!(shape, Shape::Boolean) => Advice::help("write `true` or `false`"),
        None => Advice::help(format!("write {}, without quotes", wanted(shape))),
    }
}

fn list_help(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Map => "start each entry of the list with `- `",
        _ => "write a list: each entry on a line of its own after `- `, or all in `[ ]`",
    }
}

/// A mapping was wanted.
fn mapping_instead(shape: &Shape, node: Node<'_>) -> Advice {
    let text = node.text();
    match node.kind() {
        Kind::Seq => Advice::help("write `key: value` lines without the `- ` before them"),
        Kind::Str if text.trim().is_empty() => Advice::help("write `{}` for an empty mapping"),
        Kind::Str => missing_space(shape, node)
            .unwrap_or_else(|| Advice::help("write the fields below it, each as `key: value` on a line of its own")),
        _ => Advice::help("write the fields below it, each as `key: value` on a line of its own"),
    }
}

/// `name:web` where `name: web` was meant.
fn missing_space(shape: &Shape, node: Node<'_>) -> Option<Advice> {
    let Shape::Object(object) = shape else { return None };
    let (key, value) = node.text().split_once(':')?;
    if node.is_quoted() || value.is_empty() || value.starts_with(' ') || object.field(key).is_none() {
        return None;
    }
    let at = node.span().start + key.len() as u32 + 1;
    Some(Advice {
        help: Some(format!("put a space after the colon: `{key}: {}`", shorten(value))),
        fix: Some(fix("put a space after the colon", vec![Edit { start: at, end: at, text: " ".to_owned() }])),
    })
}

/// What a shape takes, for messages.
pub(super) fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "a value",
        Shape::Boolean => "a boolean",
        Shape::Integer(_) => "an integer",
        Shape::Number => "a number",
        Shape::String(_) => "a string",
        Shape::IntOrString => "an integer or a string",
        Shape::Quantity => "a quantity",
        Shape::Array(_) => "a list",
        Shape::Map { .. } | Shape::Object(_) => "a mapping",
    }
}
