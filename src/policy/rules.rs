//! Compiled rules: those that the build embedded, or others that come in the same form.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use regorus::Value;
use regorus::rvm::Program;
use regorus::rvm::program::DeserializationResult;
use rustc_hash::FxHashMap;

use super::bundle::annotations::Texts;
use super::bundle::format::{ALL_FACTS, Bundle, Reads};
use super::bundle::needs::FACTS;
use super::error::PolicyError;
use crate::object::{GroupVersionKind, Object};
use crate::rule::{FixText, Metadata, Profile};
use crate::yaml::{Kind, Node};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/policies.bin"));

/// What the findings of a rule need of it.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Arc<str>,
    pub(super) message: String,
    pub(super) help: String,
    /// Kinds of objects whose absence it reports.
    pub(super) looks_for: Vec<String>,
    pub(super) fix: Option<FixText>,
    variants: BTreeMap<String, Texts>,
}

impl Rule {
    /// The texts of a variant.
    pub(super) fn variant(&self, name: &str) -> Option<&Texts> {
        self.variants.get(name)
    }
}

/// Rules of one profile for one kind. The program is loaded when the first object asks for it.
#[derive(Debug)]
pub(super) struct CompiledRules {
    pub(super) target: Target,
    pub(super) profile: Profile,
    /// Positions in [`Rules::rules`], in the order of the program's results.
    pub(super) rules: Vec<u16>,
    pub(super) parts: Parts,
    /// The rules find nothing unless an object has all of one of these.
    needs: Vec<Need>,
    code: Cow<'static, [u8]>,
    program: OnceLock<Result<Arc<Program>, PolicyError>>,
}

/// What an object must have.
#[derive(Debug)]
struct Need {
    /// Positions in [`Rules::fields`].
    fields: Vec<usize>,
    /// Lists of facts that are not empty, by their bits.
    facts: u64,
}

/// Which parts of the input are built. [`Reads`] with numbers for names, as it is put together for every object.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) object: bool,
    pub(super) pod: bool,
    /// A bit for each fact, by its position in [`FactNames`].
    pub(super) facts: u64,
}

impl Parts {
    /// What either has.
    pub(super) fn or(self, other: Self) -> Self {
        Self { object: self.object || other.object, pod: self.pod || other.pod, facts: self.facts | other.facts }
    }
}

/// The facts that some rule reads.
#[derive(Debug, Default)]
pub(super) struct FactNames(Vec<String>);

impl FactNames {
    /// The bits of some facts; all bits where they are read as a whole, or are more than there are bits.
    fn bits(&mut self, names: &BTreeSet<String>) -> u64 {
        names.iter().fold(0, |bits, name| bits | if name == ALL_FACTS { u64::MAX } else { self.bit(name) })
    }

    fn bit(&mut self, name: &str) -> u64 {
        let position = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        if position < 64 { 1 << position } else { u64::MAX }
    }

    /// The bits of those lists that are not empty.
    pub(super) fn filled(&self, facts: &Value) -> u64 {
        let fields = facts.as_object().into_iter().flat_map(|facts| facts.iter());
        let filled = fields.filter(|(_, value)| value.as_array().is_ok_and(|list| !list.is_empty()));
        let bits = filled.filter_map(|(name, _)| {
            let name = name.as_string().ok()?;
            let position = self.0.iter().position(|known| **known == **name)?;
            1u64.checked_shl(position as u32)
        });
        bits.fold(0, |all, bit| all | bit)
    }

    /// Whether a fact is among those whose bits are set.
    pub(super) fn contains(&self, bits: u64, name: &str) -> bool {
        let position = self.0.iter().position(|known| known == name);
        bits == u64::MAX || position.is_some_and(|position| bits & 1u64.checked_shl(position as u32).unwrap_or(0) != 0)
    }
}

/// Which objects rules ask for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// All of them.
    Every,
    /// Those that make pods, once for each sort of pod.
    Pods,
    /// A kind of Kubernetes itself.
    Native,
    /// A kind of another API group.
    Of(String),
}

/// A set of rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) metadata: Vec<Metadata>,
    pub(super) rules: Vec<Rule>,
    pub(super) programs: Vec<CompiledRules>,
    pub(super) fact_names: FactNames,
    /// Positions in `programs` by kind, without its group.
    by_kind: FxHashMap<String, Vec<usize>>,
    /// The fields that some rule needs, with their positions.
    fields: FxHashMap<String, usize>,
    /// Positions in `programs` of those that no kind names.
    by_shape: Vec<usize>,
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

    /// Reads a bundle; its programs stay packed.
    fn read<'b>(bytes: &'b [u8], keep: impl Fn(&'b [u8]) -> Cow<'static, [u8]>) -> Result<Self, PolicyError> {
        let failed = |error: postcard::Error| PolicyError::Load(error.to_string());
        let bundle: Bundle<'b> = postcard::from_bytes(bytes).map_err(failed)?;
        let mut read = Self {
            metadata: Vec::with_capacity(bundle.rules.len()),
            rules: Vec::with_capacity(bundle.rules.len()),
            programs: Vec::with_capacity(bundle.programs.len()),
            by_kind: FxHashMap::default(),
            fact_names: FactNames::default(),
            fields: FxHashMap::default(),
            by_shape: Vec::new(),
        };
        for rule in bundle.rules {
            let mut metadata = rule.metadata;
            metadata.params =
                serde_json::from_str(&rule.params).map_err(|error| PolicyError::Load(error.to_string()))?;
            read.rules.push(Rule {
                id: metadata.id.as_str().into(),
                message: metadata.message.clone(),
                help: metadata.help.clone(),
                looks_for: metadata.looks_for.clone(),
                fix: metadata.fix.clone(),
                variants: rule.variants,
            });
            read.metadata.push(metadata);
        }
        for (index, program) in bundle.programs.into_iter().enumerate() {
            let (target, kind) = Target::parse(program.kind);
            match kind {
                Some(kind) => read.by_kind.entry(kind.to_owned()).or_default().push(index),
                None => read.by_shape.push(index),
            }
            let needs = program.needs.iter().map(|list| read.need(list)).collect();
            let Reads { object, pod, facts } = program.reads;
            let parts = Parts { object, pod, facts: read.fact_names.bits(&facts) };
            let (profile, rules, code) = (program.profile, program.rules, keep(program.code));
            read.programs.push(CompiledRules { target, profile, rules, parts, needs, code, program: OnceLock::new() });
        }
        Ok(read)
    }

    /// What a list of needs stands for.
    fn need(&mut self, list: &[&str]) -> Need {
        let mut need = Need { fields: Vec::new(), facts: 0 };
        for name in list {
            match name.strip_prefix(FACTS) {
                // Facts without a bit of their own are taken for filled.
                Some(fact) => need.facts |= Some(self.fact_names.bit(fact)).filter(|&bit| bit != u64::MAX).unwrap_or(0),
                None => {
                    let next = self.fields.len();
                    need.fields.push(*self.fields.entry((*name).to_owned()).or_insert(next));
                }
            }
        }
        need
    }

    /// The programs that may find something in an object, by their positions, as far as its fields tell.
    pub(super) fn for_object(&self, object: &Object<'_>, profile: Profile) -> Vec<(usize, &CompiledRules)> {
        let of_kind = self.by_kind.get(object.gvk.kind).map(Vec::as_slice).unwrap_or_default();
        let candidates = self.by_shape.iter().chain(of_kind);
        let programs = candidates.filter_map(|&index| Some((index, self.programs.get(index)?)));
        let mut programs: Vec<_> =
            programs.filter(|(_, program)| program.profile <= profile && program.target.fits(object)).collect();
        if programs.iter().any(|(_, program)| !program.needs.is_empty()) {
            let present = self.fields_of(object.root);
            let has = |field: &usize| present.get(*field).copied().unwrap_or_default();
            programs.retain(|(_, program)| {
                program.needs.is_empty() || program.needs.iter().any(|need| need.fields.iter().all(has))
            });
        }
        programs
    }

    /// Which of the fields that some rule needs stand anywhere under a node.
    fn fields_of(&self, root: Node<'_>) -> Vec<bool> {
        let mut present = vec![false; self.fields.len()];
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for (key, value) in node.pairs() {
                if let Some(found) = self.fields.get(key.text()).and_then(|&field| present.get_mut(field)) {
                    *found = true;
                }
                open.extend(matches!(value.kind(), Kind::Map | Kind::Seq).then_some(value));
            }
            open.extend(node.items().filter(|item| matches!(item.kind(), Kind::Map | Kind::Seq)));
        }
        present
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

    /// Whether an object of the kind in question, if there is one, is meant.
    fn fits(&self, object: &Object<'_>) -> bool {
        match self {
            Self::Every => true,
            Self::Pods => object.makes_pods(),
            Self::Native => is_native(object.gvk),
            Self::Of(group) => object.gvk.group == group,
        }
    }
}

/// Whether a kind is one of Kubernetes itself: its groups have no dot or end in `.k8s.io`.
fn is_native(gvk: GroupVersionKind<'_>) -> bool {
    !gvk.group.contains('.') || gvk.group.ends_with(".k8s.io")
}

impl CompiledRules {
    /// Whether the rules may find something, as far as these tell: the bits of the lists of facts that are not empty.
    pub(super) fn may_find(&self, filled: u64) -> bool {
        self.needs.is_empty() || self.needs.iter().any(|need| need.facts & !filled == 0)
    }

    /// The program, unpacked at the first call.
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
