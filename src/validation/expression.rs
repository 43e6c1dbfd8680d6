//! Expressions in the Common Expression Language: those of custom resource definitions, admission policies and webhooks.

use super::context::{Context, named};
use super::field::Field;
use super::rules;
use crate::cel::{CompileError, Declarations, Program, Schema, Type};

/// How much of an expression a message shows around a fault.
const SHOWN: usize = 24;

/// Compiles the expression that a field holds, and reports what the API server would refuse of it. The value must be of
/// one of the types; any, when there are none.
///
/// Gives the program and the type of its value; nothing when the field is empty or its expression is at fault.
pub(super) fn compile<'a, 's>(
    cx: &mut Context<'_, 'a>,
    field: &Field<'_, 'a>,
    declarations: &Declarations<'s>,
    wanted: &[Type<'static>],
) -> Option<(Program, Type<'s>)> {
    let text = field.text().filter(|text| !text.trim().is_empty())?;
    let compiled = match wanted {
        [] => Program::compile_typed(text, declarations),
        wanted => Program::compile_as(text, declarations, wanted).map(|program| (program, Type::Dyn)),
    };
    match compiled {
        Ok(compiled) => Some(compiled),
        Err(errors) => {
            errors.iter().for_each(|error| report(cx, field, text, error));
            None
        }
    }
}

fn report<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, text: &str, error: &CompileError) {
    let place = place_of(text, error.offset);
    let (message, name) = (&error.message, named(field));
    if error.unsupported {
        let help = "split the expression into several, so that it can be checked";
        cx.warn(field, format!("{name} was not checked: {message}"), help);
    } else {
        let message = format!("{name} must be a valid expression, but {message}, {place}");
        cx.report(rules::INVALID_VALUE, field, message, "correct the expression");
    }
}

/// Where in an expression a fault is, for readers: the text from there on.
fn place_of(text: &str, offset: usize) -> String {
    let rest = text.get(offset..).unwrap_or_default();
    let line: String = rest.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
    if line.is_empty() {
        return "at its end".to_owned();
    }
    let more = if line.len() < rest.len() { "…" } else { "" };
    format!("at `{line}{more}`")
}

/// One of `x-kubernetes-validations`: `rule` must be a bool and `messageExpression` a text. `schema` describes `self`;
/// `correlated` says that an old value belongs to each new one, because no list but those of the type `map` are above.
///
/// Source: `apiextensions-apiserver/pkg/apiserver/schema/cel/compilation.go`.
pub(super) fn rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>, schema: Schema<'a>, correlated: bool) {
    let Some(this) = schema.declared() else {
        let message = format!("{} cannot have rules: the schema gives its values no type", named(rule));
        cx.report(rules::INVALID_VALUE, rule, message, "give the schema a `type`, and its items or values one too");
        return;
    };
    let optional = rule.get("optionalOldSelf").is_true();
    let old = if optional { Type::optional(this.clone()) } else { this.clone() };
    let declarations = Declarations::new(cx.version()).with("self", this).with("oldSelf", old);
    let expression = rule.get("rule");
    let compiled = compile(cx, &expression, &declarations, &[Type::Bool]);
    let message = compile(cx, &rule.get("messageExpression"), &declarations, &[Type::String]);
    let uses_old = [&compiled, &message].into_iter().flatten().any(|(program, _)| program.mentions("oldSelf"));
    if uses_old && !correlated {
        let why = "not use `oldSelf`: items of a list above it have no old value that belongs to them";
        cx.invalid(&expression, why, "set `x-kubernetes-list-type: map` for the lists above, or remove `oldSelf`");
    }
}

#[cfg(test)]
mod tests {
    use crate::object::{KubernetesVersion, Manifest};
    use crate::validation::Validation;
    use crate::yaml::Stream;

    /// What is said of a definition whose schema has a field `spec` with this schema.
    fn faults(spec: &str) -> Vec<String> {
        let text = format!(
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {{name: as.b.c}}\nspec:\n  group: b.c\n  \
             scope: Namespaced\n  names: {{plural: as, kind: A, singular: a, listKind: AList}}\n  versions:\n  - name: v1\n    served: true\n    \
             storage: true\n    schema: {{openAPIV3Schema: {{type: object, properties: {{spec: {spec}}}}}}}\n"
        );
        let stream = Stream::parse(text.into_bytes());
        let manifest = Manifest { file: "crd.yaml".into(), stream, reported: true };
        let check = Validation::new(KubernetesVersion::NEWEST);
        manifest.objects().flat_map(|object| check.check(&object)).map(|violation| violation.message).collect()
    }

    #[test]
    fn rules_are_compiled_with_the_schema_as_self() {
        let rule = |rule: &str| {
            faults(&format!(
                "{{type: object, properties: {{a: {{type: integer}}}}, x-kubernetes-validations: [{{message: m, rule: {rule:?}}}]}}"
            ))
        };
        assert_eq!(rule("self.a > 0 && self == oldSelf"), [""; 0]);
        let name = "`spec.versions[0].schema.openAPIV3Schema.properties.spec.x-kubernetes-validations[0].rule`";
        for (text, fault) in [
            ("self.b > 0", "there is no field `b` in this object, at `.b > 0`"),
            ("self.a >", "syntax error: a value should stand here, but there is the end, at its end"),
            ("self.a", "the value must be a bool, but is a int, at `.a`"),
            ("object.a > 0", "there is no variable `object`; known are `self`, `oldSelf`, at `object.a > 0`"),
        ] {
            assert_eq!(rule(text), [format!("{name} must be a valid expression, but {fault}")]);
        }
    }

    #[test]
    fn old_values_are_known_only_where_no_list_loses_them() {
        let list = |kind: &str| {
            let items = "{type: object, properties: {k: {type: string}}, required: [k], x-kubernetes-validations: [{rule: 'self == oldSelf', message: m}]}";
            faults(&format!("{{type: array, {kind}items: {items}}}"))
        };
        assert_eq!(list("x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], "), [""; 0]);
        assert!(list("")[0].contains("must not use `oldSelf`"), "{:?}", list(""));
    }

    #[test]
    fn message_expressions_give_text() {
        let spec = |text: &str| {
            faults(&format!(
                "{{type: string, x-kubernetes-validations: [{{rule: 'true', messageExpression: {text:?}}}]}}"
            ))
        };
        assert_eq!(spec("'bad: ' + self"), [""; 0]);
        assert!(spec("size(self)")[0].contains("the value must be a string, but is a int"));
    }
}
