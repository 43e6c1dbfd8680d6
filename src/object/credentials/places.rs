//! Where credentials stand in an object: variables, commands, data, annotations, values of charts.

use std::borrow::Cow;

use data_encoding::BASE64;

use super::{Credential, Detector, Kind, Place, harmless, names, randomness};
use crate::object::facts::{CredentialFact, CredentialSource};
use crate::object::{Container, Object, PodTemplate};
use crate::yaml::{Node, Pointer, Span};

/// What paths start from that start at the object's root, as findings have it.
const ROOT: i64 = -2;
/// An annotation that repeats the whole object.
const COPY_OF_OBJECT: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// How deep and how far values of charts are followed; aliases can multiply them without end.
const MAX_DEPTH: usize = 32;
const MAX_VALUES: usize = 20_000;

/// A value of a Secret that may be anything.
const UNKNOWN: Kind = Kind::new("value", "a value");

/// A text in which credentials are looked for.
struct Text<'a> {
    source: CredentialSource,
    anchor: i64,
    /// The way to what tells of it: the name of a variable, else the text itself.
    path: Pointer,
    /// The way to it.
    value: Pointer,
    name: Cow<'a, str>,
    node: Node<'a>,
    /// Its content where that is base64 and not what is written.
    decoded: Option<String>,
}

impl Text<'_> {
    fn content(&self) -> &str {
        self.decoded.as_deref().unwrap_or_else(|| self.node.text())
    }
}

/// The credentials of an object and of one of its pods.
pub fn credentials(
    object: &Object<'_>,
    pod: Option<(&PodTemplate<'_>, &[Container<'_>])>,
    detector: &Detector,
) -> Vec<CredentialFact> {
    let mut facts = Vec::new();
    texts(object, pod, &mut |text| judge(&text, detector, &mut facts));
    facts
}

/// The bytes of the file that hold credentials of an object and of all its pods.
pub fn hidden(object: &Object<'_>, detector: &Detector) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut hide = |text: Text<'_>| {
        for credential in find(&text, detector) {
            let part = text.node.part(credential.span).filter(|_| text.decoded.is_none());
            spans.push(part.map_or_else(|| text.node.span(), |part| part.bytes));
        }
    };
    let pods: Vec<PodTemplate<'_>> = object.pod_templates().collect();
    if pods.is_empty() {
        texts(object, None, &mut hide);
    }
    for pod in &pods {
        let containers: Vec<Container<'_>> = pod.containers().collect();
        texts(object, Some((pod, &containers)), &mut hide);
    }
    spans
}

/// The credentials in a text.
fn find(text: &Text<'_>, detector: &Detector) -> Vec<Credential> {
    let place = match text.source {
        CredentialSource::Env | CredentialSource::Argument => Place::Variable,
        CredentialSource::Annotation => Place::Annotation,
        CredentialSource::ConfigMap | CredentialSource::Secret | CredentialSource::ChartValues => Place::Entry,
    };
    detector.find(&text.name, text.content(), place)
}

/// Visits every text of an object in which credentials are looked for.
fn texts<'a>(object: &Object<'a>, pod: Option<(&PodTemplate<'a>, &[Container<'a>])>, visit: &mut impl FnMut(Text<'a>)) {
    let root = Pointer::root();
    annotations(object.metadata(), &root.clone().key("metadata"), visit);
    if let Some((template, containers)) = pod {
        if !template.path.is_root() {
            annotations(template.metadata, &template.path.clone().key("metadata"), visit);
        }
        containers.iter().for_each(|container| of_container(container, visit));
    }
    match (object.gvk.group, object.gvk.kind) {
        ("", "ConfigMap") => {
            entries(object.root, "data", CredentialSource::ConfigMap, visit);
            encoded_entries(object.root, "binaryData", CredentialSource::ConfigMap, visit);
        }
        ("", "Secret") => {
            encoded_entries(object.root, "data", CredentialSource::Secret, visit);
            entries(object.root, "stringData", CredentialSource::Secret, visit);
        }
        ("argoproj.io", "Application" | "ApplicationSet") | ("helm.toolkit.fluxcd.io" | "helm.cattle.io", _) => {
            charts(object, visit);
        }
        _ => {}
    }
}

fn annotations<'a>(metadata: Option<Node<'a>>, path: &Pointer, visit: &mut impl FnMut(Text<'a>)) {
    let annotations = metadata.and_then(|metadata| metadata.get("annotations"));
    for (key, node) in annotations.into_iter().flat_map(Node::pairs).filter(|(key, _)| key.text() != COPY_OF_OBJECT) {
        let value = || path.clone().key("annotations").key(key.text());
        text(CredentialSource::Annotation, ROOT, Cow::Borrowed(key.text()), node, value, visit);
    }
}

/// The variables, command and arguments of a container.
fn of_container<'a>(container: &Container<'a>, visit: &mut impl FnMut(Text<'a>)) {
    let anchor = container.ordinal as i64;
    let env = container.node.get("env").into_iter().flat_map(Node::items);
    for (index, variable) in env.enumerate() {
        let Some(node) = variable.get("value").filter(|value| value.as_str().is_some()) else { continue };
        let path = Pointer::root().key("env").index(index);
        let name = Cow::Borrowed(variable.get("name").map(Node::text).unwrap_or_default());
        let value = path.clone().key("value");
        visit(Text { source: CredentialSource::Env, anchor, path: path.key("name"), value, name, node, decoded: None });
    }
    for field in ["command", "args"] {
        let mut before = "";
        for (index, node) in container.node.get(field).into_iter().flat_map(Node::items).enumerate() {
            // `--password`, `hunter2`: the flag is the name of what follows.
            let is_flag = before.starts_with('-') && !before.contains([' ', '=']) && !node.text().starts_with('-');
            let name = Cow::Borrowed(if is_flag { before.trim_start_matches('-') } else { "" });
            before = node.text();
            text(CredentialSource::Argument, anchor, name, node, || Pointer::root().key(field).index(index), visit);
        }
    }
}

/// The entries of `data` or `stringData`.
fn entries<'a>(root: Node<'a>, section: &str, source: CredentialSource, visit: &mut impl FnMut(Text<'a>)) {
    for (key, node) in root.get(section).into_iter().flat_map(Node::pairs) {
        text(source, ROOT, Cow::Borrowed(key.text()), node, || Pointer::root().key(section).key(key.text()), visit);
    }
}

/// The entries of a section in base64, as far as they are text; what is no base64 stands there as it is.
fn encoded_entries<'a>(root: Node<'a>, section: &str, source: CredentialSource, visit: &mut impl FnMut(Text<'a>)) {
    for (key, node) in root.get(section).into_iter().flat_map(Node::pairs) {
        let compact: String = node.text().split_ascii_whitespace().collect();
        let bytes = BASE64.decode(compact.as_bytes()).unwrap_or_else(|_| node.text().as_bytes().to_vec());
        let path = Pointer::root().key(section).key(key.text());
        if let Ok(content) = String::from_utf8(bytes) {
            let name = Cow::Borrowed(key.text());
            visit(Text { source, anchor: ROOT, value: path.clone(), path, name, node, decoded: Some(content) });
        }
    }
}

fn text<'a>(
    source: CredentialSource,
    anchor: i64,
    name: Cow<'a, str>,
    node: Node<'a>,
    path: impl FnOnce() -> Pointer,
    visit: &mut impl FnMut(Text<'a>),
) {
    if node.as_str().is_some() {
        let path = path();
        visit(Text { source, anchor, value: path.clone(), path, name, node, decoded: None });
    }
}

/// The values that objects of Argo CD, Flux and K3s give charts.
fn charts<'a>(object: &Object<'a>, visit: &mut impl FnMut(Text<'a>)) {
    let spec = Pointer::root().key("spec");
    let Some(node) = object.root.get("spec") else { return };
    match object.gvk.kind {
        "Application" => application(node, &spec, visit),
        "ApplicationSet" => {
            let path = spec.key("template").key("spec");
            if let Some(node) = object.root.find(&path) {
                application(node, &path, visit);
            }
        }
        _ => {
            for field in ["values", "valuesContent", "set"] {
                below(node, field, &spec, visit);
            }
        }
    }
}

fn application<'a>(spec: Node<'a>, path: &Pointer, visit: &mut impl FnMut(Text<'a>)) {
    let single = spec.get("source").map(|source| (source, path.clone().key("source")));
    let several = spec.get("sources").into_iter().flat_map(Node::items).enumerate();
    let several = several.map(|(index, source)| (source, path.clone().key("sources").index(index)));
    for (source, path) in single.into_iter().chain(several) {
        if let Some(helm) = source.get("helm") {
            let path = path.clone().key("helm");
            below(helm, "values", &path, visit);
            below(helm, "valuesObject", &path, visit);
            named_values(helm.get("parameters"), &path.key("parameters"), visit);
        }
        let env = source.path(&["plugin", "env"]);
        named_values(env, &path.key("plugin").key("env"), visit);
    }
}

/// A list of names and values.
fn named_values<'a>(list: Option<Node<'a>>, path: &Pointer, visit: &mut impl FnMut(Text<'a>)) {
    for (index, item) in list.into_iter().flat_map(Node::items).enumerate() {
        let Some(node) = item.get("value") else { continue };
        let name = item.get("name").map(Node::text).unwrap_or_default();
        let value = || path.clone().index(index).key("value");
        text(CredentialSource::ChartValues, ROOT, Cow::Borrowed(name), node, value, visit);
    }
}

/// All texts below a field, each with its key for a name.
fn below<'a>(parent: Node<'a>, field: &'a str, path: &Pointer, visit: &mut impl FnMut(Text<'a>)) {
    let Some(node) = parent.get(field) else { return };
    let mut left = MAX_VALUES;
    let mut open = vec![(node, path.clone().key(field), field, 0)];
    while let Some((node, path, name, depth)) = open.pop() {
        left = left.saturating_sub(1);
        if left == 0 || depth > MAX_DEPTH {
            continue;
        }
        text(CredentialSource::ChartValues, ROOT, Cow::Borrowed(name), node, || path.clone(), visit);
        let values = node.pairs().map(|(key, value)| (value, path.clone().key(key.text()), key.text(), depth + 1));
        let items = node.items().enumerate().map(|(index, item)| (item, path.clone().index(index), name, depth + 1));
        open.extend(values.chain(items));
    }
}

/// Adds what a text holds to the facts.
fn judge(text: &Text<'_>, detector: &Detector, facts: &mut Vec<CredentialFact>) {
    let content = text.content();
    let found = find(text, detector);
    if found.is_empty() && text.source == CredentialSource::Secret {
        facts.extend(unknown(content).map(|credential| fact(text, credential)));
    }
    facts.extend(found.into_iter().map(|credential| fact(text, credential)));
}

/// What stands in a Secret without a name or shape that tells more of it.
fn unknown(content: &str) -> Option<Credential> {
    let value = content.trim();
    let usable = !value.contains('\n') && !harmless::is_harmless(value) && !value.starts_with("-----BEGIN");
    usable.then(|| Credential { kind: UNKNOWN, name: None, says: Vec::new(), span: 0..content.len() })
}

fn fact(text: &Text<'_>, credential: Credential) -> CredentialFact {
    let content = text.content();
    let of_line = credential.name.clone().and_then(|name| content.get(name));
    let name = of_line.unwrap_or(&text.name);
    let before = content.get(..credential.span.start).unwrap_or_default();
    let value = content.get(credential.span.clone()).unwrap_or_default().trim();
    let start: String = value.chars().take(64).collect();
    let entropy = if value.contains(char::is_whitespace) { 0.0 } else { randomness::entropy(&start) };
    CredentialFact {
        source: text.source,
        kind: credential.kind.id,
        what: credential.kind.words,
        anchor: text.anchor,
        path: text.path.clone(),
        value: text.value.clone(),
        key: text.name.to_string(),
        name: name.to_owned(),
        in_text: of_line.is_some() || value.len() < content.trim().len(),
        words: names::snake_case(name).to_ascii_uppercase(),
        says: credential.says,
        line: before.matches('\n').count() + 1,
        part: if text.decoded.is_some() { Vec::new() } else { vec![credential.span.start, credential.span.end] },
        example: value.ends_with("EXAMPLE"),
        entropy: (entropy * 100.0).round() as u32,
    }
}
