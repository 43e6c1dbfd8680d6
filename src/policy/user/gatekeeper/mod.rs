//! Policies of Gatekeeper: templates that hold Rego, and constraints that say where it counts and with which parameters.

mod constraint;
mod template;

use std::sync::Arc;

pub(super) use constraint::{Constraint, Namespaces};
pub(super) use template::Template;

use super::problem::RegoProblem;
use super::source::{DataFile, Sources};
use crate::object::{Manifest, Object};
use crate::yaml::Stream;

/// The API groups of templates and constraints.
const TEMPLATES: &str = "templates.gatekeeper.sh";
const CONSTRAINTS: &str = "constraints.gatekeeper.sh";

/// What lies among the policies of a user besides Rego.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) templates: Vec<Template>,
    pub(super) constraints: Vec<Arc<Constraint>>,
    pub(super) data: Vec<DataFile>,
}

/// Sorts files of JSON and YAML into templates, constraints and data.
///
/// # Errors
/// Templates without Rego or without a kind.
pub(super) fn read(sources: &Sources) -> Result<Found, Vec<RegoProblem>> {
    let mut found = Found::default();
    let mut problems = Vec::new();
    for data in &sources.among {
        let stream = Stream::parse(data.file.text.clone().into_bytes());
        let manifest = Manifest { file: Arc::from(data.file.name.as_str()), stream, reported: false };
        let manifest = Arc::new(manifest);
        let is_object = |object: &Object<'_>| !object.gvk.kind.is_empty() && !object.gvk.version.is_empty();
        let objects: Vec<Object<'_>> = manifest.objects().filter(is_object).collect();
        if objects.is_empty() {
            found.data.push(data.clone());
        }
        for object in &objects {
            match (object.gvk.group, object.gvk.kind) {
                (TEMPLATES, "ConstraintTemplate") => match Template::read(object) {
                    Ok(template) => found.templates.push(template),
                    Err(problem) => problems.push(problem),
                },
                (CONSTRAINTS, _) => found.constraints.push(Arc::new(Constraint::new(&manifest, object))),
                _ => {}
            }
        }
    }
    for constraint in &found.constraints {
        if !found.templates.iter().any(|template| template.kind == constraint.kind) {
            let message = format!("there is no ConstraintTemplate of the kind `{}`", constraint.kind);
            let problem = RegoProblem::of_file(&constraint.file, message);
            problems.push(problem.with_help("give the file that holds it with `--policy` too"));
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}
