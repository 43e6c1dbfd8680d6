//! Roles and who has them, as `pkg/apis/rbac/validation` checks them.

use super::context::{Context, named};
use super::field::Field;
use super::grammar::path_segment;
use super::rules::{INVALID_VALUE, UNSUPPORTED_VALUE};

const GROUP: &str = "rbac.authorization.k8s.io";

/// Whether a role or binding counts in its namespace alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Namespace,
    Cluster,
}

/// A Role.
pub(super) fn role<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    root.get("rules").items().for_each(|rule| self::rule(cx, &rule, Reach::Namespace));
}

/// A ClusterRole.
pub(super) fn cluster_role<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    root.get("rules").items().for_each(|rule| self::rule(cx, &rule, Reach::Cluster));
    let aggregation = root.get("aggregationRule");
    if aggregation.is_set() {
        let selectors = aggregation.get("clusterRoleSelectors");
        selectors.needed_list(cx, "select the roles to unite, or remove `aggregationRule`");
        selectors.items().for_each(|selector| selector.label_selector(cx));
    }
}

/// A RoleBinding.
pub(super) fn role_binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    binding(cx, root, Reach::Namespace, &["Role", "ClusterRole"]);
}

/// A ClusterRoleBinding.
pub(super) fn cluster_role_binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    binding(cx, root, Reach::Cluster, &["ClusterRole"]);
}

fn rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>, reach: Reach) {
    rule.get("verbs").needed_list(cx, "say what is allowed, such as `get`, `list`, `watch`");
    let (groups, resources, urls) = (rule.get("apiGroups"), rule.get("resources"), rule.get("nonResourceURLs"));
    if urls.is_empty() {
        groups.needed_list(cx, "name the groups of the resources; `\"\"` is that of Pods, Services, Secrets …");
        resources.needed_list(cx, "name the resources, such as `pods`");
        return;
    }
    if reach == Reach::Namespace {
        let message = format!("{} belongs to no namespace, so that a Role cannot allow it", named(&urls));
        cx.report(INVALID_VALUE, &urls, message, "move the rule to a ClusterRole");
    }
    if !(groups.is_empty() && resources.is_empty() && rule.get("resourceNames").is_empty()) {
        let message = format!("{} stands beside resources", named(&urls));
        cx.report(INVALID_VALUE, &urls, message, "make two rules of it: one for the resources, one for the URLs");
    }
}

fn binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, reach: Reach, kinds: &[&str]) {
    let role = root.get("roleRef");
    rbac_group(cx, &role.get("apiGroup"));
    cx.one_of(&role.get("kind"), kinds);
    let name = role.get("name");
    name.filled(cx, "name the role that is given");
    cx.check(&name, path_segment);
    root.get("subjects").items().for_each(|subject| self::subject(cx, &subject, reach));
}

/// The group of roles, users and groups, which is also that of an empty text.
fn rbac_group<'a>(cx: &mut Context<'_, 'a>, group: &Field<'_, 'a>) {
    if !group.is_empty() {
        cx.one_of(group, &[GROUP]);
    }
}

fn subject<'a>(cx: &mut Context<'_, 'a>, subject: &Field<'_, 'a>, reach: Reach) {
    let [kind, group, name, namespace] = ["kind", "apiGroup", "name", "namespace"].map(|key| subject.get(key));
    name.needed(cx, "say who gets the role");
    match kind.text() {
        Some("ServiceAccount") => {
            name.dns_subdomain(cx);
            if let Some(other) = group.some_text() {
                let message = format!("{} is `{other}`, but ServiceAccounts have no group", named(&group));
                cx.report(UNSUPPORTED_VALUE, &group, message, "remove it");
            }
            if reach == Reach::Cluster && namespace.is_empty() {
                cx.required(&namespace, "name the namespace of the ServiceAccount");
            }
        }
        Some("User" | "Group") => rbac_group(cx, &group),
        _ => cx.one_of(&kind, &["ServiceAccount", "User", "Group"]),
    }
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::assert_found;

    #[test]
    fn rules_are_about_resources_or_about_urls() {
        let cases: [(&str, &[&str], &[&str]); 8] = [
            ("{verbs: [get], apiGroups: [''], resources: [pods]}", &[], &[]),
            ("{verbs: [], apiGroups: [a], resources: [b]}", &["VAL003 verbs"], &["VAL003 verbs"]),
            ("{verbs: [get], resources: [pods]}", &["VAL003 apiGroups"], &["VAL003 apiGroups"]),
            ("{verbs: [get], apiGroups: ['']}", &["VAL003 resources"], &["VAL003 resources"]),
            ("{verbs: [get], apiGroups: [null], resources: [a, b], resourceNames: [c]}", &[], &[]),
            ("{verbs: [get], nonResourceURLs: [/a]}", &["VAL004 nonResourceURLs"], &[]),
            (
                "{verbs: [get], nonResourceURLs: [/a], resources: [a]}",
                &["VAL004 nonResourceURLs", "VAL004 nonResourceURLs"],
                &["VAL004 nonResourceURLs"],
            ),
            (
                "null",
                &["VAL003 verbs", "VAL003 apiGroups", "VAL003 resources"],
                &["VAL003 verbs", "VAL003 apiGroups", "VAL003 resources"],
            ),
        ];
        for (rule, in_role, in_cluster_role) in cases {
            for (kind, expected) in [("Role", in_role), ("ClusterRole", in_cluster_role)] {
                let full: Vec<String> = expected.iter().map(|one| one.replace(' ', " rules[0].")).collect();
                let full: Vec<&str> = full.iter().map(String::as_str).collect();
                let head = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ";
                assert_found(head, &[(&format!("{kind}\nmetadata: {{name: a}}\nrules: [{rule}]"), &full)]);
            }
        }
    }

    #[test]
    fn aggregation_selects_roles() {
        assert_found(
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: 'a:b'}\naggregationRule: ",
            &[
                ("{clusterRoleSelectors: [{matchLabels: {a: b}}]}\nrules: null", &[]),
                ("{}", &["VAL003 aggregationRule.clusterRoleSelectors"]),
                ("{clusterRoleSelectors: []}", &["VAL003 aggregationRule.clusterRoleSelectors"]),
                (
                    "{clusterRoleSelectors: [{matchLabels: {a: b c}}]}",
                    &["VAL002 aggregationRule.clusterRoleSelectors[0].matchLabels.a"],
                ),
            ],
        );
    }

    #[test]
    fn bindings_give_roles_that_exist_for_their_reach() {
        let head = "apiVersion: rbac.authorization.k8s.io/v1\nmetadata: {name: a}\n";
        assert_found(
            head,
            &[
                ("kind: RoleBinding\nroleRef: {kind: Role, name: r}", &[]),
                ("kind: RoleBinding\nroleRef: {apiGroup: '', kind: ClusterRole, name: r}", &[]),
                ("kind: ClusterRoleBinding\nroleRef: {kind: Role, name: r}", &["VAL005 roleRef.kind"]),
                (
                    "kind: RoleBinding\nroleRef: {apiGroup: rbac, kind: role, name: a/b}",
                    &["VAL005 roleRef.apiGroup", "VAL005 roleRef.kind", "VAL001 roleRef.name"],
                ),
                ("kind: RoleBinding\nroleRef: {kind: Role, name: ''}", &["VAL003 roleRef.name"]),
            ],
        );
    }

    #[test]
    fn subjects_are_of_the_group_of_their_kind() {
        let case = |kind: &str, subject: &str, expected: &[&str]| {
            let full: Vec<String> = expected.iter().map(|one| one.replace(' ', " subjects[0].")).collect();
            let full: Vec<&str> = full.iter().map(String::as_str).collect();
            let text = format!(
                "{kind}\nmetadata: {{name: a}}\nroleRef: {{kind: ClusterRole, name: r}}\nsubjects: [{subject}]"
            );
            assert_found("apiVersion: rbac.authorization.k8s.io/v1\nkind: ", &[(&text, &full)]);
        };
        case("RoleBinding", "{kind: ServiceAccount, name: a}", &[]);
        case("ClusterRoleBinding", "{kind: ServiceAccount, name: a}", &["VAL003 namespace"]);
        case("ClusterRoleBinding", "{kind: ServiceAccount, name: A, namespace: n}", &["VAL001 name"]);
        case("RoleBinding", "{kind: ServiceAccount, name: a, apiGroup: v1}", &["VAL005 apiGroup"]);
        case("RoleBinding", "{kind: User, name: 'A b', namespace: n}", &[]);
        case("RoleBinding", "{kind: Group, name: 'system:a', apiGroup: rbac.authorization.k8s.io}", &[]);
        case("RoleBinding", "{kind: User, name: a, apiGroup: v1}", &["VAL005 apiGroup"]);
        case("RoleBinding", "{kind: Group, name: ''}", &["VAL003 name"]);
        case("RoleBinding", "{kind: user, name: a}", &["VAL005 kind"]);
    }
}
