package kubevet.net.ingress_tls_missing_test

import data.kubevet.net.ingress_tls_missing.deny

ingress(spec, annotations) := {"object": {"metadata": {"annotations": annotations}, "spec": spec}, "params": data.defaults}

denied := {[-2, ["spec", "tls"], []]}

test_no_tls_is_denied if {
	deny == denied with input as ingress({}, {})
	deny == denied with input as ingress({"tls": []}, {"kubernetes.io/ingress.class": "nginx"})
	deny == denied with input as {"object": {}}
}

test_tls_passes if {
	count(deny) == 0 with input as ingress({"tls": [{"secretName": "web-tls"}]}, {})
}

test_controllers_that_have_their_own_ways_pass if {
	every annotations in [
		{"alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:x"},
		{"alb.ingress.kubernetes.io/listen-ports": `[{"HTTPS": 443}]`},
		{"networking.gke.io/managed-certificates": "web"},
		{"nginx.ingress.kubernetes.io/ssl-passthrough": "true"},
		{"nginx.ingress.kubernetes.io/canary": "true"},
		{"traefik.ingress.kubernetes.io/router.entrypoints": "websecure"},
	] {
		count(deny) == 0 with input as ingress({}, annotations)
	}
}

test_annotations_that_give_no_tls_are_denied if {
	deny == denied with input as ingress({}, {"alb.ingress.kubernetes.io/listen-ports": `[{"HTTP": 80}]`})
	deny == denied with input as ingress({}, {"nginx.ingress.kubernetes.io/ssl-passthrough": "false"})
	deny == denied with input as ingress({}, {"networking.gke.io/managed-certificates": ""})
	deny == denied with input as ingress({}, {"traefik.ingress.kubernetes.io/router.entrypoints": "web,websecure"})
}
