//! Which roles bindings grant to which ServiceAccounts.

use super::builtin::DEFAULT_NAMESPACE;
use super::copies::Copies;
use super::names::{Names, namespace_of};
use super::text_index::TextIndex;
use crate::object::Object;
use crate::object::facts::{RoleFact, RuleFact};
use crate::yaml::Node;

/// The group of roles and bindings.
pub(super) const RBAC: &str = "rbac.authorization.k8s.io";

/// The bindings of a run, by the ServiceAccounts they grant something to.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a> {
    /// By namespace and name, either of which may be [`ALL`].
    by_account: TextIndex<'a, 2>,
    /// By kind, namespace (empty for ClusterRoles) and name of the role.
    by_role: TextIndex<'a, 3>,
}

/// Stands for all ServiceAccounts of a namespace, or for all namespaces; nothing is called so.
const ALL: &str = "*";

impl<'a> Bindings<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut bindings = Self::default();
        let all = objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id);
        for (id, object) in all.filter(|(_, object)| is_binding(object)) {
            let subjects = object.root.get("subjects").into_iter().flat_map(Node::items);
            for (namespace, name) in subjects.filter_map(|node| accounts(object, node)) {
                bindings.by_account.insert([namespace, name], id);
            }
            if let Some(role) = role_of(object) {
                bindings.by_role.insert(role, id);
            }
        }
        bindings
    }

    /// The bindings that grant something to a ServiceAccount, each once.
    pub(super) fn of(&self, namespace: &str, name: &str) -> Vec<usize> {
        let keys = [[namespace, name], [namespace, ALL], [ALL, ALL]];
        let mut ids: Vec<usize> = keys.iter().flat_map(|&key| self.by_account.get(key)).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The bindings that grant a role, each once.
    pub(super) fn of_role(&self, role: &Object<'_>) -> &[usize] {
        self.by_role.get([role.gvk.kind, namespace_of(role), role.name().unwrap_or_default()])
    }
}

/// Kind, namespace and name of the role that a binding grants.
fn role_of<'a>(binding: &Object<'a>) -> Option<[&'a str; 3]> {
    let reference = binding.root.get_set("roleRef")?;
    let kind = reference.get("kind")?.as_str()?;
    let namespace = if kind == "Role" { namespace_of(binding) } else { "" };
    Some([kind, namespace, reference.get("name")?.as_str()?])
}

/// Whether an object is a Role or ClusterRole.
pub(super) fn is_role(object: &Object<'_>) -> bool {
    object.gvk.group == RBAC && matches!(object.gvk.kind, "Role" | "ClusterRole")
}

/// Whether an object is a RoleBinding or ClusterRoleBinding.
pub(super) fn is_binding(object: &Object<'_>) -> bool {
    object.gvk.group == RBAC && matches!(object.gvk.kind, "RoleBinding" | "ClusterRoleBinding")
}

/// The ServiceAccounts that a subject stands for, by namespace and name; nothing for users and other groups.
fn accounts<'a>(binding: &Object<'a>, subject: Node<'a>) -> Option<(&'a str, &'a str)> {
    let text = |key| subject.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
    let name = text("name")?;
    match text("kind")? {
        "ServiceAccount" => Some((subject_namespace(binding, subject)?, name)),
        "Group" if matches!(name, "system:serviceaccounts" | "system:authenticated") => Some((ALL, ALL)),
        "Group" => name.strip_prefix("system:serviceaccounts:").map(|namespace| (namespace, ALL)),
        _ => None,
    }
}

/// The namespace of a subject: its own, else that of the RoleBinding; nothing in a ClusterRoleBinding, which then grants
/// nothing.
pub(super) fn subject_namespace<'a>(binding: &Object<'a>, subject: Node<'a>) -> Option<&'a str> {
    let own = subject.get("namespace").and_then(Node::as_str).filter(|namespace| !namespace.is_empty());
    own.or_else(|| (binding.gvk.kind == "RoleBinding").then(|| binding.namespace().unwrap_or(DEFAULT_NAMESPACE)))
}

/// What a binding grants.
pub(super) fn granted(objects: &[Object<'_>], names: &Names<'_>, copies: &Copies, binding: usize) -> Option<RoleFact> {
    let object = objects.get(binding)?;
    let [kind, namespace, name] = role_of(object)?;
    let id = names.find((RBAC, kind), namespace, name).map(|role| copies.seen_from(binding, role));
    let rules = id.and_then(|id| objects.get(id)).map(rules).unwrap_or_default();
    let cluster_wide = object.gvk.kind == "ClusterRoleBinding";
    Some(RoleFact { id, kind: kind.to_owned(), name: name.to_owned(), binding, cluster_wide, rules })
}

fn rules(role: &Object<'_>) -> Vec<RuleFact> {
    let rules = role.root.get("rules").into_iter().flat_map(Node::items);
    let texts = |rule: Node<'_>, key: &str| -> Vec<String> {
        let items = rule.get(key).into_iter().flat_map(Node::items);
        items.filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let fact = |rule| RuleFact {
        api_groups: texts(rule, "apiGroups"),
        resources: texts(rule, "resources"),
        resource_names: texts(rule, "resourceNames"),
        verbs: texts(rule, "verbs"),
    };
    rules.map(fact).collect()
}
