//! The labels that controllers and operators put on the pods they make, and that no manifest shows.
//!
//! Each row follows the documentation of the project whose kind it names. Where a value cannot be known from the resource
//! it counts as any, so that a selector that asks for it is believed.

use crate::object::GroupVersionKind;

/// What the value of such a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Always this.
    Text(&'static str),
    /// The name of the resource.
    Name,
    /// The name of the resource, a hyphen and a number.
    Ordinal,
    /// Something that cannot be known here. A key that ends with `/` stands for all other labels with this prefix.
    Unknown,
}

use Source::{Name, Ordinal, Text, Unknown};

/// Labels by key.
pub(super) type Row = &'static [(&'static str, Source)];

/// No labels.
pub(super) const NONE: Row = &[];

/// The labels that the pods of an operator may have from the workloads it makes.
pub(super) const OF_WORKLOADS: Row = &[
    ("statefulset.kubernetes.io/", Unknown),
    ("apps.kubernetes.io/", Unknown),
    ("controller-revision-hash", Unknown),
    ("pod-template-hash", Unknown),
];

const DEPLOYMENT: Row = &[("pod-template-hash", Unknown)];
const REVISIONS: Row = &[("controller-revision-hash", Unknown), ("pod-template-generation", Unknown)];
const STATEFUL_SET: Row = &[
    ("statefulset.kubernetes.io/pod-name", Ordinal),
    ("apps.kubernetes.io/pod-index", Unknown),
    ("controller-revision-hash", Unknown),
];
const JOB: Row = &[
    ("job-name", Name),
    ("controller-uid", Unknown),
    ("batch.kubernetes.io/job-name", Name),
    ("batch.kubernetes.io/", Unknown),
];
const JOBS: Row = &[("job-name", Unknown), ("controller-uid", Unknown), ("batch.kubernetes.io/", Unknown)];
const WORKFLOWS: Row = &[("workflows.argoproj.io/", Unknown)];

/// The labels that the controller of a kind with pod templates adds to what the templates say.
pub(super) fn of_controller(gvk: GroupVersionKind<'_>) -> Row {
    match (gvk.group, gvk.kind) {
        ("apps" | "extensions", "Deployment" | "ReplicaSet") => DEPLOYMENT,
        ("apps" | "extensions", "DaemonSet") => REVISIONS,
        ("apps" | "apps.kruise.io", "StatefulSet") => STATEFUL_SET,
        ("batch", "Job") => JOB,
        ("batch", "CronJob") | ("keda.sh", "ScaledJob") => JOBS,
        ("" | "apps.openshift.io", "DeploymentConfig") => &[("deploymentconfig", Name), ("deployment", Unknown)],
        ("argoproj.io", "Rollout") => &[("rollouts-pod-template-hash", Unknown)],
        ("argoproj.io", "Workflow") => &[("workflows.argoproj.io/workflow", Name), ("workflows.argoproj.io/", Unknown)],
        ("argoproj.io", "CronWorkflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate") => WORKFLOWS,
        ("serving.knative.dev", "Service") => &[
            ("serving.knative.dev/service", Name),
            ("serving.knative.dev/configuration", Name),
            ("serving.knative.dev/", Unknown),
        ],
        ("serving.knative.dev", "Configuration") => {
            &[("serving.knative.dev/configuration", Name), ("serving.knative.dev/", Unknown)]
        }
        ("serving.knative.dev", "Revision") => {
            &[("serving.knative.dev/revision", Name), ("serving.knative.dev/", Unknown)]
        }
        ("jobset.x-k8s.io", "JobSet") => &[
            ("jobset.sigs.k8s.io/jobset-name", Name),
            ("jobset.sigs.k8s.io/", Unknown),
            ("job-name", Unknown),
            ("batch.kubernetes.io/", Unknown),
        ],
        ("leaderworkerset.x-k8s.io", "LeaderWorkerSet") => {
            &[("leaderworkerset.sigs.k8s.io/name", Name), ("leaderworkerset.sigs.k8s.io/", Unknown)]
        }
        ("ray.io", "RayCluster") => &[("ray.io/cluster", Name), ("ray.io/", Unknown)],
        ("kubeflow.org", _) => &[("training.kubeflow.org/job-name", Name), ("training.kubeflow.org/", Unknown)],
        ("batch.volcano.sh", "Job") => &[("volcano.sh/job-name", Name), ("volcano.sh/", Unknown)],
        ("agones.dev", _) => &[("agones.dev/", Unknown)],
        ("actions.github.com", _) => &[("actions.github.com/", Unknown)],
        _ => NONE,
    }
}

/// Pods that an operator describes itself, from a resource that holds no whole pod template.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator {
    /// The labels the operator gives them.
    pub(super) labels: Row,
    /// Where the resource holds mappings with `labels` for its pods, one for each sort of pods; `*` stands for each item.
    pub(super) metadata: &'static [&'static [&'static str]],
    /// Whether the pods get the labels of the resource too.
    pub(super) inherits: bool,
}

const fn pods(labels: Row, metadata: &'static [&'static [&'static str]]) -> Option<Operator> {
    Some(Operator { labels, metadata, inherits: false })
}

const fn heirs(labels: Row, metadata: &'static [&'static [&'static str]]) -> Option<Operator> {
    Some(Operator { labels, metadata, inherits: true })
}

const POD_TEMPLATE: &[&[&str]] = &[&["spec", "podTemplate", "metadata"]];
const POD_METADATA: &[&[&str]] = &[&["spec", "podMetadata"]];
const BY_INSTANCE: Row = &[("app.kubernetes.io/instance", Name), ("app.kubernetes.io/", Unknown)];

/// The pods that an operator makes for a resource of this kind; nothing for kinds of which that is not known.
pub(super) fn of_operator(gvk: GroupVersionKind<'_>) -> Option<Operator> {
    match gvk.group {
        "monitoring.coreos.com" => prometheus_operator(gvk.kind),
        group if group.ends_with(".k8s.elastic.co") => elastic(gvk.kind),
        "kafka.strimzi.io" => strimzi(gvk.kind),
        "operator.victoriametrics.com" => match gvk.kind {
            "VMSingle" | "VMAgent" | "VMAlert" | "VMAlertmanager" | "VMAuth" => pods(BY_INSTANCE, POD_METADATA),
            "VMCluster" => pods(
                BY_INSTANCE,
                &[
                    &["spec", "vmselect", "podMetadata"],
                    &["spec", "vminsert", "podMetadata"],
                    &["spec", "vmstorage", "podMetadata"],
                ],
            ),
            _ => None,
        },
        "kubevirt.io" => match gvk.kind {
            "VirtualMachine" => {
                pods(&[("vm.kubevirt.io/name", Name), ("kubevirt.io/", Unknown)], &[&["spec", "template", "metadata"]])
            }
            "VirtualMachineInstance" => heirs(&[("kubevirt.io/", Unknown)], &[]),
            "VirtualMachineInstanceReplicaSet" => {
                pods(&[("kubevirt.io/", Unknown)], &[&["spec", "template", "metadata"]])
            }
            _ => None,
        },
        _ => database(gvk).or_else(|| application(gvk)),
    }
}

/// `podMetadata` in the API reference of prometheus-operator lists what it sets whatever that says.
fn prometheus_operator(kind: &str) -> Option<Operator> {
    const INSTANCE: (&str, Source) = ("app.kubernetes.io/instance", Name);
    const MANAGED_BY: (&str, Source) = ("app.kubernetes.io/managed-by", Text("prometheus-operator"));
    const VERSION: (&str, Source) = ("app.kubernetes.io/version", Unknown);
    const SHARD: (&str, Source) = ("operator.prometheus.io/", Unknown);
    const NAME: (&str, Source) = ("operator.prometheus.io/name", Name);
    let labels: Row = match kind {
        "Prometheus" => &[
            ("app.kubernetes.io/name", Text("prometheus")),
            ("prometheus", Name),
            NAME,
            SHARD,
            INSTANCE,
            MANAGED_BY,
            VERSION,
        ],
        "PrometheusAgent" => {
            &[("app.kubernetes.io/name", Text("prometheus-agent")), NAME, SHARD, INSTANCE, MANAGED_BY, VERSION]
        }
        "Alertmanager" => {
            &[("app.kubernetes.io/name", Text("alertmanager")), ("alertmanager", Name), INSTANCE, MANAGED_BY, VERSION]
        }
        "ThanosRuler" => {
            &[("app.kubernetes.io/name", Text("thanos-ruler")), ("thanos-ruler", Name), INSTANCE, MANAGED_BY, VERSION]
        }
        _ => return None,
    };
    pods(labels, POD_METADATA)
}

/// The Service that an operator makes for a resource of this kind, to give its pods names; nothing for other kinds.
///
/// `makeStatefulSetService` in prometheus-operator. ServiceMonitors select it by this label.
pub(super) fn of_service(gvk: GroupVersionKind<'_>) -> Option<Row> {
    match (gvk.group, gvk.kind) {
        ("monitoring.coreos.com", "Prometheus" | "PrometheusAgent") => Some(&[("operated-prometheus", Text("true"))]),
        ("monitoring.coreos.com", "Alertmanager") => Some(&[("operated-alertmanager", Text("true"))]),
        ("monitoring.coreos.com", "ThanosRuler") => Some(&[("operated-thanos-ruler", Text("true"))]),
        _ => None,
    }
}

/// Elastic Cloud on Kubernetes.
fn elastic(kind: &str) -> Option<Operator> {
    const TYPE: &str = "common.k8s.elastic.co/type";
    match kind {
        "Elasticsearch" => pods(
            &[
                (TYPE, Text("elasticsearch")),
                ("elasticsearch.k8s.elastic.co/cluster-name", Name),
                ("elasticsearch.k8s.elastic.co/", Unknown),
            ],
            &[&["spec", "nodeSets", "*", "podTemplate", "metadata"]],
        ),
        "Kibana" => pods(&[(TYPE, Text("kibana")), ("kibana.k8s.elastic.co/name", Name)], POD_TEMPLATE),
        "ApmServer" => pods(&[(TYPE, Text("apm-server")), ("apm.k8s.elastic.co/name", Name)], POD_TEMPLATE),
        "Logstash" => pods(&[(TYPE, Text("logstash")), ("logstash.k8s.elastic.co/", Unknown)], POD_TEMPLATE),
        "EnterpriseSearch" => {
            pods(&[(TYPE, Text("enterprise-search")), ("enterprisesearch.k8s.elastic.co/name", Name)], POD_TEMPLATE)
        }
        "ElasticMapsServer" => pods(&[(TYPE, Text("maps")), ("maps.k8s.elastic.co/name", Name)], POD_TEMPLATE),
        "Beat" => pods(
            &[(TYPE, Text("beat")), ("beat.k8s.elastic.co/name", Name)],
            &[&["spec", "daemonSet", "podTemplate", "metadata"], &["spec", "deployment", "podTemplate", "metadata"]],
        ),
        "Agent" => pods(
            &[(TYPE, Text("agent")), ("agent.k8s.elastic.co/name", Name)],
            &[
                &["spec", "daemonSet", "podTemplate", "metadata"],
                &["spec", "deployment", "podTemplate", "metadata"],
                &["spec", "statefulSet", "podTemplate", "metadata"],
            ],
        ),
        _ => None,
    }
}

/// Strimzi hands the labels of its resources on to their pods.
fn strimzi(kind: &str) -> Option<Operator> {
    const MANAGED_BY: (&str, Source) = ("app.kubernetes.io/managed-by", Text("strimzi-cluster-operator"));
    const OTHERS: (&str, Source) = ("strimzi.io/", Unknown);
    const APP: (&str, Source) = ("app.kubernetes.io/", Unknown);
    const CLUSTER: Row = &[("strimzi.io/cluster", Name), OTHERS, ("app.kubernetes.io/instance", Name), MANAGED_BY, APP];
    match kind {
        "Kafka" => heirs(
            CLUSTER,
            &[
                &["spec", "kafka", "template", "pod", "metadata"],
                &["spec", "zookeeper", "template", "pod", "metadata"],
                &["spec", "entityOperator", "template", "pod", "metadata"],
                &["spec", "kafkaExporter", "template", "pod", "metadata"],
                &["spec", "cruiseControl", "template", "pod", "metadata"],
            ],
        ),
        "KafkaConnect" | "KafkaMirrorMaker" | "KafkaMirrorMaker2" | "KafkaBridge" => {
            heirs(CLUSTER, &[&["spec", "template", "pod", "metadata"]])
        }
        "KafkaNodePool" => heirs(
            &[("strimzi.io/pool-name", Name), OTHERS, MANAGED_BY, APP],
            &[&["spec", "template", "pod", "metadata"]],
        ),
        _ => None,
    }
}

fn database(gvk: GroupVersionKind<'_>) -> Option<Operator> {
    match (gvk.group, gvk.kind) {
        ("postgresql.cnpg.io", "Cluster") => pods(
            &[
                ("cnpg.io/cluster", Name),
                ("cnpg.io/", Unknown),
                ("postgresql", Name),
                ("role", Unknown),
                ("app.kubernetes.io/", Unknown),
            ],
            &[&["spec", "inheritedMetadata"]],
        ),
        ("postgresql.cnpg.io", "Pooler") => {
            pods(&[("cnpg.io/poolerName", Name), ("cnpg.io/", Unknown)], &[&["spec", "template", "metadata"]])
        }
        ("acid.zalan.do", "postgresql") => heirs(
            &[("cluster-name", Name), ("application", Text("spilo")), ("spilo-role", Unknown), ("team", Unknown)],
            &[],
        ),
        ("postgres-operator.crunchydata.com", "PostgresCluster") => pods(
            &[("postgres-operator.crunchydata.com/cluster", Name), ("postgres-operator.crunchydata.com/", Unknown)],
            &[&["spec", "metadata"]],
        ),
        ("rabbitmq.com", "RabbitmqCluster") => heirs(
            &[
                ("app.kubernetes.io/name", Name),
                ("app.kubernetes.io/component", Text("rabbitmq")),
                ("app.kubernetes.io/part-of", Text("rabbitmq")),
            ],
            &[],
        ),
        ("psmdb.percona.com", "PerconaServerMongoDB") | ("pxc.percona.com", "PerconaXtraDBCluster") => {
            heirs(BY_INSTANCE, &[])
        }
        ("k8s.mariadb.com", "MariaDB" | "MaxScale") => pods(BY_INSTANCE, POD_METADATA),
        ("mongodbcommunity.mongodb.com", "MongoDBCommunity") => {
            pods(&[("app", Unknown)], &[&["spec", "statefulSet", "spec", "template", "metadata"]])
        }
        ("mysql.oracle.com", "InnoDBCluster") => pods(
            &[
                ("mysql.oracle.com/cluster", Name),
                ("mysql.oracle.com/", Unknown),
                ("component", Unknown),
                ("tier", Text("mysql")),
                ("app.kubernetes.io/", Unknown),
            ],
            &[],
        ),
        ("databases.spotahome.com", "RedisFailover") => heirs(
            &[
                ("app.kubernetes.io/name", Name),
                ("app.kubernetes.io/", Unknown),
                ("redisfailovers.databases.spotahome.com/", Unknown),
            ],
            &[],
        ),
        ("cassandra.datastax.com", "CassandraDatacenter") => {
            pods(&[("cassandra.datastax.com/", Unknown), ("app.kubernetes.io/", Unknown)], &[])
        }
        ("opensearch.opster.io", "OpenSearchCluster") => {
            pods(&[("opster.io/opensearch-cluster", Name), ("opster.io/", Unknown)], &[])
        }
        ("clickhouse.altinity.com", "ClickHouseInstallation") => {
            pods(&[("clickhouse.altinity.com/chi", Name), ("clickhouse.altinity.com/", Unknown)], &[])
        }
        ("pingcap.com", "TidbCluster") => pods(BY_INSTANCE, &[]),
        ("solr.apache.org", "SolrCloud") => pods(&[("solr-cloud", Name), ("technology", Text("solr-cloud"))], &[]),
        _ => None,
    }
}

fn application(gvk: GroupVersionKind<'_>) -> Option<Operator> {
    match (gvk.group, gvk.kind) {
        // GEP-1762: what implements a Gateway in the cluster bears its name.
        ("gateway.networking.k8s.io", "Gateway") => pods(
            &[("gateway.networking.k8s.io/gateway-name", Name), ("gateway.networking.k8s.io/", Unknown)],
            &[&["spec", "infrastructure"]],
        ),
        ("jaegertracing.io", "Jaeger") => heirs(
            &[("app", Text("jaeger")), ("app.kubernetes.io/instance", Name), ("app.kubernetes.io/", Unknown)],
            &[],
        ),
        ("opentelemetry.io", "OpenTelemetryCollector") => heirs(&[("app.kubernetes.io/", Unknown)], &[]),
        ("grafana.integreatly.org", "Grafana") => pods(
            &[("app", Name), ("app.kubernetes.io/managed-by", Text("grafana-operator"))],
            &[&["spec", "deployment", "spec", "template", "metadata"]],
        ),
        ("k8s.keycloak.org", "Keycloak") => pods(
            &[
                ("app", Text("keycloak")),
                ("app.kubernetes.io/instance", Name),
                ("app.kubernetes.io/managed-by", Text("keycloak-operator")),
                ("app.kubernetes.io/component", Unknown),
            ],
            &[&["spec", "unsupported", "podTemplate", "metadata"]],
        ),
        ("minio.min.io", "Tenant") => pods(&[("v1.min.io/tenant", Name), ("v1.min.io/", Unknown)], &[]),
        ("flink.apache.org", "FlinkDeployment") => {
            pods(&[("app", Name), ("component", Unknown), ("type", Text("flink-native-kubernetes"))], POD_TEMPLATE)
        }
        ("sparkoperator.k8s.io", "SparkApplication" | "ScheduledSparkApplication") => pods(
            &[("sparkoperator.k8s.io/", Unknown), ("spark-role", Unknown), ("spark-app-selector", Unknown)],
            &[&["spec", "driver"], &["spec", "executor"]],
        ),
        ("serving.kserve.io", "InferenceService") => heirs(
            &[
                ("serving.kserve.io/inferenceservice", Name),
                ("serving.kserve.io/", Unknown),
                ("component", Unknown),
                ("app", Unknown),
            ],
            &[],
        ),
        ("argoproj.io", "EventSource") => {
            pods(&[("eventsource-name", Name), ("owner-name", Name)], &[&["spec", "template", "metadata"]])
        }
        ("argoproj.io", "Sensor") => {
            pods(&[("sensor-name", Name), ("owner-name", Name)], &[&["spec", "template", "metadata"]])
        }
        ("tekton.dev", "TaskRun" | "PipelineRun") => heirs(&[("tekton.dev/", Unknown)], &[]),
        _ => None,
    }
}

/// Whether pods have this label only because something other than a manifest of theirs gives it to them.
pub(super) fn is_given(key: &str) -> bool {
    const BARE: [&str; 5] =
        ["pod-template-hash", "rollouts-pod-template-hash", "controller-revision-hash", "job-name", "controller-uid"];
    const DOMAINS: [&str; 30] = [
        "statefulset.kubernetes.io",
        "apps.kubernetes.io",
        "batch.kubernetes.io",
        "serving.knative.dev",
        "jobset.sigs.k8s.io",
        "leaderworkerset.sigs.k8s.io",
        "ray.io",
        "training.kubeflow.org",
        "volcano.sh",
        "agones.dev",
        "actions.github.com",
        "workflows.argoproj.io",
        "operator.prometheus.io",
        "strimzi.io",
        "cnpg.io",
        "postgres-operator.crunchydata.com",
        "mysql.oracle.com",
        "redisfailovers.databases.spotahome.com",
        "cassandra.datastax.com",
        "opster.io",
        "clickhouse.altinity.com",
        "gateway.networking.k8s.io",
        "v1.min.io",
        "sparkoperator.k8s.io",
        "serving.kserve.io",
        "tekton.dev",
        "kubevirt.io",
        "vm.kubevirt.io",
        "istio.io",
        "k8s.elastic.co",
    ];
    let Some((domain, _)) = key.split_once('/') else { return BARE.contains(&key) };
    DOMAINS.contains(&domain) || domain.ends_with(".k8s.elastic.co")
}
