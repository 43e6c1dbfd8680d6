use crate::validation::testing::assert_found;

const QUOTA: &str = "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: ";
const LIMITS: &str = "apiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec: {limits: [";

#[test]
fn quotas_limit_what_exists_in_whole_numbers() {
    assert_found(
        QUOTA,
        &[
            (
                "{hard: {cpu: 1500m, pods: 3.0, requests.storage: 1Gi, hugepages-2Mi: 1Gi, requests.hugepages-2Mi: 1}}",
                &[],
            ),
            ("{hard: {count/deployments.apps: 3, requests.nvidia.com/gpu: 1500m}}", &[]),
            ("{hard: {count/deployments.apps: 1500m}}", &["VAL004 spec.hard[count/deployments.apps]"]),
            ("{hard: {gpu: 1}}", &["VAL004 spec.hard.gpu"]),
            ("{hard: {storage: 1}}", &["VAL004 spec.hard.storage"]),
            ("{hard: {'a b': 1}}", &["VAL002 spec.hard[a b]"]),
            ("{hard: {pods: 1500m}}", &["VAL004 spec.hard.pods"]),
            ("{hard: {pods: -1}}", &["VAL004 spec.hard.pods"]),
            ("{hard: {pods: null}}", &[]),
        ],
    );
}

#[test]
fn scopes_fit_what_is_limited_and_each_other() {
    assert_found(
        QUOTA,
        &[
            ("{hard: {pods: 1, count/x: 1}, scopes: [BestEffort]}", &[]),
            ("{hard: {cpu: 1}, scopes: [BestEffort]}", &["VAL004 spec.scopes[0]"]),
            ("{hard: {cpu: 1, limits.memory: 1}, scopes: [NotBestEffort, Terminating]}", &[]),
            ("{hard: {services: 1}, scopes: [NotTerminating]}", &["VAL004 spec.scopes[0]"]),
            ("{hard: {pods: 1}, scopes: [BestEffort, NotBestEffort]}", &["VAL004 spec.scopes[1]"]),
            (
                "{hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [a]}]}}",
                &[],
            ),
            (
                "{hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In}]}}",
                &["VAL003 spec.scopeSelector.matchExpressions[0].values"],
            ),
            (
                "{hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists, values: [a]}]}}",
                &["VAL004 spec.scopeSelector.matchExpressions[0].values"],
            ),
            (
                "{hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: DoesNotExist}]}}",
                &["VAL004 spec.scopeSelector.matchExpressions[0].operator"],
            ),
            (
                "{scopeSelector: {matchExpressions: [{scopeName: Terminating, operator: Exists}, {scopeName: NotTerminating, operator: Exists}]}}",
                &["VAL004 spec.scopeSelector.matchExpressions[1].scopeName"],
            ),
        ],
    );
}

#[test]
fn limits_are_in_order() {
    assert_found(
        LIMITS,
        &[
            ("{type: Container, min: {cpu: 1}, defaultRequest: {cpu: 2}, default: {cpu: 3}, max: {cpu: 4}}]}", &[]),
            ("{type: Container, min: {cpu: 5}, max: {cpu: 4}}]}", &["VAL004 spec.limits[0].min.cpu"]),
            ("{type: Container, default: {cpu: 5}, max: {cpu: 4}}]}", &["VAL004 spec.limits[0].default.cpu"]),
            ("{type: Container, default: {cpu: 1}, min: {cpu: 2}}]}", &["VAL004 spec.limits[0].default.cpu"]),
            (
                "{type: Container, defaultRequest: {cpu: 2}, default: {cpu: 1}}]}",
                &["VAL004 spec.limits[0].defaultRequest.cpu"],
            ),
            (
                "{type: Container, defaultRequest: {cpu: 2}, max: {cpu: 1}}]}",
                &["VAL004 spec.limits[0].defaultRequest.cpu"],
            ),
            (
                "{type: Container, defaultRequest: {a/b: 1}, max: {a/b: 2}}]}",
                &["VAL004 spec.limits[0].defaultRequest[a/b]"],
            ),
            ("{type: PersistentVolumeClaim, min: {storage: 1Gi}, max: {storage: 2Gi}}]}", &[]),
            ("{type: PersistentVolumeClaim, max: {cpu: 1}}]}", &["VAL003 spec.limits[0]"]),
            ("{type: Pod, max: {cpu: 1}}]}", &[]),
            ("{type: Pod, default: {cpu: 1}}]}", &["VAL006 spec.limits[0].default"]),
            ("{type: Pod, default: {}}]}", &[]),
            ("{type: Pod}, {type: Pod}]}", &["VAL007 spec.limits[1].type"]),
            ("{type: pod}]}", &["VAL004 spec.limits[0].type"]),
            ("{type: example.com/thing, max: {storage: 1, a/b: 1}}]}", &[]),
            ("{type: Container, max: {storage: 1}}]}", &["VAL004 spec.limits[0].max.storage"]),
            ("{type: Container, max: {requests.a/b: 1}}]}", &["VAL004 spec.limits[0].max[requests.a/b]"]),
            (
                "{type: Container, maxLimitRequestRatio: {cpu: 500m}}]}",
                &["VAL004 spec.limits[0].maxLimitRequestRatio.cpu"],
            ),
            ("{type: Container, min: {cpu: 1}, max: {cpu: 4}, maxLimitRequestRatio: {cpu: 4}}]}", &[]),
            (
                "{type: Container, min: {cpu: 1}, max: {cpu: 4}, maxLimitRequestRatio: {cpu: 5}}]}",
                &["VAL004 spec.limits[0].maxLimitRequestRatio.cpu"],
            ),
        ],
    );
}
