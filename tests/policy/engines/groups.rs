//! The inputs that all engines are asked about, in groups that are recorded and compared as one.

use std::path::Path;
use std::sync::Arc;

use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::{Answers, Options, Parameters, Policies};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;
use rayon::prelude::*;

use crate::policy::examples::{Example, examples};
use crate::policy::rules::{RuleFolder, all, policies};
use crate::support::{manifests, shared};

/// The inputs of a file with what the virtual machine answers.
pub struct Group {
    /// The file: `RES017 README.md`, `fixtures/shop/web.yaml`.
    pub file: String,
    pub cases: Vec<Answers>,
}

/// What becomes of a group.
pub type Work<'w, T> = &'w (dyn Fn(Group) -> T + Sync);

/// Works on the examples of all rules and on the fixtures, whose groups are dropped one by one.
pub fn each_own<T: Send>(work: Work<'_, T>) -> Vec<T> {
    let policies = policies();
    let of_rule = |rule: &RuleFolder| {
        let examples = examples(&rule.read("README.md")).unwrap_or_default();
        let cases = examples.iter().flat_map(|example| of_example(&policies, example, rule)).collect();
        work(Group { file: format!("{} README.md", rule.metadata.id), cases })
    };
    let mut worked: Vec<T> = all().par_iter().map(of_rule).collect();
    worked.extend(each_project(&policies, &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), work));
    worked
}

/// Works on the corpus; says what is left out where it is not there.
pub fn each_of_corpus<T: Send>(work: Work<'_, T>) -> Option<Vec<T>> {
    shared::path("corpus").map(|corpus| each_project(&policies(), &corpus, work))
}

fn of_example(policies: &Policies, example: &Example, rule: &RuleFolder) -> Vec<Answers> {
    let stream = Stream::parse(example.text.clone().into_bytes());
    let manifest = Manifest { file: Arc::from("example.yaml"), stream, reported: true };
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    let graph = Graph::build(&objects).assuming(&example.assumed);
    let overrides = Parameters::from([(rule.metadata.id.clone(), example.params.clone())]);
    let options = Options::new(policies.metadata(), example.version, Profile::Off, &overrides).unwrap();
    let asked = objects.iter().enumerate();
    asked.flat_map(|(id, object)| policies.answers(object, &graph.facts(id), &options).unwrap()).collect()
}

/// Every subfolder is a run, and every file of it a group.
fn each_project<T: Send>(policies: &Policies, folder: &Path, work: Work<'_, T>) -> Vec<T> {
    let options =
        Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Off, &Parameters::new()).unwrap();
    let root = folder.parent().unwrap();
    let mut worked = Vec::new();
    for manifests in manifests::projects(folder) {
        let objects: Vec<Object<'_>> = manifests.iter().flat_map(Manifest::objects).collect();
        let graph = Graph::build(&objects);
        let mut next = 0;
        let ids = manifests.iter().map(|manifest| {
            let first = next;
            next += manifest.objects().count();
            (manifest, first..next)
        });
        let files: Vec<_> = ids.filter(|(_, ids)| !ids.is_empty()).collect();
        worked.par_extend(files.into_par_iter().map(|(manifest, ids)| {
            let answers = |id: usize| policies.answers(&objects[id], &graph.facts(id), &options).unwrap();
            let file = Path::new(&*manifest.file).strip_prefix(root).unwrap().to_string_lossy().into_owned();
            work(Group { file, cases: ids.flat_map(answers).collect() })
        }));
    }
    worked
}
