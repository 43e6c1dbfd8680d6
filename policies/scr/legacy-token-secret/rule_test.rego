package kubevet.scr.legacy_token_secret_test

import data.kubevet.scr.legacy_token_secret.deny

test_token_secrets_are_denied if {
	secret := {"type": "kubernetes.io/service-account-token", "metadata": {"annotations": {"kubernetes.io/service-account.name": "ci"}}}
	deny == {[-2, ["type"], ["ci"]]} with input as {"kind": "Secret", "object": secret}
	deny == {[-2, ["type"], ["default"]]} with input as {"kind": "Secret", "object": {"type": "kubernetes.io/service-account-token"}}
}

test_listed_secrets_are_denied if {
	deny == {[-2, ["secrets"], [["a", "b"]], {"variant": "listed", "key": true}]}
		with input as {"kind": "ServiceAccount", "object": {"secrets": [{"name": "a"}, {"name": "b"}]}}
}

test_others_pass if {
	count(deny) == 0 with input as {"kind": "Secret", "object": {"type": "Opaque"}}
	count(deny) == 0 with input as {"kind": "Secret", "object": {}}
	count(deny) == 0 with input as {"kind": "ServiceAccount", "object": {"secrets": []}}
	count(deny) == 0 with input as {"kind": "ServiceAccount", "object": {"imagePullSecrets": [{"name": "a"}]}}
	count(deny) == 0 with input as {"kind": "ServiceAccount", "object": {"secrets": [{"name": "web-dockercfg-x7k2p"}]}}
	enforced := {"metadata": {"annotations": {"kubernetes.io/enforce-mountable-secrets": "true"}}, "secrets": [{"name": "a"}]}
	count(deny) == 0 with input as {"kind": "ServiceAccount", "object": enforced}
}
