package kubevet.vul.ingress_nginx_eol_test

import data.kubevet.vul.ingress_nginx_eol.deny

judge(image) := found if {
	found := deny with input as {"containers": [{"id": 0, "image": image}]}
}

test_the_controller_is_denied_wherever_it_comes_from if {
	every image in {
		"registry.k8s.io/ingress-nginx/controller:v1.14.0@sha256:0123",
		"registry.example:5000/k8s/ingress-nginx/controller-chroot",
		"quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.33.0",
		"nginx-ingress-controller:1.2.3",
	} {
		judge(image) == {[0, ["image"], []]}
	}
}

test_other_images_pass if {
	every image in {
		"docker.io/nginx/nginx-ingress:5.0.0",
		"registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.0",
		"registry.example/ingress/controller:1.4",
		"controller:ingress",
		"",
	} {
		count(judge(image)) == 0
	}
}
