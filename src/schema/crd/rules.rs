//! The rules of a custom resource definition (`x-kubernetes-validations`), compiled, in the shape of its schema.
//!
//! Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel`.

use crate::cel::{Declarations, Program, Schema, Type};
use crate::object::KubernetesVersion;
use crate::yaml::Node;

/// How deep schemas are followed.
const DEEPEST: usize = 100;

/// The rules of a schema and of all that it contains.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    /// How expressions see the values.
    pub(crate) schema: Schema<'a>,
    /// The rules of the values themselves.
    pub(crate) own: Vec<Rule<'a>>,
    /// The rules of fields, by name.
    pub(crate) properties: Vec<(&'a str, Rules<'a>)>,
    /// The rules of the items of a list.
    pub(crate) items: Option<Box<Rules<'a>>>,
    /// The rules of the values of a map.
    pub(crate) values: Option<Box<Rules<'a>>>,
}

/// One rule.
#[derive(Debug)]
pub(crate) struct Rule<'a> {
    /// As it is written.
    pub(crate) text: &'a str,
    /// What must be true.
    pub(crate) program: Program,
    /// What is said when it is not.
    pub(crate) message: Option<&'a str>,
    /// As `message`, made from the value.
    pub(crate) message_program: Option<Program>,
    /// The field that it is said of, for example `.spec.size`.
    pub(crate) field_path: Option<&'a str>,
}

/// Compiles the rules of the schema of a version; nothing when there are none. Where the status is a resource of its own, a
/// new object has none, and the rules of it ask nothing.
pub(super) fn compile(schema: Node<'_>, has_status: bool) -> Option<Rules<'_>> {
    let mut rules = part(Schema::root(schema), schema, DEEPEST)?;
    if has_status {
        rules.properties.retain(|(name, _)| *name != "status");
    }
    Some(rules)
}

fn part<'a>(schema: Schema<'a>, node: Node<'a>, depth: usize) -> Option<Rules<'a>> {
    let below = |node: Node<'a>| part(Schema::part(node), node, depth.checked_sub(1)?);
    let properties = node.get_set("properties").into_iter().flat_map(Node::pairs);
    let properties = properties.filter_map(|(key, property)| Some((key.text(), below(property)?))).collect::<Vec<_>>();
    let items = node.get_set("items").and_then(below).map(Box::new);
    let values = node.get_set("additionalProperties").and_then(below).map(Box::new);
    let own = own_rules(schema, node);
    let any = !(own.is_empty() && properties.is_empty() && items.is_none() && values.is_none());
    any.then_some(Rules { schema, own, properties, items, values })
}

/// The rules of one schema that say something of new objects. What does not compile is told where the definition is checked.
fn own_rules<'a>(schema: Schema<'a>, node: Node<'a>) -> Vec<Rule<'a>> {
    let Some(rules) = node.get_set("x-kubernetes-validations") else { return Vec::new() };
    let Some(this) = schema.declared() else { return Vec::new() };
    rules.items().filter_map(|rule| compile_rule(rule, &this)).collect()
}

fn compile_rule<'a>(rule: Node<'a>, this: &Type<'a>) -> Option<Rule<'a>> {
    let text = |name: &str| rule.get(name).and_then(Node::as_str).filter(|text| !text.trim().is_empty());
    let optional = rule.get("optionalOldSelf").and_then(Node::as_bool) == Some(true);
    let old = if optional { Type::optional(this.clone()) } else { this.clone() };
    // Stored rules may use what newer servers know.
    let declarations = Declarations::new(KubernetesVersion::NEWEST).with("self", this.clone()).with("oldSelf", old);
    let compile = |text: &str, ty| Program::compile_as(text, &declarations, &[ty]).ok();
    let written = text("rule")?;
    let program = compile(written, Type::Bool)?;
    let message_program = text("messageExpression").and_then(|message| compile(message, Type::String));
    // A rule about changes says nothing of a new object, unless it asks for that.
    let about_changes = [Some(&program), message_program.as_ref()];
    if !optional && about_changes.into_iter().flatten().any(|program| program.mentions("oldSelf")) {
        return None;
    }
    Some(Rule { text: written, program, message: text("message"), message_program, field_path: text("fieldPath") })
}
