package kubevet.eks.irsa_role_arn_invalid_test

import data.kubevet.eks.irsa_role_arn_invalid.deny

path := ["metadata", "annotations", "eks.amazonaws.com/role-arn"]

judge(arn) := found if {
	found := deny with input as {"object": {"metadata": {"annotations": {"eks.amazonaws.com/role-arn": arn}}}}
}

test_roles_of_all_partitions_pass if {
	count(judge("arn:aws:iam::111122223333:role/orders")) == 0
	count(judge("arn:aws-cn:iam::111122223333:role/orders")) == 0
	count(judge("arn:aws-us-gov:iam::111122223333:role/teams/shop/orders")) == 0
	count(judge("arn:aws:iam::${ACCOUNT}:role/orders")) == 0
	count(deny) == 0 with input as {"object": {"metadata": {"name": "orders"}}}
}

test_what_is_no_arn_is_denied if {
	judge("orders") == {[-2, path, ["orders"], {}]}
	judge("arn:aws:iam:eu-west-1:111122223333:role/orders") == {[-2, path, ["arn:aws:iam:eu-west-1:111122223333:role/orders"], {}]}
}

test_other_things_and_short_accounts_are_named if {
	judge("arn:aws:iam::111122223333:user/orders") == {[-2, path, ["arn:aws:iam::111122223333:user/orders", "user"], {"variant": "not_role"}]}
	judge("arn:aws:iam::11112222333:role/orders") == {[-2, path, ["arn:aws:iam::11112222333:role/orders"], {"variant": "account"}]}
}

test_empty_values_and_administrators_are_warnings if {
	judge("") == {[-2, path, [], {"variant": "empty", "severity": "warning"}]}
	judge("arn:aws:iam::111122223333:role/teams/ClusterAdmin") == {[-2, path, ["ClusterAdmin"], {"variant": "admin", "severity": "warning"}]}
	count(judge("arn:aws:iam::111122223333:role/Admins/orders")) == 0
}
