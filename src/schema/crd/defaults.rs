//! The defaults in the schemas of a definition must themselves fit those schemas.
//!
//! Source: `ValidateDefaults` in `apiextensions-apiserver/pkg/apiserver/schema/defaulting`.

use super::{GROUP, KIND, compile};
use crate::finding::Violation;
use crate::object::Object;
use crate::schema::catalog::Catalog;
use crate::schema::check::{Check, Dialect, Step};
use crate::yaml::Node;

/// How deep schemas are followed.
const DEEPEST: u16 = 100;

/// The defaults of a definition that do not fit; nothing for other objects.
pub(in crate::schema) fn check(catalog: &Catalog, object: &Object<'_>) -> Vec<Violation> {
    if object.gvk.kind != KIND || object.gvk.group != GROUP || object.gvk.version != "v1" {
        return Vec::new();
    }
    let mut walk = Walk { catalog, object, violations: Vec::new() };
    let root = Step::root();
    let found = object.root.pair("spec").and_then(|spec| Some((spec.0, spec.1.pair("versions")?)));
    if let Some((spec, (key, versions))) = found {
        let spec = root.key(spec);
        let list = spec.key(key);
        for (index, version) in versions.items().enumerate() {
            walk.version(version, &list.item(index));
        }
    }
    walk.violations
}

struct Walk<'w, 'd> {
    catalog: &'w Catalog,
    object: &'w Object<'d>,
    violations: Vec<Violation>,
}

impl<'d> Walk<'_, 'd> {
    fn version(&mut self, version: Node<'d>, step: &Step<'_, 'd>) {
        let Some((key, schema)) = version.pair("schema") else { return };
        let step = step.key(key);
        let Some((key, root)) = schema.pair("openAPIV3Schema") else { return };
        self.schema(root, true, &step.key(key));
    }

    /// The default of a schema, and of those below it, as far as defaults may stand there.
    fn schema(&mut self, schema: Node<'d>, is_root: bool, step: &Step<'_, 'd>) {
        if step.depth > DEEPEST {
            return;
        }
        let (mut properties, mut is_object) = (None, is_root);
        for (key, value) in schema.pairs() {
            match key.text() {
                "default" if !is_root && !value.is_null() => self.default(schema, value, &step.key(key)),
                "items" if value.is_map() => self.schema(value, false, &step.key(key)),
                "properties" => properties = Some((key, value)),
                "x-kubernetes-embedded-resource" => is_object |= value.as_bool() == Some(true),
                _ => {}
            }
        }
        let Some((key, properties)) = properties else { return };
        let step = step.key(key);
        for (name, property) in properties.pairs() {
            // Those of metadata are judged as metadata.
            if !is_object || !matches!(name.text(), "metadata" | "kind" | "apiVersion") {
                self.schema(property, false, &step.key(name));
            }
        }
    }

    fn default(&mut self, schema: Node<'d>, default: Node<'d>, step: &Step<'_, 'd>) {
        let compiled = compile::part(schema);
        let check = Check::new(&compiled.types, Dialect::Default, self.object, compiled.root);
        let check = check.with_metadata(&self.catalog.types, self.catalog.object_meta());
        self.violations.extend(check.run_value(default, step));
    }
}
