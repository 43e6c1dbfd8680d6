//! ConstraintTemplates: Rego within YAML.

use crate::object::Object;
use crate::policy::user::problem::RegoProblem;
use crate::policy::user::source::TextFile;
use crate::yaml::{LineIndex, Node};

/// A ConstraintTemplate.
#[derive(Clone, Debug)]
pub(in crate::policy::user) struct Template {
    /// The kind of its constraints.
    pub(in crate::policy::user) kind: String,
    /// What it asks for, in a sentence.
    pub(in crate::policy::user) description: Option<String>,
    /// Its Rego, the module with `violation` first.
    pub(in crate::policy::user) modules: Vec<TextFile>,
    /// Whether the Rego is of version 0, as it is unless the template says otherwise.
    pub(in crate::policy::user) rego_v0: bool,
    file: String,
    /// For each module how far its lines and columns are from those of the file.
    offsets: Vec<(u32, u32)>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// It names no kind, or holds no Rego.
    pub(super) fn read(object: &Object<'_>) -> Result<Self, RegoProblem> {
        let file = object.manifest.file.as_ref();
        let wrong = |message: &str| RegoProblem::of_file(file, message);
        let text = |path: &[&str]| object.root.path(path).and_then(Node::as_str);
        let kind = text(&["spec", "crd", "spec", "names", "kind"]);
        let kind = kind.ok_or_else(|| wrong("the template names no kind in `spec.crd.spec.names.kind`"))?;
        let targets = object.root.path(&["spec", "targets"]).into_iter().flat_map(Node::items);
        let code = targets.filter_map(code).next().ok_or_else(|| {
            wrong("the template holds no Rego")
                .with_help("kubevet evaluates Rego; CEL (`K8sNativeValidation`) it does not")
        })?;
        let lines = LineIndex::new(&object.manifest.stream.text);
        let (mut modules, mut offsets) = (Vec::new(), Vec::new());
        for (number, node) in code.modules.iter().enumerate() {
            let name = if number == 0 { file.to_owned() } else { format!("{file} (library {number})") };
            modules.push(TextFile { name, text: node.text().to_owned() });
            offsets.push(offset(*node, &lines, &object.manifest.stream.text));
        }
        let description = object.metadata().and_then(|metadata| metadata.path(&["annotations", "description"]));
        Ok(Self {
            kind: kind.to_owned(),
            description: description.and_then(Node::as_str).map(|text| text.trim().to_owned()),
            modules,
            rego_v0: code.version != Some("v1"),
            file: file.to_owned(),
            offsets,
        })
    }

    /// The file it stands in.
    pub(in crate::policy::user) fn file(&self) -> &str {
        &self.file
    }

    /// A problem of its Rego, at its place in the file.
    pub(in crate::policy::user) fn place(&self, mut problem: RegoProblem) -> RegoProblem {
        let module = self.modules.iter().position(|module| module.name == problem.file);
        if let Some(&(line, column)) = module.and_then(|number| self.offsets.get(number)) {
            problem.place = problem.place.map(|(own_line, own_column)| (own_line + line, own_column + column));
        }
        problem.file = self.file.clone();
        // The version is the template's to tell.
        problem.help = problem.help.filter(|help| !help.contains("--rego-v0"));
        problem
    }
}

/// The Rego of a target: what is enforced, and the libraries behind it.
struct Code<'a> {
    modules: Vec<Node<'a>>,
    version: Option<&'a str>,
}

/// The code of a target, in `rego` and `libs`, or in an entry of `code` for the engine Rego.
fn code(target: Node<'_>) -> Option<Code<'_>> {
    let is_rego = |entry: &Node<'_>| entry.get("engine").and_then(Node::as_str) == Some("Rego");
    let entry = target.get("code").and_then(|code| code.items().find(is_rego)).and_then(|entry| entry.get("source"));
    let holder = entry.or(Some(target)).filter(|holder| holder.get("rego").is_some())?;
    let libraries = holder.get("libs").into_iter().flat_map(Node::items);
    let modules = holder.get("rego").into_iter().chain(libraries).collect();
    Some(Code { modules, version: holder.get("version").and_then(Node::as_str) })
}

/// How far the lines and columns of a block of text are from those of its file.
fn offset(node: Node<'_>, lines: &LineIndex<'_>, text: &str) -> (u32, u32) {
    let header = lines.position(node.span().start).line;
    if !node.is_block_scalar() {
        return (header.saturating_sub(1), 0);
    }
    let mut block = text.lines().skip(header as usize);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let in_file = block.find(|line| !line.trim().is_empty()).map_or(0, indent);
    let own = node.text().lines().find(|line| !line.trim().is_empty()).map_or(0, indent);
    (header, u32::try_from(in_file.saturating_sub(own)).unwrap_or_default())
}
