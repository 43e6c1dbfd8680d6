package kubevet.net.external_dns_annotation_invalid_test

import data.kubevet.net.external_dns_annotation_invalid.deny

hostname := "external-dns.alpha.kubernetes.io/hostname"

internal := "external-dns.alpha.kubernetes.io/internal-hostname"

ttl := "external-dns.alpha.kubernetes.io/ttl"

service(annotations) := {
	"kind": "Service",
	"object": {"metadata": {"annotations": annotations}, "spec": {"type": "LoadBalancer"}},
}

test_what_is_no_name_is_denied if {
	every name in ["https://shop.example.com", "shop.example.com:443", "-shop.example.com", "a..example.com", "shop_/x"] {
		found := deny with input as service({hostname: concat(", ", ["www.example.com", name])})
		found == {[-2, ["metadata", "annotations", hostname], [name]]}
	}
}

test_names_pass if {
	every name in ["shop.example.com", "*.example.com", "shop.example.com.", "_dmarc.example.com", "bücher.example", "a.example,b.example,", "$(HOST).example"] {
		count(deny) == 0 with input as service({internal: name})
	}
}

test_times_to_live if {
	every value in ["60", "10m", "1h30m", "1.5h"] {
		count(deny) == 0 with input as service({ttl: value})
	}
	every value in ["0", "5 minutes", "-1", "99999999999", "1d"] {
		found := deny with input as service({ttl: value})
		found == {[-2, ["metadata", "annotations", ttl], [value], {"variant": "ttl"}]}
	}
}

test_services_inside_are_a_remark if {
	found := deny with input as service({hostname: "a.example"}) with input.object.spec as {}
	found == {[-2, ["metadata", "annotations", hostname], [], {"severity": "info", "variant": "internal"}]}
	count(deny) == 0 with input as service({hostname: "a.example"}) with input.object.spec as {"clusterIP": "None"}
	count(deny) == 0 with input as service({hostname: "a.example", internal: "a.example"}) with input.object.spec as {}
	count(deny) == 0 with input as service({hostname: "a.example"}) with input.object.spec as {} with input.kind as "Ingress"
}
