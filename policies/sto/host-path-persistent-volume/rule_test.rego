package kubevet.sto.host_path_persistent_volume_test

import data.kubevet.sto.host_path_persistent_volume.deny

volume(spec) := {"name": "data", "object": {"spec": spec}, "params": data.defaults}

at(path) := volume({"hostPath": {"path": path}})

denied(path) := {[-2, ["spec", "hostPath", "path"], [path]]}

test_a_directory_of_the_node_is_denied if {
	deny == denied("/var/lib/data") with input as at("/var/lib/data")
}

test_other_volumes_pass if {
	count(deny) == 0 with input as volume({"local": {"path": "/mnt/disk1"}})
	count(deny) == 0 with input as volume({"nfs": {"path": "/data", "server": "nfs.example.com"}})
}

test_directories_can_be_allowed if {
	every path in ["/srv/data", "/srv/data/", "/srv/data/mail"] {
		count(deny) == 0 with input as at(path) with input.params.STO003.allowed as ["/srv/data"]
		count(deny) == 0 with input as at(path) with input.params.STO003.allowed as ["/mnt", "/srv/data/"]
	}
	deny == denied("/srv/database") with input as at("/srv/database") with input.params.STO003.allowed as ["/srv/data"]
}
