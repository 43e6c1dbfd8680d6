package kubevet.img.deprecated_k8s_registry_test

import data.kubevet.img.deprecated_k8s_registry.deny

judge(image) := found if {
	found := deny with input as {"containers": [{"id": 3, "image": image}]}
}

test_the_frozen_registry_is_denied if {
	new := "registry.k8s.io/sig-storage/csi-provisioner:v3.4.0"
	old := "k8s.gcr.io/sig-storage/csi-provisioner:v3.4.0"
	judge(old) == {[3, ["image"], [old, new], {"fix": [["set", ["image"], new]]}]}
}

test_its_forerunners_are_denied if {
	every folder in ["google_containers", "google-containers"] {
		image := concat("/", ["gcr.io", folder, "pause:3.1"])
		judge(image) == {[3, ["image"], [image, "pause:3.1"], {"variant": "google_containers"}]}
	}
}

test_others_pass if {
	every image in [
		"registry.k8s.io/pause:3.9",
		"gcr.io/google-samples/hello:1.0",
		"registry.example/k8s.gcr.io/pause:3.9",
		"k8s.gcr.io.registry.example/pause:3.9",
		"gcr.io/google_containers_mirror/pause:3.1",
		"pause",
		"",
	] {
		count(judge(image)) == 0
	}
}
