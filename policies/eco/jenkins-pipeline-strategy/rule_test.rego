package kubevet.eco.jenkins_pipeline_strategy_test

import data.kubevet.eco.jenkins_pipeline_strategy.deny

judge(strategy) := found if {
	found := deny with input as {"object": {"spec": {"strategy": strategy}}}
}

test_jenkins_pipelines_are_denied if {
	judge({"jenkinsPipelineStrategy": {}}) == {[-2, ["spec", "strategy", "jenkinsPipelineStrategy"], [], {"key": true}]}
}

test_other_strategies_pass if {
	count(judge({"type": "Docker", "dockerStrategy": {}})) == 0
}
