//! Where in a kind a field belongs that stands in the wrong place.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::model::{Shape, TypeId, Types};

/// A search over the types that a kind consists of.
pub(crate) struct Belonging<'t> {
    /// The types.
    pub(crate) types: &'t Types,
    /// The kind's own.
    pub(crate) root: TypeId,
}

/// A place that was reached: the path of an object type, `[]` for the items of a list.
struct Reached {
    ty: TypeId,
    path: Vec<String>,
}

impl Belonging<'_> {
    /// The path of the object type that has a field of this name and is nearest to where the field stands now.
    ///
    /// Nearest is the one that shares most steps with the place, of those the least deep. `fits` tells whether the value
    /// may stand in a field of a type.
    pub(crate) fn nearest(&self, name: &str, stands: &[String], fits: impl Fn(TypeId) -> bool) -> Option<String> {
        let mut seen = FxHashSet::default();
        let mut queue = VecDeque::from([Reached { ty: self.root, path: Vec::new() }]);
        let mut best: Option<(usize, Vec<String>)> = None;
        while let Some(reached) = queue.pop_front() {
            if let Shape::Object(object) = &self.types.get(reached.ty).shape
                && object.field(name).is_some_and(|field| fits(field.value))
            {
                let shared = shared_steps(&reached.path, stands);
                if best.as_ref().is_none_or(|(most, _)| shared > *most) {
                    best = Some((shared, reached.path.clone()));
                }
            }
            self.below(&reached, |next| {
                if seen.insert(next.ty) {
                    queue.push_back(next);
                }
            });
        }
        best.map(|(_, path)| path.join(".").replace(".[]", "[]"))
    }

    fn below(&self, from: &Reached, mut visit: impl FnMut(Reached)) {
        let mut step = |name: &str, ty: TypeId| {
            let mut path = from.path.clone();
            path.push(name.to_owned());
            visit(Reached { ty, path });
        };
        match &self.types.get(from.ty).shape {
            Shape::Object(object) => {
                // What the server writes, or manages for itself, is no place for what users write.
                let own = |name: &str| from.path.is_empty() && matches!(name, "status" | "metadata");
                object
                    .fields()
                    .iter()
                    .filter(|field| !own(&field.name))
                    .for_each(|field| step(&field.name, field.value));
            }
            Shape::Array(array) => step("[]", array.items),
            _ => {}
        }
    }
}

fn shared_steps(path: &[String], stands: &[String]) -> usize {
    path.iter().zip(stands).take_while(|(a, b)| a == b).count()
}
