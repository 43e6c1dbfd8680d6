//! Compiled rules: those that the build embedded, or others that come in the same form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use regorus::rvm::Program;
use regorus::rvm::program::DeserializationResult;
use rustc_hash::FxHashMap;

use super::bundle::annotations::Texts;
use super::bundle::format::{Bundle, Reads};
use super::bundle::plan::Plan;
use super::error::PolicyError;
use super::fields::{FieldNames, Fields};
use crate::object::{GroupVersionKind, Object};
use crate::rule::{FixText, Metadata, Profile};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/policies.bin"));

/// A rule: what its findings need of it, and its logic, which is unpacked when the first object asks for it.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Arc<str>,
    pub(super) message: String,
    pub(super) help: String,
    /// Kinds of objects whose absence it reports.
    pub(super) looks_for: Vec<String>,
    pub(super) fix: Option<FixText>,
    variants: BTreeMap<String, Texts>,
    profile: Profile,
    pub(super) reads: Reads,
    /// The rule finds nothing unless an object has all fields of one of these.
    needs: Vec<Fields>,
    packed_plan: Cow<'static, [u8]>,
    plan: OnceLock<Option<Plan>>,
    code: Cow<'static, [u8]>,
    program: OnceLock<Result<Arc<Program>, PolicyError>>,
}

impl Rule {
    /// The texts of a variant.
    pub(super) fn variant(&self, name: &str) -> Option<&Texts> {
        self.variants.get(name)
    }

    /// The plan, if there is one.
    pub(super) fn plan(&self) -> Option<&Plan> {
        let unpack = || (!self.packed_plan.is_empty()).then(|| postcard::from_bytes(&self.packed_plan).ok()).flatten();
        self.plan.get_or_init(unpack).as_ref()
    }

    /// The program.
    pub(super) fn program(&self) -> Result<&Arc<Program>, PolicyError> {
        let program = self.program.get_or_init(|| match Program::deserialize_binary(&self.code) {
            Ok(DeserializationResult::Complete(program)) => Ok(Arc::new(program)),
            Ok(DeserializationResult::Partial(_)) => {
                Err(PolicyError::Load("they were compiled by another version of regorus".to_owned()))
            }
            Err(error) => Err(PolicyError::Load(error)),
        });
        program.as_ref().map_err(PolicyError::clone)
    }
}

/// Which objects a rule asks for, by one entry of its `kinds`.
#[derive(Debug)]
enum Target {
    /// All of them.
    Every,
    /// Those that make pods, once for each sort of pod.
    Pods,
    /// A kind of Kubernetes itself.
    Native,
    /// A kind of another API group.
    Of(String),
}

/// A rule that asks for objects.
#[derive(Debug)]
struct Ask {
    rule: usize,
    target: Target,
}

/// A rule that is to be asked about an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its position in [`Rules::rules`].
    pub(super) rule: usize,
    /// Whether about each of its pods; else about the object with its first pod.
    pub(super) each_pod: bool,
}

/// A set of rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) metadata: Vec<Metadata>,
    pub(super) rules: Vec<Rule>,
    /// Those that name no kind.
    by_shape: Vec<Ask>,
    /// Those that do, by the kind without its group.
    by_kind: FxHashMap<String, Vec<Ask>>,
    /// The fields that some rule needs.
    fields: FieldNames,
}

impl Rules {
    /// The rules that are part of kubevet.
    pub(super) fn builtin() -> Result<Self, PolicyError> {
        Self::read(BUILTIN, Cow::Borrowed)
    }

    /// Rules that were compiled just now.
    pub(super) fn compiled(bytes: &[u8]) -> Result<Self, PolicyError> {
        Self::read(bytes, |code| Cow::Owned(code.to_vec()))
    }

    /// Reads a bundle; the logic of its rules stays packed.
    fn read<'b>(bytes: &'b [u8], keep: impl Fn(&'b [u8]) -> Cow<'static, [u8]>) -> Result<Self, PolicyError> {
        let bundle: Bundle<'b> = postcard::from_bytes(bytes).map_err(|error| PolicyError::Load(error.to_string()))?;
        let mut read = Self {
            metadata: Vec::with_capacity(bundle.rules.len()),
            rules: Vec::with_capacity(bundle.rules.len()),
            by_shape: Vec::new(),
            by_kind: FxHashMap::default(),
            fields: FieldNames::default(),
        };
        for (position, rule) in bundle.rules.into_iter().enumerate() {
            let mut metadata = rule.metadata;
            metadata.params =
                serde_json::from_str(&rule.params).map_err(|error| PolicyError::Load(error.to_string()))?;
            for entry in &metadata.kinds {
                let (target, kind) = Target::parse(entry);
                let asks = kind.map_or(&mut read.by_shape, |kind| read.by_kind.entry(kind.to_owned()).or_default());
                asks.push(Ask { rule: position, target });
            }
            read.rules.push(Rule {
                id: metadata.id.as_str().into(),
                message: metadata.message.clone(),
                help: metadata.help.clone(),
                looks_for: metadata.looks_for.clone(),
                fix: metadata.fix.clone(),
                variants: rule.variants,
                profile: metadata.profile,
                reads: rule.reads,
                needs: rule.needs.iter().map(|names| read.fields.set_of(names)).collect(),
                packed_plan: keep(rule.plan),
                plan: OnceLock::new(),
                code: keep(rule.code),
                program: OnceLock::new(),
            });
            read.metadata.push(metadata);
        }
        Ok(read)
    }

    /// Those of the rules that count which may find something in an object, as far as its fields tell, each once and in
    /// their order.
    pub(super) fn for_object(&self, object: &Object<'_>, profile: Profile, counting: &[bool]) -> Vec<Candidate> {
        let of_kind = self.by_kind.get(object.gvk.kind).map(Vec::as_slice).unwrap_or_default();
        // A workload that lacks its pod template is still an object of its kind.
        let makes_pods = object.makes_pods() && object.pod_templates().next().is_some();
        let is_native = is_native(object.gvk);
        let fits = |target: &Target| match target {
            Target::Every => true,
            Target::Pods => makes_pods,
            Target::Native => is_native,
            Target::Of(group) => object.gvk.group == group,
        };
        let fitting = self.by_shape.iter().chain(of_kind).filter(|ask| fits(&ask.target));
        let candidates = fitting.map(|ask| Candidate { rule: ask.rule, each_pod: matches!(ask.target, Target::Pods) });
        let counts = |candidate: &Candidate| counting.get(candidate.rule).copied().unwrap_or_default();
        let mut candidates: Vec<Candidate> = candidates.filter(counts).collect();
        if candidates.is_empty() {
            return candidates;
        }
        let present = self.fields.of(object.root);
        candidates.retain(|candidate| {
            let rule = self.rules.get(candidate.rule).filter(|rule| rule.profile <= profile);
            rule.is_some_and(|rule| {
                rule.needs.is_empty() || rule.needs.iter().any(|needed| present.contains_all(needed))
            })
        });
        candidates.sort_by_key(|candidate| (candidate.rule, !candidate.each_pod));
        candidates.dedup_by_key(|candidate| candidate.rule);
        candidates
    }
}

impl Target {
    /// Reads an entry of a rule's `kinds`; the kind it names, if any.
    fn parse(entry: &str) -> (Self, Option<&str>) {
        match entry.split_once('/') {
            Some((group, kind)) => (Self::Of(group.to_owned()), Some(kind)),
            None if entry == "*" => (Self::Every, None),
            None if entry == "PodSpec" => (Self::Pods, None),
            None => (Self::Native, Some(entry)),
        }
    }
}

/// Whether a kind is one of Kubernetes itself: its groups have no dot or end in `.k8s.io`.
fn is_native(gvk: GroupVersionKind<'_>) -> bool {
    !gvk.group.contains('.') || gvk.group.ends_with(".k8s.io")
}
