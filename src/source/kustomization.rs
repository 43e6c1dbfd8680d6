//! The files that a kustomization names, and what for.
//!
//! Fields: <https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/>.

use std::path::{Path, PathBuf};

use super::path::lexical;
use super::read;
use crate::yaml::{Kind, Node, Stream};

/// The names under which kustomize looks for its file, in its order.
pub(super) const FILE_NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// What a kustomization uses a file for, other than as a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Patch,
    Replacement,
    Configuration,
    Generator,
    Transformer,
    Validator,
    HelmValues,
}

impl Role {
    /// For users.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Replacement => "replacement",
            Self::Configuration => "transformer configuration",
            Self::Generator => "generator",
            Self::Transformer => "transformer",
            Self::Validator => "validator",
            Self::HelmValues => "Helm values",
        }
    }
}

/// Fields whose items are a path, or a mapping that holds one under a key.
const FIELDS: [(&str, Option<&str>, Role); 10] = [
    ("patches", Some("path"), Role::Patch),
    ("patchesStrategicMerge", None, Role::Patch),
    ("patchesJson6902", Some("path"), Role::Patch),
    ("replacements", Some("path"), Role::Replacement),
    ("configurations", None, Role::Configuration),
    ("generators", None, Role::Generator),
    ("transformers", None, Role::Transformer),
    ("validators", None, Role::Validator),
    ("helmCharts", Some("valuesFile"), Role::HelmValues),
    ("helmChartInflationGenerator", Some("values"), Role::HelmValues),
];

/// One kustomization; paths are absolute, links not followed.
#[derive(Debug)]
pub(super) struct Kustomization {
    /// Its file.
    pub(super) file: PathBuf,
    /// The files and folders it builds on.
    pub(super) resources: Vec<PathBuf>,
    /// What it builds on elsewhere: addresses that would have to be fetched.
    pub(super) remote: Vec<String>,
    /// The other files it names.
    pub(super) uses: Vec<(PathBuf, Role)>,
}

/// Whether a file is named like a kustomization.
pub(super) fn is_named_so(path: &Path) -> bool {
    path.file_name().is_some_and(|name| FILE_NAMES.iter().any(|known| name == *known))
}

/// The kustomization of a folder, if there is one that can be read.
pub(super) fn read(folder: &Path) -> Option<Kustomization> {
    let file = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file())?;
    let stream = Stream::parse(read::file(&file).ok()?);
    let root = stream.documents.first()?.root();
    let (mut resources, mut remote) = (Vec::new(), Vec::new());
    for field in ["resources", "bases", "components"] {
        resources.extend(paths(root, field, None).map(|path| lexical(&folder.join(path))));
        let items = root.get(field).into_iter().flat_map(Node::items).filter_map(Node::as_str);
        remote.extend(items.filter(|text| text.contains("://")).map(str::to_owned));
    }
    let mut uses = Vec::new();
    for (field, key, role) in FIELDS {
        uses.extend(paths(root, field, key).map(|path| (lexical(&folder.join(path)), role)));
    }
    let values = root.get("helmCharts").into_iter().flat_map(Node::items);
    for chart in values.filter_map(|chart| chart.get("additionalValuesFiles")) {
        let files = chart.items().filter_map(Node::as_str);
        uses.extend(files.map(|path| (lexical(&folder.join(path)), Role::HelmValues)));
    }
    Some(Kustomization { file, resources, remote, uses })
}

/// The paths in a list: its items, or what they hold under a key. Items that are no path but the thing itself, written
/// in place, have several lines.
fn paths<'a>(root: Node<'a>, field: &str, key: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let items = root.get(field).into_iter().flat_map(Node::items);
    let texts = items.filter_map(move |item| match (key, item.kind()) {
        (Some(key), Kind::Map) => item.get(key)?.as_str(),
        (None, _) => item.as_str(),
        _ => None,
    });
    texts.filter(|text| !text.trim().contains('\n') && !text.contains("://"))
}
