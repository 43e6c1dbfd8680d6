//! Classes of storage, and classes of the attributes of volumes.

use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::grammar::qualified_name;
use crate::validation::{labels, rules};

/// The most parameters of a class.
const MOST_PARAMETERS: usize = 512;
/// The most bytes that the keys and values of all parameters may have together.
const PARAMETERS_SIZE: usize = 256 * 1024;

/// A StorageClass; volumes are deleted and bound at once unless it says otherwise.
pub(in crate::validation) fn storage_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    driver(cx, &root.get("provisioner"));
    parameters(cx, &root.get("parameters"));
    let policy = root.get("reclaimPolicy");
    if policy.some_text().is_some() {
        cx.one_of(&policy, &["Delete", "Retain"]);
    }
    cx.one_of(&root.get("volumeBindingMode"), &["Immediate", "WaitForFirstConsumer"]);
    topologies(cx, &root.get("allowedTopologies"));
}

/// A VolumeAttributesClass.
pub(in crate::validation) fn volume_attributes_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    driver(cx, &root.get("driverName"));
    let parameters = root.get("parameters");
    cx.require(&parameters, "set at least one parameter of the driver");
    self::parameters(cx, &parameters);
}

/// The name of a provisioner: a qualified name in any case of letters.
fn driver<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    field.filled(cx, "name the driver, for example `ebs.csi.aws.com`");
    if let Some(text) = field.some_text()
        && let Err(broken) = qualified_name(&text.to_ascii_lowercase())
    {
        cx.broken(field, &broken);
    }
}

fn parameters<'a>(cx: &mut Context<'_, 'a>, parameters: &Field<'_, 'a>) {
    if parameters.len() > MOST_PARAMETERS {
        cx.too_large(parameters, parameters.len(), MOST_PARAMETERS, "parameters");
        return;
    }
    let mut size = 0;
    for (key, value) in parameters.entries() {
        if key.is_empty() {
            let message = format!("a key of {} is empty", named(parameters));
            cx.report(rules::INVALID_VALUE, parameters, message, "name the parameter");
        }
        size += key.len() + value.text_or_empty().len();
    }
    if size > PARAMETERS_SIZE {
        cx.too_large(parameters, size, PARAMETERS_SIZE, "bytes");
    }
}

/// Where volumes of the class may be: a list of terms, of which no two may say the same.
fn topologies<'a>(cx: &mut Context<'_, 'a>, topologies: &Field<'_, 'a>) {
    for (index, term) in topologies.items().enumerate() {
        let expressions = term.get("matchLabelExpressions");
        for (number, expression) in expressions.items().enumerate() {
            requirement(cx, &expression);
            let key = expression.get("key");
            if let Some(first) = expressions.items().take(number).find(|other| has_key(other, &key)) {
                cx.duplicate(&key, &first.get("key"), "list the values of a label in one expression");
            }
        }
        if expressions.is_empty() {
            let message = format!("{} is empty, and the server takes that for a repeated term", named(&expressions));
            cx.report(rules::DUPLICATE_VALUE, &expressions, message, "name a label and its values, or remove the term");
        } else if let Some(first) = topologies.items().take(index).find(|other| same_term(other, &term)) {
            let first = first.get("matchLabelExpressions");
            cx.duplicate(&expressions, &first, "remove one of the two terms");
        }
    }
}

fn requirement<'a>(cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
    let (key, values) = (expression.get("key"), expression.get("values"));
    if values.is_set() && values.is_empty() {
        cx.required(&values, "list the values that the label of a node may have");
    }
    for (index, value) in values.items().enumerate() {
        let same = |other: &Field<'_, 'a>| other.text_or_empty() == value.text_or_empty();
        if let Some(first) = values.items().take(index).find(same) {
            cx.duplicate(&value, &first, "list each value once");
        }
    }
    cx.check(&key, qualified_name);
    labels::old_node_label(cx, &key);
}

fn has_key(expression: &Field<'_, '_>, key: &Field<'_, '_>) -> bool {
    expression.get("key").text_or_empty() == key.text_or_empty()
}

/// Whether two terms ask for the same values of the same labels, in whatever order.
fn same_term(one: &Field<'_, '_>, other: &Field<'_, '_>) -> bool {
    let within = |inner: &Field<'_, '_>, outer: &Field<'_, '_>| {
        inner.get("matchLabelExpressions").items().all(|asked| {
            outer.get("matchLabelExpressions").items().any(|given| {
                let given = (given.get("key"), given.get("values"));
                has_key(&asked, &given.0) && asked.get("values").items().all(|value| holds(&given.1, &value))
            })
        })
    };
    within(one, other) && within(other, one)
}

fn holds(values: &Field<'_, '_>, wanted: &Field<'_, '_>) -> bool {
    values.items().any(|value| value.text_or_empty() == wanted.text_or_empty())
}
