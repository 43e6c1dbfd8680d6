//! Priorities of pods, as `pkg/apis/scheduling/validation` checks them.

use super::context::{Context, named};
use super::field::Field;
use super::rules::FORBIDDEN_FIELD;

/// The highest priority that is not Kubernetes' own.
const HIGHEST: i64 = 1_000_000_000;
/// The beginning of the names of Kubernetes' own classes.
const SYSTEM: &str = "system-";
/// Kubernetes' own classes and their values.
const SYSTEM_CLASSES: [(&str, i64); 2] =
    [("system-node-critical", 2_000_001_000), ("system-cluster-critical", 2_000_000_000)];

/// A PriorityClass.
pub(super) fn priority_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let metadata = root.get("metadata");
    let name = if metadata.get("name").is_empty() { metadata.get("generateName") } else { metadata.get("name") };
    let value = root.get("value");
    let text = name.text_or_empty();
    let own = (text, value.int().unwrap_or(0));
    if text.starts_with(SYSTEM) && (!SYSTEM_CLASSES.contains(&own) || root.get("globalDefault").is_true()) {
        let message = format!("{} begins with `{SYSTEM}`, as only Kubernetes' own classes do", named(&name));
        cx.report(FORBIDDEN_FIELD, &name, message, "name it otherwise");
    } else if !text.starts_with(SYSTEM) && value.int().is_some_and(|value| value > HIGHEST) {
        let message = format!("{} is more than {HIGHEST}, as only Kubernetes' own priorities are", named(&value));
        cx.report(FORBIDDEN_FIELD, &value, message, "lower it to 1000000000 or less");
    }
    cx.one_of(&root.get("preemptionPolicy"), &["PreemptLowerPriority", "Never"]);
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::assert_found;

    #[test]
    fn high_priorities_and_their_names_are_kubernetes_own() {
        assert_found(
            "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\n",
            &[
                ("metadata: {name: a}\nvalue: 1000000000", &[]),
                ("metadata: {name: a}\nvalue: -5\npreemptionPolicy: Never", &[]),
                ("metadata: {name: a}\nvalue: 1000000001", &["VAL006 value"]),
                ("metadata: {name: system-a}\nvalue: 1", &["VAL006 metadata.name"]),
                ("metadata: {generateName: system-}\nvalue: 1", &["VAL006 metadata.generateName"]),
                ("metadata: {name: system-node-critical}\nvalue: 2000001000", &[]),
                ("metadata: {name: system-node-critical}\nvalue: 1", &["VAL006 metadata.name"]),
                ("metadata: {name: a}\nvalue: 1\npreemptionPolicy: never", &["VAL005 preemptionPolicy"]),
            ],
        );
    }
}
