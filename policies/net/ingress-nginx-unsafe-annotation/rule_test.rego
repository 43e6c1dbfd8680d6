package kubevet.net.ingress_nginx_unsafe_annotation_test

import data.kubevet.net.ingress_nginx_unsafe_annotation.deny

ingress(key, value) := {"object": {"metadata": {"annotations": {key: value}}}}

url := "nginx.ingress.kubernetes.io/auth-url"

common_name := "nginx.ingress.kubernetes.io/auth-tls-match-cn"

denied(key, characters) := {[-2, ["metadata", "annotations", key], [key, characters], {"key": true}]}

test_characters_that_end_a_directive_are_denied if {
	every case in [
		[url, "http://a.example/#;load_module x;", ["`#`", "`;`"]],
		[url, "http://a.example/\nx", ["a line break"]],
		[url, "http://a.example/\tx", ["a control character"]],
		[url, "http://a.example/`x", ["a backquote"]],
		[common_name, "CN=a; x", ["`;`"]],
	] {
		found := deny with input as ingress(case[0], case[1])
		found == denied(case[0], case[2])
	}
}

test_urls_with_variables_pass if {
	value := "https://$host/oauth2/start?rd=$escaped_request_uri&x=%7B1%7D"
	count(deny) == 0 with input as ingress("nginx.ingress.kubernetes.io/auth-signin", value)
	count(deny) == 0 with input as ingress("nginx.ingress.kubernetes.io/rewrite-target", "/$1/$2")
}

test_regular_expressions_pass_where_they_belong if {
	count(deny) == 0 with input as ingress(common_name, `CN=^(web|api)-[0-9]{2}\.example$`)
	count(deny) == 1 with input as ingress(url, "https://a.example/(a|b)")
}

test_other_annotations_and_a_line_break_at_the_end_pass if {
	count(deny) == 0 with input as ingress("example.com/auth-url", "a;b")
	count(deny) == 0 with input as ingress(url, "https://a.example/\n")
}
