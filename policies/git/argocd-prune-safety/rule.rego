# METADATA
# scope: package
# title: Automated prune should keep data
# description: >-
#   An Application with `syncPolicy.automated.prune: true` should not set `allowEmpty: true`, with which it may delete
#   all of its objects when its source yields none, and should say in `selfHeal` whether changes by hand are undone.
#   Applications whose automated sync is off (`enabled: false`) are left out.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
# custom:
#   id: GIT005
#   name: argocd-prune-safety
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [argoproj.io/Application]
#   message: Application `{name}` deletes all that it has deployed when its source yields nothing
#   help: 'write `allowEmpty: false`, or remove it'
#   variants:
#     self_heal:
#       message: Application `{name}` deletes by itself what is no longer in its source, but does not say what happens to changes by hand
#       help: "write `selfHeal: true` to undo them, or `selfHeal: false` to keep them until the next sync"
#   rationale: >-
#     An empty folder, a wrong path or a failed generator is enough: claims and their data go with the rest. Half an
#     automation surprises in its own way, since what somebody has repaired by hand lasts until the next push.
package kubevet.git.argocd_prune_safety

deny contains [-2, ["spec", "syncPolicy", "automated", "allowEmpty"], []] if {
	automated := input.object.spec.syncPolicy.automated
	automated.prune == true
	automated.allowEmpty == true
	not automated.enabled == false
}

deny contains [-2, ["spec", "syncPolicy", "automated", "prune"], [], {"variant": "self_heal"}] if {
	automated := input.object.spec.syncPolicy.automated
	automated.prune == true
	object.get(automated, "selfHeal", null) == null
	not automated.enabled == false
}
