//! What CSI drivers tell of themselves: CSIDriver, CSINode, CSIStorageCapacity.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_subdomain, qualified_name};
use crate::validation::labels;
use crate::validation::pod::network_volume;

/// The longest name of a node at a driver.
const NODE_ID_LENGTH: usize = 256;
/// Seconds that a token must and may be valid for.
const TOKEN_SECONDS: (i64, i64) = (600, 1 << 32);
/// The release from which a driver may get its tokens among its secrets.
const TOKENS_IN_SECRETS: u16 = 35;
/// The release from which a driver may have the number of its volumes read again and again without a switch.
const PERIODIC_UPDATES: u16 = 36;
/// The fewest seconds between two of these.
const LEAST_PERIOD: i64 = 10;

/// A CSIDriver.
pub(in crate::validation) fn csi_driver<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    cx.one_of(&spec.get("fsGroupPolicy"), &["File", "None", "ReadWriteOnceWithFSType"]);
    for mode in spec.get("volumeLifecycleModes").items() {
        cx.one_of(&mode, &["Persistent", "Ephemeral"]);
    }
    token_requests(cx, &spec.get("tokenRequests"));
    tokens_in_secrets(cx, &spec);
    if cx.release() >= PERIODIC_UPDATES {
        cx.in_range(&spec.get("nodeAllocatableUpdatePeriodSeconds"), LEAST_PERIOD..=i64::MAX);
    }
}

/// Where a driver gets the tokens that it asks for.
fn tokens_in_secrets<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (place, requests) = (spec.get("serviceAccountTokenInSecrets"), spec.get("tokenRequests"));
    if place.is_set() != requests.is_empty() || cx.release() < TOKENS_IN_SECRETS {
        return;
    }
    if place.is_set() {
        let must = "not be set where there are no `tokenRequests`";
        cx.invalid(&place, must, "remove it, or add the tokens that the driver needs");
    } else {
        let message = "the tokens of `spec.tokenRequests` come among the attributes of volumes, which are often logged";
        let help = "set `serviceAccountTokenInSecrets: true`, if the driver reads them there";
        cx.warn(&requests, message.to_owned(), help);
    }
}

fn token_requests<'a>(cx: &mut Context<'_, 'a>, requests: &Field<'_, 'a>) {
    for (index, request) in requests.items().enumerate() {
        let audience = request.get("audience");
        let same = |other: &Field<'_, 'a>| other.get("audience").text_or_empty() == audience.text_or_empty();
        if let Some(first) = requests.items().take(index).find(same) {
            cx.duplicate(&audience, &first.get("audience"), "ask for one token for each audience");
            continue;
        }
        cx.in_range(&request.get("expirationSeconds"), TOKEN_SECONDS.0..=TOKEN_SECONDS.1);
    }
}

/// A CSINode.
pub(in crate::validation) fn csi_node<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    for driver in root.path(&["spec", "drivers"]).items() {
        let (name, id) = (driver.get("name"), driver.get("nodeID"));
        name.filled(cx, "name the CSI driver");
        network_volume::driver_name(cx, &name);
        id.filled(cx, "say how the driver calls the node");
        let length = id.text_or_empty().len();
        if length > NODE_ID_LENGTH {
            let must = format!("have at most {NODE_ID_LENGTH} characters, but these are {length}");
            cx.invalid(&id, &must, "shorten it");
        }
        cx.in_range(&driver.path(&["allocatable", "count"]), 0..=i64::MAX);
        topology_keys(cx, &driver.get("topologyKeys"));
    }
}

fn topology_keys<'a>(cx: &mut Context<'_, 'a>, keys: &Field<'_, 'a>) {
    for (index, key) in keys.items().enumerate() {
        let same = |other: &Field<'_, 'a>| other.text_or_empty() == key.text_or_empty();
        if cx.require(&key, "name a label of nodes, for example `topology.kubernetes.io/zone`") {
            cx.check(&key, qualified_name);
        }
        if let Some(first) = keys.items().take(index).find(same) {
            cx.duplicate(&key, &first, "name each label once");
        }
    }
}

/// A CSIStorageCapacity.
pub(in crate::validation) fn csi_storage_capacity<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let topology = root.get("nodeTopology");
    labels::label_selector(cx, &topology);
    cx.check(&root.get("storageClassName"), dns_subdomain);
    let capacity = root.get("capacity");
    if capacity.quantity().is_some_and(|amount| amount.is_negative()) {
        cx.invalid(&capacity, "be 0 or more", "write an amount without minus");
    }
    for (key, label) in topology.get("matchLabels").entries() {
        labels::old_node_label_key(cx, key, &label);
    }
    for expression in topology.get("matchExpressions").items() {
        let key = expression.get("key");
        labels::old_node_label(cx, &key);
    }
}
