package kubevet.scr.workload_data_access_test

import data.kubevet.scr.workload_data_access.deny

path := ["spec", "volumes", "0", "secret", "secretName"]

test_what_containers_mount_is_told if {
	mounted := {"id": 3, "kind": "Secret", "name": "login", "path": path, "volume": "v", "containers": ["app", "side"]}
	found := deny with input as {"facts": {"mounted": [mounted]}, "params": data.defaults}
	found == {[-2, path, ["Secret", "login", ["`app`", "`side`"]], {"related": [[3, [], "this is mounted"]]}]}
}

test_pods_without_data_pass if {
	found := deny with input as {"facts": {"mounted": []}, "params": data.defaults}
	count(found) == 0
}
