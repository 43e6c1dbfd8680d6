# METADATA
# scope: package
# title: OpenShift Jenkins pipeline builds are deprecated
# description: >-
#   A BuildConfig of OpenShift must not have `spec.strategy.jenkinsPipelineStrategy`.
# related_resources:
#   - https://docs.openshift.com/container-platform/4.14/cicd/builds/build-strategies.html
# custom:
#   id: ECO007
#   name: jenkins-pipeline-strategy
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [build.openshift.io/BuildConfig]
#   message: BuildConfig `{name}` builds with a Jenkins pipeline, which OpenShift has given up
#   help: move the pipeline to OpenShift Pipelines (Tekton), or call the build from a Jenkinsfile in Jenkins itself
#   rationale: >-
#     The strategy is deprecated since OpenShift 4.1 and gets no fixes. It also runs a Jenkins in the namespace that
#     nobody maintains.
#   sources:
#     - kyverno:openshift/disallow-jenkins-pipeline-strategy
package kubevet.eco.jenkins_pipeline_strategy

deny contains [-2, ["spec", "strategy", "jenkinsPipelineStrategy"], [], {"key": true}] if {
	is_object(input.object.spec.strategy.jenkinsPipelineStrategy)
}
