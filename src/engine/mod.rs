//! The mind: manifests in, report out. No files, no clock, no environment.
//!
//! Every object is judged by the schemas, by validation and by the policies, which see the facts that the graph of all objects gives. What
//! the judges report is completed to findings here: file, lines, object, and the rule's metadata.

mod complete;
mod error;
mod precedence;
mod run;
mod settings;
mod structure;
pub mod suppress;
mod syntax;

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Category, Finding, IgnoreState, Report, Summary, Violation};
use crate::graph::Graph;
use crate::object::relations::Relations;
use crate::object::{Manifest, Object};
use crate::policy::user::UserPolicies;
use crate::policy::{self, Parameters, Policies};
use crate::rule::{IgnoreEntry, Levels, Metadata, Origin, Profile, Registry, Selection, matching};
use crate::schema;
use crate::schema::catalog::Catalog;
use crate::validation;

pub use error::EngineError;
pub use settings::Settings;

use precedence::Precedence;
use run::{Outcome, Run};

/// Everything that a run needs and no manifest changes: rules, policies, tables, settings. Shared by threads.
pub struct Engine {
    settings: Settings,
    /// One for each version, newest first.
    catalogs: Vec<&'static Catalog>,
    registry: Registry,
    selection: Selection,
    levels: Levels,
    precedence: Precedence,
    policies: Policies,
    /// How policies are evaluated; nothing when none counts.
    policy_options: Option<policy::Options>,
    /// The same for those policies of the user that keep to the contract of kubevet's own.
    user_options: Option<policy::Options>,
    /// For each entry of [`Settings::ignores`] the ids of the rules it names.
    ignored_by_config: Vec<FxHashSet<String>>,
}

impl Engine {
    /// Loads the tables and the built-in policies, and resolves which rules count.
    ///
    /// # Errors
    /// A selector that names no rule, a parameter that no policy has, or tables or policies that do not load.
    pub fn new(settings: Settings) -> Result<Self, EngineError> {
        Self::with_policies(settings, Policies::builtin()?)
    }

    /// As [`Engine::new`], with these policies instead of the built-in ones.
    ///
    /// # Errors
    /// As [`Engine::new`].
    pub fn with_policies(settings: Settings, policies: Policies) -> Result<Self, EngineError> {
        let catalogs = settings.kubernetes.iter().rev().map(Catalog::of).collect::<Result<_, _>>()?;
        clashes(&policies, settings.user_policies.as_ref())?;
        let registry = registry(&policies, settings.user_policies.as_ref());
        unknown_precedence(&registry)?;
        let mut levels = Levels::resolve(&registry, &settings.levels)?;
        raise(&registry, &settings, &mut levels);
        let Settings { profiles, select, ignore, .. } = &settings;
        let selection = Selection::resolve(&registry, profiles, &levels, select, ignore)?;
        let of_user = settings.user_policies.as_ref().and_then(UserPolicies::contract);
        let rules: Vec<Metadata> =
            policies.metadata().iter().chain(of_user.iter().flat_map(|own| own.metadata())).cloned().collect();
        let parameters = parameters(&registry, &settings);
        let options = |profile| policy::Options::new(&rules, settings.kubernetes.newest(), profile, &parameters);
        let policy_options = largest_profile(&policies, &selection).map(options).transpose()?;
        let user_profile = of_user.and_then(|own| largest_profile(own, &selection));
        let user_options = user_profile.map(options).transpose()?;
        let ignored_by_config = settings.ignores.iter().map(|entry| matching(&registry, &entry.rules));
        let ignored_by_config = ignored_by_config.collect::<Result<_, _>>()?;
        let precedence = Precedence::new(&registry, &selection);
        let policies = policies.only(&|rule| selection.contains(rule));
        Ok(Self {
            settings,
            catalogs,
            registry,
            selection,
            levels,
            precedence,
            policies,
            policy_options,
            user_options,
            ignored_by_config,
        })
    }

    /// All rules that exist, with those that a user brings.
    ///
    /// # Errors
    /// Built-in policies that do not load.
    pub fn rules(of_user: Option<&UserPolicies>) -> Result<Registry, EngineError> {
        Ok(registry(&Policies::builtin()?, of_user))
    }

    /// All rules that exist.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// What the engine was asked to do.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How severe the project takes rules.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The rules that count in this run.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What came of an entry of the configuration that suppressed so many findings.
    pub fn state_of(&self, entry: &IgnoreEntry, used: usize) -> IgnoreState {
        suppress::state_of(self, entry, used)
    }

    /// A finding in a file that is no manifest; nothing when its rule does not count.
    pub fn finding_in(&self, file: &Manifest, violation: Violation) -> Option<Finding> {
        let files = std::slice::from_ref(file);
        let wanted = self.selection.contains(&violation.rule);
        wanted.then(|| complete::Completer::new(files, &self.registry).complete(file, 0, None, violation))
    }

    /// Judges manifests. All of them are context for each other; only findings of those that are `reported` are returned.
    pub fn check(&self, manifests: &[Manifest]) -> Report {
        self.check_those(manifests, &|_| true)
    }

    /// As [`Engine::check`], with findings of only those reported manifests that are wanted, by their positions.
    pub fn check_those(&self, manifests: &[Manifest], wanted: &(dyn Fn(usize) -> bool + Sync)) -> Report {
        let objects: Vec<Object<'_>> = manifests.par_iter().flat_map_iter(Manifest::objects).collect();
        let run = Run::new(self, manifests, &objects);
        let counts = |(index, manifest): &(usize, &Manifest)| manifest.reported && wanted(*index);
        let outcomes = manifests.par_iter().enumerate().zip(object_ranges(manifests, &objects));
        let outcomes = outcomes.filter(|(numbered, _)| counts(numbered));
        let outcomes = outcomes.map(|((_, manifest), own)| run.judge(manifest, own)).collect();
        let reported: Vec<&Manifest> =
            manifests.iter().enumerate().filter(counts).map(|(_, manifest)| manifest).collect();
        self.report(&reported, outcomes)
    }

    /// How the objects of manifests belong together: all objects, and what leads to others from those of wanted manifests, by
    /// their positions.
    pub fn relations(&self, manifests: &[Manifest], wanted: &dyn Fn(usize) -> bool) -> Relations {
        let objects: Vec<Object<'_>> = manifests.par_iter().flat_map_iter(Manifest::objects).collect();
        let mut ids = FxHashSet::default();
        let ranges = object_ranges(manifests, &objects).into_iter().enumerate();
        ids.extend(ranges.filter(|(index, _)| wanted(*index)).flat_map(|(_, own)| own));
        Graph::build(&objects).assuming(&self.settings.assume_present).relations(&|id| ids.contains(&id))
    }

    fn report(&self, reported: &[&Manifest], outcomes: Vec<Outcome>) -> Report {
        let summary = Summary {
            files: reported.len(),
            documents: reported.iter().map(|manifest| manifest.stream.documents.len()).sum(),
            objects: outcomes.iter().map(|outcome| outcome.objects).sum(),
            ..Summary::default()
        };
        let mut report = Report { kubernetes: self.settings.kubernetes.to_string(), summary, ..Report::default() };
        let mut config_uses = vec![0; self.settings.ignores.len()];
        let mut without_schema = FxHashMap::<String, usize>::default();
        for outcome in outcomes {
            report.findings.extend(outcome.findings);
            report.ignores.extend(outcome.ignores);
            for (total, uses) in config_uses.iter_mut().zip(outcome.config_uses) {
                *total += uses;
            }
            for kind in outcome.without_schema {
                *without_schema.entry(kind).or_default() += 1;
            }
        }
        report.without_schema = without_schema.into_iter().collect();
        report.without_schema.sort();
        report.config_uses = config_uses;
        report.finish();
        report
    }
}

/// Makes errors of the rules whose profile knows no warnings.
fn raise(registry: &Registry, settings: &Settings, levels: &mut Levels) {
    let strict: Vec<_> = settings.profiles.iter().filter(|profile| profile.has_only_errors()).collect();
    if settings.select.is_empty() && !strict.is_empty() {
        let policies = registry.iter().filter(|rule| rule.category == Category::Policy && rule.group() != "IGN");
        policies
            .filter(|rule| strict.iter().any(|profile| profile.contains(rule)))
            .for_each(|rule| levels.raise(&rule.id));
    }
}

/// Looks whether a policy of the user has the id or name of a rule of kubevet.
fn clashes(policies: &Policies, of_user: Option<&UserPolicies>) -> Result<(), EngineError> {
    let ours = registry(policies, None);
    let taken = |rule: &&Metadata| ours.get(&rule.id).is_some() || ours.get(&rule.name).is_some();
    match of_user.and_then(|own| own.metadata().iter().find(taken)) {
        Some(rule) => Err(EngineError::Clash { id: rule.id.clone(), name: rule.name.clone() }),
        None => Ok(()),
    }
}

/// Looks whether the policies of the user yield to rules that exist.
fn unknown_precedence(registry: &Registry) -> Result<(), EngineError> {
    for rule in registry.iter().filter(|rule| rule.origin == Origin::User) {
        let is_known = |id: &&String| registry.get(id).is_some_and(|known| known.id == **id && **id != rule.id);
        if let Some(unknown) = rule.yields_to.iter().find(|id| !is_known(id)) {
            return Err(EngineError::YieldsToUnknown { id: rule.id.clone(), unknown: unknown.clone() });
        }
    }
    Ok(())
}

/// All rules: of the loader, of the schemas, of validation, of the policies, and the one for policies that fail.
fn registry(policies: &Policies, of_user: Option<&UserPolicies>) -> Registry {
    let own = syntax::rules().into_iter().chain(suppress::rules()).chain([error::policy_failed_rule()]);
    let of_policies = policies.metadata().iter().chain(of_user.into_iter().flat_map(UserPolicies::metadata)).cloned();
    Registry::new(own.chain(schema::rules()).chain(validation::rules()).chain(of_policies))
}

/// The parameters of a run by rule id: those that its profiles set, and over them those of the settings, where rules may
/// go by their names.
fn parameters(registry: &Registry, settings: &Settings) -> Parameters {
    let mut parameters = Parameters::new();
    let of_profiles = settings.profiles.iter().flat_map(|profile| profile.parameters());
    for (rule, name, value) in of_profiles.filter(|_| settings.select.is_empty()) {
        parameters.entry(rule.to_owned()).or_default().insert(name.to_owned(), value);
    }
    for (rule, values) in &settings.parameters {
        let id = registry.get(rule).map_or(rule, |rule| &rule.id);
        parameters.entry(id.clone()).or_default().extend(values.clone());
    }
    parameters
}

/// The largest profile among the policies that count: no others are evaluated. Nothing when none counts.
fn largest_profile(policies: &Policies, selection: &Selection) -> Option<Profile> {
    policies.metadata().iter().filter(|rule| selection.contains(&rule.id)).map(|rule| rule.profile).max()
}

/// For each manifest the range of its objects among all.
fn object_ranges(manifests: &[Manifest], objects: &[Object<'_>]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::with_capacity(manifests.len());
    for manifest in manifests {
        let own = objects.iter().skip(start).take_while(|object| std::ptr::eq(object.manifest, manifest)).count();
        ranges.push(start..start + own);
        start += own;
    }
    ranges
}
