//! What the expressions of webhooks and policies may speak of, and what they must give, as
//! `k8s.io/apiserver/pkg/admission/plugin/cel` has it.

use crate::cel::{Declarations, Type, authorizer_type, namespace_type, request_resource_type, request_type};
use crate::validation::context::Context;
use crate::validation::expression::compile;
use crate::validation::field::Field;

/// The variables that a policy's expressions share.
const VARIABLES: &str = "kubernetes.variables";

/// The names that are known to the expressions of one webhook or policy.
pub(super) struct Scope<'a> {
    params: bool,
    patches: bool,
    variables: Option<Vec<(&'a str, Type<'static>)>>,
}

impl<'a> Scope<'a> {
    /// The scope of a webhook.
    pub(super) fn of_webhook() -> Self {
        Self { params: false, patches: false, variables: None }
    }

    /// The scope of a policy, before its variables: with `params` if it names their kind.
    pub(super) fn of_policy(spec: &Field<'_, 'a>) -> Self {
        Self { params: spec.get("paramKind").is_set(), patches: false, variables: None }
    }

    /// As this one, for expressions that make changes.
    pub(super) fn with_patches(self) -> Self {
        Self { patches: true, ..self }
    }

    /// Lets what follows use a variable.
    fn declare(&mut self, name: &'a str, ty: Type<'static>) {
        let variables = self.variables.get_or_insert_default();
        variables.retain(|(known, _)| *known != name);
        variables.push((name, ty));
    }

    fn declarations(&self, cx: &Context<'_, 'a>, authorizer: bool) -> Declarations<'static> {
        let mut known = Declarations::new(cx.version())
            .with("object", Type::Dyn)
            .with("oldObject", Type::Dyn)
            .with("request", request_type())
            .with("namespaceObject", namespace_type());
        if self.params {
            known = known.with("params", Type::Dyn);
        }
        if authorizer {
            known =
                known.with("authorizer", authorizer_type()).with("authorizer.requestResource", request_resource_type());
        }
        if let Some(variables) = &self.variables {
            known = known.with("variables", Type::record(VARIABLES, variables.clone()));
        }
        if self.patches { known.with_type("Object").with_type("JSONPatch") } else { known }
    }

    /// A condition or a validation, which holds or does not.
    pub(super) fn condition(&self, cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
        filled(cx, expression);
        self.compile(cx, expression, &[Type::Bool]);
    }

    /// The text that is told when a validation fails. It cannot ask the cluster what is allowed.
    pub(super) fn message(&self, cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
        if !expression.is_empty() {
            compile(cx, expression, &self.declarations(cx, false), &[Type::String]);
        }
    }

    /// The value of an annotation: a text, or null for none.
    pub(super) fn annotation(&self, cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
        filled(cx, expression);
        self.compile(cx, expression, &[Type::String, Type::Null]);
    }

    /// `variables`, each of which may use those before it.
    pub(super) fn variables(&mut self, cx: &mut Context<'_, 'a>, variables: &Field<'_, 'a>) {
        if !variables.is_empty() {
            self.variables = Some(Vec::new());
        }
        for variable in variables.items() {
            let expression = variable.get("expression");
            filled(cx, &expression);
            let compiled = compile(cx, &expression, &self.declarations(cx, true), &[]);
            if let Some(name) = variable.get("name").text() {
                self.declare(name, compiled.map_or(Type::Dyn, |(_, ty)| handed_on(ty)));
            }
        }
    }

    /// The change of a mutation: an object, or a list of steps.
    pub(super) fn change(&self, cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>, steps: bool) {
        filled(cx, expression);
        let Some((_, ty)) = compile(cx, expression, &self.declarations(cx, true), &[]) else { return };
        let fits = match ty {
            Type::List(_) => steps,
            Type::Null | Type::Bool | Type::Int | Type::Uint | Type::Double | Type::String | Type::Bytes => false,
            Type::Duration | Type::Timestamp | Type::Map(_) => false,
            _ => true,
        };
        if !fits {
            let must = if steps { "give a list of `JSONPatch` values" } else { "give an `Object`" };
            let example = if steps {
                "`[JSONPatch{op: \"add\", path: \"/a\", value: 1}]`"
            } else {
                "`Object{spec: Object.spec{}}`"
            };
            cx.invalid(expression, &format!("{must}, and gives a {ty}"), &format!("write for example {example}"));
        }
    }

    fn compile(&self, cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>, wanted: &[Type<'static>]) {
        if !expression.is_empty() {
            compile(cx, expression, &self.declarations(cx, true), wanted);
        }
    }
}

/// An expression that is there, but empty or only of white space; that it is absent is told by the schema.
fn filled<'a>(cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
    if expression.text().is_some_and(|text| text.trim().is_empty()) {
        cx.required(expression, "write an expression in CEL, for example `object.spec.replicas <= 5`");
    }
}

/// The type of a variable to those who use it: of objects nothing is known any more.
fn handed_on(ty: Type<'static>) -> Type<'static> {
    match ty {
        Type::List(items) => Type::list(handed_on((*items).clone())),
        Type::Map(entry) => Type::map(handed_on(entry.0.clone()), handed_on(entry.1.clone())),
        Type::Optional(_) | Type::Type | Type::Opaque(_) | Type::Schema(_) | Type::Record(_) => Type::Dyn,
        Type::Param(_) | Type::Error => Type::Dyn,
        other => other,
    }
}
