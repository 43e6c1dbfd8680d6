//! PodCertificateRequest, which kubelets make.

use super::signer;
use crate::validation::context::Context;
use crate::validation::field::Field;

/// The longest identifier of an object.
const LONGEST_UID: usize = 128;
/// The shortest life of a certificate, in seconds.
const SHORTEST: i64 = 3600;
/// The longest life of a certificate of a signer of Kubernetes itself, in seconds: a day.
const LONGEST_OF_KUBERNETES: i64 = 86_400;
/// The longest life of a certificate of another signer, in seconds: 91 days.
const LONGEST: i64 = 7_862_400;

/// A PodCertificateRequest.
pub(in crate::validation) fn pod_certificate_request<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let name = spec.get("signerName");
    signer::name(cx, &name);
    for key in ["podName", "serviceAccountName", "nodeName"] {
        spec.get(key).dns_subdomain_or_empty(cx);
    }
    for key in ["podUID", "serviceAccountUID", "nodeUID"] {
        let uid = spec.get(key);
        uid.filled(cx, "write the `metadata.uid` of the object");
        if uid.text_or_empty().len() > LONGEST_UID {
            cx.too_large(&uid, uid.text_or_empty().len(), LONGEST_UID, "characters");
        }
    }
    let domain = name.text_or_empty().split('/').next().unwrap_or_default();
    let official = domain == "kubernetes.io" || domain.ends_with(".kubernetes.io");
    let longest = if official { LONGEST_OF_KUBERNETES } else { LONGEST };
    spec.get("maxExpirationSeconds").range(cx, SHORTEST, longest);
}
