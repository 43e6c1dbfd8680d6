//! Whether a run is meant for AWS.

use super::{deployment, facts};

#[test]
fn one_mark_of_aws_speaks_for_all_objects_of_a_run() {
    let web = deployment("web", "app: web", "containers: []");
    assert!(!facts(&web, "Deployment/web").aws);
    for mark in [
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, annotations: {eks.amazonaws.com/role-arn: x}}\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {loadBalancerClass: service.k8s.aws/nlb}\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {loadBalancerClass: eks.amazonaws.com/nlb}\n",
        "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: a}\nspec: {controller: eks.amazonaws.com/alb}\n",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {ingressClassName: alb}\n",
        "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: ebs.csi.aws.com\n",
        "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {name: a}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\n",
        "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {template: {metadata: {annotations: {karpenter.sh/do-not-disrupt: 'true'}}, spec: {}}}\n",
    ] {
        assert!(facts(&format!("{web}---\n{mark}"), "Deployment/web").aws, "{mark}");
    }
}
