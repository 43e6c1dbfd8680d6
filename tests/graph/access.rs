//! ServiceAccounts and what they may do.

use super::{deployment, facts};

const ACCOUNT: &str = "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: runner, annotations: {role: a}}\nautomountServiceAccountToken: false\n";
const ROLE: &str = "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\nrules: [{apiGroups: [''], resources: [pods], verbs: [get], resourceNames: [a]}]\n";

fn binding(kind: &str, role_kind: &str, role: &str, subject: &str) -> String {
    format!(
        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{name: b}}\n\
         roleRef: {{kind: {role_kind}, name: {role}}}\nsubjects: [{subject}]\n"
    )
}

#[test]
fn pods_know_their_service_account_and_its_field() {
    let pods = deployment("web", "app: web", "serviceAccountName: runner");
    let account = facts(&(pods.clone() + ACCOUNT), "Deployment/web").service_account.expect("an account");
    assert_eq!((account.name.as_str(), account.id, account.automount), ("runner", Some(1), Some(false)));
    assert_eq!(account.annotations.get("role").map(String::as_str), Some("a"));
    assert!(!account.pull_secrets);
    let pulling = pods.clone() + ACCOUNT.trim_end() + "\nimagePullSecrets: [{name: pull}]\n";
    assert!(facts(&pulling, "Deployment/web").service_account.expect("an account").pull_secrets);
    let absent = facts(&pods, "Deployment/web").service_account.expect("an account");
    assert_eq!((absent.id, absent.automount), (None, None));
    let unnamed = facts(&deployment("web", "app: web", "containers: []"), "Deployment/web").service_account;
    assert_eq!(unnamed.expect("an account").name, "default");
}

#[test]
fn roles_reach_an_account_by_name_or_by_a_group_of_accounts() {
    let account = "{kind: ServiceAccount, name: runner, namespace: default}";
    for (binding, granted) in [
        (binding("RoleBinding", "Role", "reader", account), true),
        (binding("RoleBinding", "Role", "reader", "{kind: ServiceAccount, name: runner}"), true),
        (binding("ClusterRoleBinding", "ClusterRole", "view", "{kind: ServiceAccount, name: runner}"), false),
        (binding("RoleBinding", "Role", "reader", "{kind: ServiceAccount, name: runner, namespace: shop}"), false),
        (binding("RoleBinding", "Role", "reader", "{kind: Group, name: 'system:serviceaccounts:default'}"), true),
        (binding("RoleBinding", "Role", "reader", "{kind: Group, name: 'system:serviceaccounts:shop'}"), false),
        (binding("RoleBinding", "Role", "reader", "{kind: Group, name: 'system:serviceaccounts'}"), true),
        (binding("RoleBinding", "Role", "reader", "{kind: User, name: runner}"), false),
    ] {
        let text = deployment("web", "app: web", "serviceAccountName: runner") + ROLE + &binding;
        let roles = facts(&text, "Deployment/web").service_account.expect("an account").roles;
        assert_eq!(!roles.is_empty(), granted, "{binding}");
    }
}

#[test]
fn a_binding_knows_the_rules_of_its_role() {
    let text = ROLE.to_owned() + &binding("RoleBinding", "Role", "reader", "");
    let role = facts(&text, "RoleBinding/b").role.expect("a role");
    assert_eq!((role.id, role.cluster_wide), (Some(0), false));
    let rule = &role.rules[0];
    assert_eq!((&rule.api_groups[..], &rule.resources[..]), (&[String::new()][..], &["pods".to_owned()][..]));
    assert_eq!((&rule.verbs[..], &rule.resource_names[..]), (&["get".to_owned()][..], &["a".to_owned()][..]));
    let built_in = binding("ClusterRoleBinding", "ClusterRole", "cluster-admin", "");
    let role = facts(&built_in, "ClusterRoleBinding/b").role.expect("a role");
    assert_eq!((role.id, role.name.as_str(), role.cluster_wide), (None, "cluster-admin", true));
}

#[test]
fn a_role_knows_the_bindings_that_grant_it() {
    let names = |text: &str, role: &str| -> Vec<String> {
        facts(text, role).granted_by.into_iter().map(|binding| binding.kind).collect()
    };
    let cluster_role = ROLE.replace("kind: Role", "kind: ClusterRole");
    for (role_text, role, kind, role_kind, granted) in [
        (ROLE, "Role/reader", "RoleBinding", "Role", true),
        (ROLE, "Role/reader", "RoleBinding", "ClusterRole", false),
        (&cluster_role, "ClusterRole/reader", "RoleBinding", "ClusterRole", true),
        (&cluster_role, "ClusterRole/reader", "ClusterRoleBinding", "ClusterRole", true),
        (&cluster_role, "ClusterRole/reader", "ClusterRoleBinding", "Role", false),
    ] {
        let text = role_text.to_owned() + &binding(kind, role_kind, "reader", "{kind: User, name: ops}");
        assert_eq!(
            names(&text, role),
            if granted { vec![kind.to_owned()] } else { Vec::new() },
            "{kind} of {role_kind}"
        );
    }
    let elsewhere = binding("RoleBinding", "Role", "reader", "").replace("{name: b}", "{name: b, namespace: shop}");
    assert!(names(&(ROLE.to_owned() + &elsewhere), "Role/reader").is_empty());
}
