//! How the versions of a custom resource are converted into each other.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns1035_label;
use crate::validation::webhook_client;

/// The versions of `ConversionReview` that the API server can send.
const REVIEWS: [&str; 2] = ["v1", "v1beta1"];

/// `spec.conversion`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, conversion: &Field<'_, 'a>) {
    if !conversion.is_set() {
        return;
    }
    let (strategy, webhook) = (conversion.get("strategy"), conversion.get("webhook"));
    match strategy.text() {
        Some("") => cx.required(&strategy, "write `None` or `Webhook`"),
        _ => cx.one_of(&strategy, &["None", "Webhook"]),
    }
    let (client, reviews) = (webhook.get("clientConfig"), webhook.get("conversionReviewVersions"));
    if strategy.text() == Some("Webhook") {
        if client.is_set() {
            webhook_client::check(cx, &client);
        } else {
            cx.required(&client, "name the service or URL that converts");
        }
        self::reviews(cx, &reviews);
    } else {
        for field in [&client, &reviews] {
            if field.is_map() || !field.is_empty() {
                cx.forbidden(field, "the strategy is not `Webhook`", "remove it, or set `strategy: Webhook`");
            }
        }
    }
}

fn reviews<'a>(cx: &mut Context<'_, 'a>, reviews: &Field<'_, 'a>) {
    if !cx.require(reviews, "list the versions of the reviews, for example `[v1]`") {
        return;
    }
    let all: Vec<Field<'_, 'a>> = reviews.items().collect();
    for (index, version) in all.iter().enumerate() {
        match all.iter().take(index).find(|earlier| earlier.text() == version.text()) {
            Some(first) => cx.duplicate(version, first, "remove one of the two"),
            None => cx.check(version, dns1035_label),
        }
    }
    if !all.iter().any(|version| REVIEWS.contains(&version.text_or_empty())) {
        cx.invalid(reviews, "hold `v1` or `v1beta1`, which the API server can send", "add `v1`");
    }
}
