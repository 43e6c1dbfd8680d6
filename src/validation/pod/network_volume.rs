//! Volumes that live outside of the node: disks of clouds, network file systems, drivers.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateNFSVolumeSource` and its likes).

use crate::validation::context::either;
use crate::validation::{Context, Field, grammar};

/// For each source the fields that must not be empty. Lists count as well.
const REQUIRED: [(&str, &[&str]); 17] = [
    ("gcePersistentDisk", &["pdName"]),
    ("awsElasticBlockStore", &["volumeID"]),
    ("nfs", &["server", "path"]),
    ("iscsi", &["targetPortal", "iqn"]),
    ("glusterfs", &["endpoints", "path"]),
    ("rbd", &["monitors", "image"]),
    ("cinder", &["volumeID"]),
    ("cephfs", &["monitors"]),
    ("quobyte", &["registry", "volume"]),
    ("flexVolume", &["driver"]),
    ("azureFile", &["secretName", "shareName"]),
    ("vsphereVolume", &["volumePath"]),
    ("photonPersistentDisk", &["pdID"]),
    ("portworxVolume", &["volumeID"]),
    ("azureDisk", &["diskName", "diskURI"]),
    ("scaleIO", &["gateway", "system"]),
    ("csi", &["driver"]),
];

/// Longest name of a tenant of Quobyte.
const TENANT_LENGTH: usize = 64;
/// Longest name of a CSI driver.
const DRIVER_LENGTH: usize = 63;

/// The fields of a source by its name.
pub(in crate::validation) fn check<'a>(cx: &mut Context<'_, 'a>, name: &str, source: &Field<'_, 'a>) {
    let required = REQUIRED.iter().find(|(own, _)| *own == name).map_or(&[][..], |(_, fields)| fields);
    for field in required {
        let value = source.get(field);
        value.filled(cx, "say which volume is meant");
        if value.is_set() && value.text().is_none() {
            value.needed_list(cx, "say which volume is meant");
        }
    }
    match name {
        "nfs" => absolute(cx, &source.get("path")),
        "gcePersistentDisk" | "awsElasticBlockStore" => source.get("partition").range(cx, 0, 255),
        "quobyte" => quobyte(cx, source),
        "iscsi" => iscsi(cx, source),
        "fc" => fibre_channel(cx, source),
        "flocker" => flocker(cx, source),
        "cinder" => secret_name(cx, source),
        "flexVolume" => flex_options(cx, &source.get("options")),
        "azureDisk" => azure_disk(cx, source),
        "scaleIO" => source.get("volumeName").needed(cx, "name the volume"),
        "storageos" => {
            source.get("volumeName").needed(cx, "name the volume");
            source.get("volumeName").dns_label(cx);
            source.get("volumeNamespace").dns_label(cx);
            secret_name(cx, source);
        }
        "csi" => csi(cx, source),
        _ => {}
    }
}

fn absolute<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>) {
    if path.some_text().is_some_and(|text| !text.starts_with('/')) {
        cx.invalid(path, "be an absolute path", "begin it with a slash");
    }
}

fn secret_name<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let secret = source.get("secretRef");
    if secret.is_set() {
        secret.get("name").needed(cx, "name the Secret");
    }
}

fn iscsi<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    source.get("lun").range(cx, 0, 255);
    for field in ["iqn", "initiatorName"] {
        let name = source.get(field);
        if name.text().is_some_and(|text| !is_iscsi_name(text) && (field != "iqn" || !text.is_empty())) {
            cx.invalid(&name, "be an `iqn`, `eui` or `naa` name", "write it as in `iqn.2001-04.com.example:storage`");
        }
    }
    let uses_chap = source.get("chapAuthDiscovery").is_true() || source.get("chapAuthSession").is_true();
    if uses_chap && !source.get("secretRef").is_set() {
        cx.required(&source.get("secretRef"), "name the Secret with the user and password of CHAP");
    }
}

/// `iqn.<year>-<month>.<domain>:<name>`, `eui.<16 letters or digits>` or `naa.<32 of them>`.
fn is_iscsi_name(text: &str) -> bool {
    let of_length = |rest: &str, length: usize| {
        let mut chars = rest.chars();
        let separated = chars.next().is_some_and(|c| c != '\n');
        let rest = chars.as_str();
        separated && rest.len() == length && rest.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if let Some(rest) = text.strip_prefix("eui") {
        return of_length(rest, 16);
    }
    if let Some(rest) = text.strip_prefix("naa") {
        return of_length(rest, 32);
    }
    // The server looks for a name at the end of the text.
    text.starts_with("iqn") && text.match_indices("iqn.").any(|(at, start)| is_iqn(text.get(at + start.len()..)))
}

fn is_iqn(rest: Option<&str>) -> bool {
    let Some((date, (authority, name))) =
        rest.and_then(|rest| rest.split_once('.')).and_then(|(date, rest)| Some((date, rest.split_once(':')?)))
    else {
        return false;
    };
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    let dated = date.split_once('-').is_some_and(|(year, month)| digits(year, 4) && digits(month, 2));
    let domain = authority.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    let ends = |c: char| ",;*&$|\t\n\r \u{c}".contains(c);
    dated && domain && !authority.is_empty() && !name.is_empty() && !name.contains(ends)
}

fn quobyte<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let (registry, tenant) = (source.get("registry"), source.get("tenant"));
    let Some(hosts) = registry.some_text() else { return };
    if tenant.text_or_empty().len() > TENANT_LENGTH {
        cx.too_large(&tenant, tenant.text_or_empty().len(), TENANT_LENGTH, "characters");
    } else if !hosts.split(',').all(is_host_and_port) {
        cx.invalid(
            &registry,
            "be a host and a port, or several",
            "write it as in `registry:7861`, with commas between several",
        );
    }
}

/// Whether a text is `host:port`, as Go's `net.SplitHostPort` reads it: both may be empty.
fn is_host_and_port(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let host = match host.strip_prefix('[') {
        Some(inner) => match inner.strip_suffix(']') {
            Some(address) => address,
            None => return false,
        },
        None if host.contains(':') => return false,
        None => host,
    };
    !host.contains(['[', ']']) && !port.contains(['[', ']'])
}

fn fibre_channel<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let (targets, ids) = (source.get("targetWWNs"), source.get("wwids"));
    match (targets.len(), ids.len()) {
        (0, 0) => cx.required(&targets, "add the targets, or `wwids`"),
        (0, _) => {}
        (_, 0) => {
            let lun = source.get("lun");
            if !lun.is_set() {
                cx.required(&lun, "`targetWWNs` need it: add the number of the unit, from 0 to 255");
            }
            lun.range(cx, 0, 255);
        }
        _ => cx.invalid(&targets, "not stand beside `wwids`", "keep one of the two"),
    }
}

fn flocker<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let (name, id) = (source.get("datasetName"), source.get("datasetUUID"));
    match (name.some_text(), id.some_text()) {
        (None, None) => cx.required_part(source, &either(&["datasetName", "datasetUUID"]), "name the dataset"),
        (Some(_), Some(_)) => cx.invalid(source, "name the dataset once", "keep `datasetName` or `datasetUUID`"),
        _ => {}
    }
    if name.text().is_some_and(|text| text.contains('/')) {
        cx.invalid(&name, "not contain a slash", "write the name without `/`");
    }
}

/// Options whose names belong to Kubernetes are its own to set.
fn flex_options<'a>(cx: &mut Context<'_, 'a>, options: &Field<'_, 'a>) {
    for (key, option) in options.entries() {
        let prefix = key.split_once('/').map_or(key, |(prefix, _)| prefix);
        let domain = format!(".{}", prefix.to_lowercase());
        if domain.ends_with(".kubernetes.io") || domain.ends_with(".k8s.io") {
            cx.forbidden(&option, "options of this domain belong to Kubernetes", "choose a name of the driver's own");
        }
    }
}

fn azure_disk<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let disk = source.get("diskURI");
    let Some(address) = disk.some_text() else { return };
    let (start, example) = match source.get("kind").text() {
        Some("Managed") => ("/subscriptions/", "`/subscriptions/…/providers/microsoft.compute/disks/…`"),
        // The server sets `Shared` where nothing is said.
        None | Some("Shared" | "Dedicated") => ("https://", "`https://….blob.core.windows.net/…/….vhd`"),
        Some(_) => return,
    };
    if !address.starts_with(start) {
        let must = format!("begin with `{start}` for this kind of disk");
        cx.invalid(&disk, &must, &format!("write it as in {example}"));
    }
}

fn csi<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    driver_name(cx, &source.get("driver"));
    let secret = source.get("nodePublishSecretRef");
    if secret.is_set() {
        secret.get("name").needed(cx, "name the Secret");
        secret.get("name").dns_subdomain(cx);
    }
}

/// The name of a CSI driver, or nothing.
pub(in crate::validation) fn driver_name<'a>(cx: &mut Context<'_, 'a>, driver: &Field<'_, 'a>) {
    let Some(text) = driver.some_text() else { return };
    if text.len() > DRIVER_LENGTH {
        cx.too_large(driver, text.len(), DRIVER_LENGTH, "characters");
    } else if grammar::dns_subdomain(&text.to_lowercase()).is_err() {
        cx.invalid(driver, "be a name of letters, digits, `-` and `.`", "write it as in `ebs.csi.aws.com`");
    }
}
