//! How the server reaches a webhook of admission or conversion, as `k8s.io/apiserver/pkg/util/webhook/validation.go`
//! checks it.

mod url;

use url::url_fault;

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns_subdomain;

/// The `clientConfig` of a webhook: a service, or a URL.
pub(crate) fn check<'a>(cx: &mut Context<'_, 'a>, config: &Field<'_, 'a>) {
    if !config.is_set() {
        return;
    }
    let (url, service) = (config.get("url"), config.get("service"));
    match (url.is_set(), service.is_set()) {
        (false, false) => cx.required(config, "name the `service` of the webhook, or its `url`"),
        (true, true) => {
            cx.invalid(
                config,
                "have only one of `service` and `url`",
                "remove the one that does not lead to the webhook",
            );
        }
        (true, false) => self::url(cx, &url),
        (false, true) => self::service(cx, &service),
    }
}

fn url<'a>(cx: &mut Context<'_, 'a>, url: &Field<'_, 'a>) {
    if let Some(fault) = url.text().and_then(url_fault) {
        cx.invalid(url, fault, "write it as in `https://hooks.example.com/validate`");
    }
}

fn service<'a>(cx: &mut Context<'_, 'a>, service: &Field<'_, 'a>) {
    service.get("name").filled(cx, "name the service of the webhook");
    service.get("namespace").filled(cx, "name the namespace of the webhook's service");
    service.get("port").port(cx);
    path(cx, &service.get("path"));
}

/// The path of a webhook: each part of it is a DNS subdomain.
fn path<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>) {
    const HELP: &str = "write it as in `/validate` or `/v1/pods`";
    let Some(text) = path.some_text().filter(|text| *text != "/") else { return };
    if !text.starts_with('/') {
        cx.invalid(path, "begin with `/`", HELP);
        return;
    }
    let inner = text.strip_prefix('/').unwrap_or(text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.split('/').any(str::is_empty) {
        cx.invalid(path, "have no empty part between two `/`", HELP);
    } else if inner.split('/').any(|part| dns_subdomain(part).is_err()) {
        let must = "have only lower case letters, digits, `-` and `.` between its `/`, with a letter or digit at both ends of each part";
        cx.invalid(path, must, HELP);
    }
}
