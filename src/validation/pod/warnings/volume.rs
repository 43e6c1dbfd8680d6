//! Warnings about volumes: plugins that are gone, files that hide each other.

use rustc_hash::FxHashSet;

use crate::validation::context::named;
use crate::validation::{Context, Field};

/// Plugins with the release that deprecated them, and the one from which they do nothing.
const OLD_PLUGINS: [(&str, u16, Option<u16>); 9] = [
    ("photonPersistentDisk", 11, Some(16)),
    ("gitRepo", 11, None),
    ("scaleIO", 16, Some(22)),
    ("flocker", 22, Some(25)),
    ("storageos", 22, Some(25)),
    ("quobyte", 22, Some(25)),
    ("glusterfs", 25, Some(26)),
    ("cephfs", 28, Some(31)),
    ("rbd", 28, Some(31)),
];

/// The warnings about `volumes`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, volumes: &Field<'_, 'a>) {
    for volume in volumes.items() {
        for (plugin, ..) in OLD_PLUGINS {
            old_plugin(cx, plugin, &volume.get(plugin));
        }
        let mut taken = FxHashSet::default();
        for kind in ["configMap", "secret", "downwardAPI"] {
            volume.get(kind).get("items").items().for_each(|item| overlap(cx, &item.get("path"), &mut taken));
        }
        let projected = volume.get("projected");
        if projected.is_map() && projected.get("sources").is_empty() {
            let sources = projected.get("sources");
            cx.warn(&sources, format!("{} is empty, so that the volume is", named(&sources)), "add a source");
        }
        for source in projected.get("sources").items() {
            for kind in ["configMap", "secret", "downwardAPI"] {
                source.get(kind).get("items").items().for_each(|item| overlap(cx, &item.get("path"), &mut taken));
            }
            for kind in ["serviceAccountToken", "clusterTrustBundle"] {
                overlap(cx, &source.get(kind).get("path"), &mut taken);
            }
        }
    }
}

/// A source of a volume, of which the name is given.
pub(in crate::validation) fn old_plugin<'a>(cx: &mut Context<'_, 'a>, name: &str, source: &Field<'_, 'a>) {
    let known = OLD_PLUGINS.into_iter().find(|(plugin, ..)| source.is_set() && *plugin == name);
    let Some((_, deprecated, dead)) = known.filter(|(_, deprecated, _)| cx.release() >= *deprecated) else {
        return;
    };
    let dead = dead.map(|dead| format!(", and does nothing since 1.{dead}")).unwrap_or_default();
    let message = format!("{} is deprecated since 1.{deprecated}{dead}", named(source));
    cx.warn_key(source, message, "use a volume of a CSI driver, or a `persistentVolumeClaim`");
}

/// A file at, above or below the path of another file of the same volume.
fn overlap<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>, taken: &mut FxHashSet<&'a str>) {
    let Some(text) = path.some_text() else { return };
    let text = text.trim_end_matches('/');
    let above = text.match_indices('/').filter_map(|(end, _)| text.get(..end));
    let hidden = above.chain([text]).find(|above| taken.contains(above));
    if let Some(hidden) = hidden {
        let message = format!("{} overlaps with `{hidden}`, another file of the volume", named(path));
        cx.warn(path, message, "give one of the two another path");
    }
    taken.insert(text);
}
