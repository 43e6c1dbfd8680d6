//! CustomResourceDefinition, as `apiextensions-apiserver/pkg/apis/apiextensions/validation` checks it.

use super::context::Context;
use super::field::Field;
use super::grammar::{dns_subdomain, dns1035_label};
use super::rules;

/// The types that a schema may name.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
/// How deep schemas are followed.
const DEEPEST: usize = 100;

/// A CustomResourceDefinition.
pub(super) fn definition<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let (group, plural) = (spec.get("group"), spec.path(&["names", "plural"]));
    cx.check(&group, dns_subdomain);
    let wanted = format!("{}.{}", plural.text_or_empty(), group.text_or_empty());
    let name = root.path(&["metadata", "name"]);
    if !plural.is_empty() && !group.is_empty() && name.text().is_some_and(|name| name != wanted) {
        cx.invalid(&name, &format!("be `{wanted}`: the plural, a dot and the group"), "rename it");
    }
    names(cx, &spec.get("names"));
    versions(cx, &spec.get("versions"));
    conversion(cx, &spec.get("conversion"));
    let preserve = spec.get("preserveUnknownFields");
    if preserve.is_true() {
        let help = "remove it; a schema keeps fields with `x-kubernetes-preserve-unknown-fields: true`";
        cx.invalid(&preserve, "not be `true` in `apiextensions.k8s.io/v1`", help);
    }
}

fn names<'a>(cx: &mut Context<'_, 'a>, names: &Field<'_, 'a>) {
    for key in ["plural", "singular"] {
        let field = names.get(key);
        if !field.is_empty() {
            cx.check(&field, dns1035_label);
        }
    }
    names.get("shortNames").items().for_each(|name| cx.check(&name, dns1035_label));
    names.get("categories").items().for_each(|name| cx.check(&name, dns1035_label));
}

fn versions<'a>(cx: &mut Context<'_, 'a>, versions: &Field<'_, 'a>) {
    let stored = versions.items().filter(|version| version.get("storage").is_true()).count();
    if versions.is_set() && stored != 1 {
        let must = format!("have one version with `storage: true`, not {stored}");
        cx.invalid(versions, &must, "set `storage: true` in one version and `storage: false` in the others");
    }
    let all: Vec<Field<'_, 'a>> = versions.items().collect();
    for (index, version) in all.iter().enumerate() {
        let name = version.get("name");
        cx.check(&name, dns1035_label);
        let before = all.iter().take(index).find(|other| !name.is_empty() && other.get("name").text() == name.text());
        if let Some(first) = before {
            cx.duplicate(&name, &first.get("name"), "give every version a name of its own");
        }
        let schema = version.path(&["schema", "openAPIV3Schema"]);
        if schema.is_set() {
            self::schema(cx, &schema, true, DEEPEST);
        } else {
            cx.required(&schema, "describe the version's fields, at the least with `type: object`");
        }
    }
}

fn conversion<'a>(cx: &mut Context<'_, 'a>, conversion: &Field<'_, 'a>) {
    let (strategy, webhook) = (conversion.get("strategy"), conversion.get("webhook"));
    cx.one_of(&strategy, &["None", "Webhook"]);
    if strategy.text() == Some("Webhook") {
        let client = webhook.get("clientConfig");
        if !client.is_set() {
            cx.required(&client, "name the service or URL that converts");
        }
        cx.require(&webhook.get("conversionReviewVersions"), "list the versions of the reviews, for example `[v1]`");
    } else if webhook.is_set() {
        cx.forbidden(&webhook, "the strategy is not `Webhook`", "remove it, or set `strategy: Webhook`");
    }
}

/// One schema of a structural schema, and all below it. The root must be an object.
fn schema<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, is_root: bool, depth: usize) {
    let ty = field.get("type");
    let untyped = field.get("x-kubernetes-int-or-string").is_true()
        || (field.get("x-kubernetes-preserve-unknown-fields").is_true() && !is_root);
    if ty.is_empty() && !untyped && field.node().is_some_and(|node| node.is_map()) {
        cx.required(&ty, "give the field's type: a structural schema has one everywhere");
    } else if !ty.is_empty() {
        cx.one_of(&ty, if is_root { &["object"] } else { &TYPES });
    }
    let list_type = field.get("x-kubernetes-list-type");
    cx.one_of(&list_type, &["atomic", "map", "set"]);
    if list_type.text() == Some("map") {
        cx.require(&field.get("x-kubernetes-list-map-keys"), "name the fields whose values no two items share");
    }
    if ty.text() == Some("array") && !field.get("items").is_set() {
        cx.required(&field.get("items"), "describe the items of the list");
    }
    if field.get("uniqueItems").is_true() {
        let why = "the check would take too long";
        cx.report(
            rules::FORBIDDEN_FIELD,
            &field.get("uniqueItems"),
            format!("`uniqueItems` must not be true: {why}"),
            "use `x-kubernetes-list-type: set` instead",
        );
    }
    if depth == 0 {
        return;
    }
    for (_, property) in field.get("properties").entries() {
        schema(cx, &property, false, depth - 1);
    }
    let items = field.get("items");
    if items.is_set() {
        schema(cx, &items, false, depth - 1);
    }
    let others = field.get("additionalProperties");
    if others.node().is_some_and(|node| node.is_map()) {
        schema(cx, &others, false, depth - 1);
    }
}
