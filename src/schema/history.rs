//! What fields other releases have, for those that the release in question does not. Values of enums are not told apart by
//! release: the tables have those of all.

use super::catalog::Catalog;
use super::model::{Shape, TypeId, Types};
use crate::object::{GroupVersionKind, KubernetesVersion};

/// In which releases something exists that does not exist in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existence {
    /// In this one and all later ones.
    From(KubernetesVersion),
    /// In this one and all earlier ones.
    UpTo(KubernetesVersion),
}

impl std::fmt::Display for Existence {
    /// After `it`: `exists from Kubernetes 1.34 on`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::From(version) => write!(f, "exists from Kubernetes {version} on"),
            Self::UpTo(version) => write!(f, "existed up to Kubernetes {version}"),
        }
    }
}

/// In which releases a test holds for the type at a place of a built-in kind; `path` has `[]` for the items of lists.
///
/// Only the oldest and the newest release are asked first: most of what does not exist never did, and what came and went
/// between them counts as never.
pub(super) fn existence(
    gvk: &GroupVersionKind<'_>,
    path: &[String],
    holds: impl Fn(&Types, TypeId) -> bool,
) -> Option<Existence> {
    let holds = |version: &KubernetesVersion| {
        let Ok(catalog) = Catalog::of(*version) else { return false };
        let root = catalog.kind(gvk).map(|known| known.object);
        root.and_then(|root| at(&catalog.types, root, path)).is_some_and(|ty| holds(&catalog.types, ty))
    };
    if holds(&KubernetesVersion::NEWEST) {
        KubernetesVersion::all().rev().take_while(holds).last().map(Existence::From)
    } else if holds(&KubernetesVersion::OLDEST) {
        KubernetesVersion::all().take_while(holds).last().map(Existence::UpTo)
    } else {
        None
    }
}

/// The type that a path leads to.
fn at(types: &Types, root: TypeId, path: &[String]) -> Option<TypeId> {
    path.iter().try_fold(root, |ty, step| match &types.get(ty).shape {
        Shape::Object(object) => object.field(step).map(|field| field.value),
        Shape::Array(array) => Some(array.items),
        Shape::Map { values } => Some(*values),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(path: &str, name: &str) -> Option<String> {
        let path: Vec<String> = path.split('.').map(str::to_owned).collect();
        let has = |types: &Types, ty| types.object(ty).is_some_and(|object| object.field(name).is_some());
        existence(&GroupVersionKind::parse("v1", "Pod"), &path, has).map(|existence| existence.to_string())
    }

    #[test]
    fn fields_that_came_or_went_tell_when() {
        assert_eq!(field("spec", "resources").as_deref(), Some("exists from Kubernetes 1.32 on"));
        assert_eq!(
            field("spec.containers.[]", "restartPolicyRules").as_deref(),
            Some("exists from Kubernetes 1.34 on")
        );
        assert_eq!(field("spec.resourceClaims.[]", "source").as_deref(), Some("existed up to Kubernetes 1.30"));
        assert_eq!(field("spec", "contaners"), None);
        assert_eq!(field("spec.nonsense", "name"), None);
    }
}
