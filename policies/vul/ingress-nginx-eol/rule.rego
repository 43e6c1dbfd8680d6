# METADATA
# scope: package
# title: ingress-nginx should be replaced
# description: >-
#   No container should have an image whose path ends with `ingress-nginx/controller`,
#   `ingress-nginx/controller-chroot` or `nginx-ingress-controller`. The controller of F5, `nginx/nginx-ingress`, is
#   another program.
# related_resources:
#   - https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
#   - https://gateway-api.sigs.k8s.io/implementations/
# custom:
#   id: VUL003
#   name: ingress-nginx-eol
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` is ingress-nginx, which has no updates any more
#   help: move to an implementation of the Gateway API, or to another Ingress controller
#   rationale: >-
#     The Kubernetes project retired ingress-nginx in March 2026. It stands before everything and may read all Secrets,
#     and whatever hole is found in it stays open.
#   sources:
#     - kubescape:C-0292
package kubevet.vul.ingress_nginx_eol

deny contains [container.id, ["image"], []] if {
	some container in input.containers
	contains(container.image, "ingress")
	steps := split(split(container.image, "@")[0], "/")
	name := split(steps[count(steps) - 1], ":")[0]
	is_ingress_nginx(steps, name)
}

is_ingress_nginx(_, name) if name == "nginx-ingress-controller"

is_ingress_nginx(steps, name) if {
	name in {"controller", "controller-chroot"}
	steps[count(steps) - 2] == "ingress-nginx"
}
