//! VolumeAttachment: which volume is attached to which node.

use super::volume;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns_subdomain;
use crate::validation::pod::network_volume;

/// A VolumeAttachment.
pub(in crate::validation) fn volume_attachment<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let attacher = spec.get("attacher");
    attacher.filled(cx, "name the CSI driver that attaches the volume");
    network_volume::driver_name(cx, &attacher);
    cx.check(&spec.get("nodeName"), dns_subdomain);
    let source = spec.get("source");
    if !source.is_map() {
        return;
    }
    let (name, inline) = (source.get("persistentVolumeName"), source.get("inlineVolumeSpec"));
    match (name.is_set(), inline.is_set()) {
        (false, false) => {
            let help = "name a PersistentVolume in `persistentVolumeName`";
            cx.required_part(&source, "`persistentVolumeName` or `inlineVolumeSpec`", help);
        }
        (true, true) => {
            let help = "keep `persistentVolumeName` alone";
            cx.forbidden(&inline, "`persistentVolumeName` is there too, and a volume is one of the two", help);
        }
        (true, false) => {
            if cx.require(&name, "name the PersistentVolume") {
                cx.check(&name, dns_subdomain);
            }
        }
        (false, true) => volume::inline(cx, &inline),
    }
}
