//! The sets of rules that a user asks for by name: the profiles of the command line.

use std::fmt;
use std::str::FromStr;

use super::{Metadata, Origin, Profile};
use crate::finding::Category;

/// Prefix of the sources of a rule that come from the Pod Security Standards, level Baseline.
const PSS_BASELINE: &str = "pss:baseline/";
/// As above, level Restricted.
const PSS_RESTRICTED: &str = "pss:restricted/";
/// Groups of rules that are about security as a whole.
const SECURITY_GROUPS: [&str; 4] = ["SEC", "RBA", "SCR", "NSP"];
/// The controls of the hardening guide of NSA and CISA, by the ids that Kubescape gives them.
/// Source: framework `NSA` of the Kubescape regolibrary.
const NSA_CONTROLS: [&str; 20] = [
    "C-0002", "C-0009", "C-0012", "C-0013", "C-0016", "C-0017", "C-0030", "C-0034", "C-0035", "C-0038", "C-0041",
    "C-0044", "C-0046", "C-0054", "C-0055", "C-0057", "C-0066", "C-0067", "C-0068", "C-0262",
];

/// A named set of rules. What the API server would say is part of every one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSet {
    /// What nearly everybody wants to know.
    #[default]
    Default,
    /// The default, and what asks for more care than many have time for.
    Strict,
    /// What is about security, of the default and the strict rules.
    Security,
    /// The Pod Security Standards, level Baseline, as written.
    PssBaseline,
    /// The Pod Security Standards, level Restricted, as written.
    PssRestricted,
    /// Section 5 of the CIS Kubernetes benchmark.
    Cis,
    /// The hardening guide of NSA and CISA.
    Nsa,
    /// The default, and what is particular to AWS EKS.
    Eks,
    /// Every rule.
    All,
}

/// A name that no profile has.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("there is no profile `{0}`; there are {list}", list = RuleSet::ALL.map(RuleSet::name).join(", "))]
pub struct UnknownRuleSet(pub String);

impl RuleSet {
    /// All profiles, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Default,
        Self::Strict,
        Self::Security,
        Self::PssBaseline,
        Self::PssRestricted,
        Self::Cis,
        Self::Nsa,
        Self::Eks,
        Self::All,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Strict => "strict",
            Self::Security => "security",
            Self::PssBaseline => "pss-baseline",
            Self::PssRestricted => "pss-restricted",
            Self::Cis => "cis",
            Self::Nsa => "nsa",
            Self::Eks => "eks",
            Self::All => "all",
        }
    }

    /// What it is, in a line.
    pub fn description(self) -> &'static str {
        match self {
            Self::Default => "what nearly everybody wants to know",
            Self::Strict => "the default, and what asks for more care",
            Self::Security => "the rules about security",
            Self::PssBaseline => "the Pod Security Standards, level Baseline",
            Self::PssRestricted => "the Pod Security Standards, level Restricted",
            Self::Cis => "the CIS Kubernetes benchmark, section 5",
            Self::Nsa => "the hardening guide of NSA and CISA",
            Self::Eks => "the default, and what is particular to AWS EKS",
            Self::All => "every rule",
        }
    }

    /// Whether a rule is part of it. What users bring is part of every set, unless it asks for more care itself.
    pub fn contains(self, rule: &Metadata) -> bool {
        if rule.origin == Origin::User && rule.profile == Profile::Default {
            return true;
        }
        let from = |prefix: &str| rule.sources.iter().any(|source| source.starts_with(prefix));
        if rule.category != Category::Policy && self != Self::All {
            return rule.profile == Profile::Default;
        }
        match self {
            Self::Default => rule.profile == Profile::Default,
            Self::Strict => rule.profile <= Profile::Strict,
            Self::Security => rule.profile <= Profile::Strict && is_security(rule),
            Self::PssBaseline => from(PSS_BASELINE),
            Self::PssRestricted => from(PSS_BASELINE) || from(PSS_RESTRICTED),
            Self::Cis => from("cis:"),
            Self::Nsa => rule.sources.iter().any(|source| is_nsa(source)),
            Self::Eks => rule.profile == Profile::Default || (rule.group() == "EKS" && rule.profile <= Profile::Strict),
            Self::All => true,
        }
    }

    /// The parameters that it sets: rule, parameter, value. They make rules read the Pod Security Standards by the letter, and
    /// let rules about AWS speak where others, which it does not have, would.
    pub fn parameters(self) -> Vec<(&'static str, &'static str, serde_json::Value)> {
        let baseline = || {
            vec![
                ("SEC011", "literal", true.into()),
                ("SEC034", "literal", true.into()),
                ("SEC015", "allow_namespaces", serde_json::Value::Array(Vec::new())),
            ]
        };
        let restricted =
            || vec![("SEC001", "accept_nonzero_uid", false.into()), ("SEC009", "accept_lowercase", false.into())];
        match self {
            Self::PssBaseline => baseline(),
            Self::PssRestricted => [baseline(), restricted()].concat(),
            Self::Eks => vec![("EKS019", "left_to_topology_spread", false.into())],
            _ => Vec::new(),
        }
    }

    /// Whether everything that it finds in policies is an error: the standard knows no warnings.
    pub fn has_only_errors(self) -> bool {
        matches!(self, Self::PssBaseline | Self::PssRestricted)
    }
}

impl Metadata {
    /// Where frameworks ask for the rule, not other tools: `cis:5.2.2`, `pss:baseline/privileged`, `nsa:C-0057`.
    pub fn frameworks(&self) -> Vec<String> {
        let named = self.sources.iter().filter(|source| is_standard(source)).cloned();
        let nsa =
            self.sources.iter().filter(|source| is_nsa(source)).map(|source| source.replace("kubescape:", "nsa:"));
        named.chain(nsa).collect()
    }
}

fn is_security(rule: &Metadata) -> bool {
    SECURITY_GROUPS.contains(&rule.group()) || rule.sources.iter().any(|source| is_standard(source))
}

fn is_standard(source: &str) -> bool {
    source.starts_with("pss:") || source.starts_with("cis:")
}

fn is_nsa(source: &str) -> bool {
    source.strip_prefix("kubescape:").is_some_and(|control| NSA_CONTROLS.contains(&control))
}

impl fmt::Display for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for RuleSet {
    type Err = UnknownRuleSet;

    fn from_str(name: &str) -> Result<Self, UnknownRuleSet> {
        Self::ALL.into_iter().find(|profile| profile.name() == name).ok_or_else(|| UnknownRuleSet(name.to_owned()))
    }
}
