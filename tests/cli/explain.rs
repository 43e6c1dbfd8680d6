//! `explain` and `rules`.

use super::Kubevet;

#[test]
fn explain_tells_all_about_a_rule() {
    let by_id = Kubevet::with(&[]).run(&["explain", "sec006"]);
    insta::assert_snapshot!(by_id.all());
    assert_eq!(Kubevet::with(&[]).run(&["explain", "privileged-container"]).stdout, by_id.stdout);
}

#[test]
fn every_rule_can_be_explained() {
    let list = Kubevet::with(&[]).run(&["rules", "-o", "json"]);
    let list: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(list["version"], 1);
    let rules = list["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        let run = Kubevet::with(&[]).run(&["explain", id]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{id}");
        assert!(run.stdout.starts_with(&format!("{id} {}\n", rule["name"].as_str().unwrap())), "{}", run.stdout);
    }
}

#[test]
fn rules_are_listed_by_prefix_and_profile() {
    let list = |arguments: &[&str]| Kubevet::with(&[]).run(arguments).stdout;
    let one = list(&["rules", "SEC006"]);
    assert_eq!(one.lines().count(), 3, "{one}");
    assert!(one.contains("SEC006  privileged-container  error    default  all kinds with pods"), "{one}");
    assert!(list(&["rules", "SEC"]).lines().skip(1).all(|line| line.starts_with("SEC") || line.contains(" rules;")));
    assert!(list(&["rules", "--profile", "default"]).len() <= list(&["rules"]).len());
}
