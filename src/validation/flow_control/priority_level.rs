//! PriorityLevelConfiguration: how many requests run at once, and what happens to the others.

use super::fixed;
use crate::validation::context::Context;
use crate::validation::field::Field;

/// The most queues of a level.
const MOST_QUEUES: i64 = 10_000_000;
/// The most bits of a request's hash that dealing it to queues may use.
const HASH_BITS: f64 = 60.0;

/// A PriorityLevelConfiguration.
pub(in crate::validation) fn priority_level<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let (spec, name) = (root.get("spec"), root.path(&["metadata", "name"]));
    let (kind, limited, exempt) = (spec.get("type"), spec.get("limited"), spec.get("exempt"));
    let is_exempt = name.text() == Some("exempt");
    if !kind.is_empty() && is_exempt != (kind.text() == Some("Exempt")) {
        let must =
            if is_exempt { "be `Exempt` in the level `exempt`" } else { "be `Exempt` only in the level `exempt`" };
        cx.invalid(&kind, must, "set `type: Limited`, or change the name");
    }
    match kind.text_or_empty() {
        "Exempt" => {
            if limited.is_set() {
                cx.forbidden(&limited, "the type is `Exempt`", "remove it");
            }
            shares(cx, &exempt);
        }
        "Limited" => {
            if exempt.is_set() {
                cx.forbidden(&exempt, "the type is `Limited`", "remove it");
            }
            if limited.is_set() {
                self::limited(cx, &limited);
            } else {
                cx.required(&limited, "say how the level is limited");
            }
        }
        "" => kind.filled(cx, "set `type: Limited`"),
        _ => cx.one_of(&kind, &["Exempt", "Limited"]),
    }
    fixed::priority_level(cx, &spec, name.text_or_empty());
}

fn limited<'a>(cx: &mut Context<'_, 'a>, limited: &Field<'_, 'a>) {
    limited.get("assuredConcurrencyShares").not_negative(cx);
    limited.get("borrowingLimitPercent").not_negative(cx);
    shares(cx, limited);
    let response = limited.get("limitResponse");
    let (kind, queuing) = (response.get("type"), response.get("queuing"));
    match kind.text_or_empty() {
        "Reject" => {
            if queuing.is_set() {
                cx.forbidden(&queuing, "the type is `Reject`", "remove it, or set `type: Queue`");
            }
        }
        "Queue" => {
            if queuing.is_set() {
                self::queuing(cx, &queuing);
            } else {
                cx.required(&queuing, "set its queues; `queuing: {}` takes the server's numbers");
            }
        }
        "" => kind.needed(cx, "say what happens to requests above the limit: `Queue` or `Reject`"),
        _ => cx.one_of(&kind, &["Queue", "Reject"]),
    }
}

fn shares<'a>(cx: &mut Context<'_, 'a>, level: &Field<'_, 'a>) {
    level.get("nominalConcurrencyShares").not_negative(cx);
    level.get("lendablePercent").range(cx, 0, 100);
}

/// The server reads 0 as absent, and gives 64 queues of 50 requests, of which each flow gets 8.
fn queuing<'a>(cx: &mut Context<'_, 'a>, queuing: &Field<'_, 'a>) {
    let (queues, hand) = (queuing.get("queues"), queuing.get("handSize"));
    queuing.get("queueLengthLimit").not_negative(cx);
    queues.range(cx, 0, MOST_QUEUES);
    hand.not_negative(cx);
    let given = |field: &Field<'_, 'a>, default: i64| field.int().filter(|number| *number != 0).unwrap_or(default);
    let (deck, size) = (given(&queues, 64), given(&hand, 8));
    let (Ok(deck), Ok(size)) = (u32::try_from(deck), u32::try_from(size)) else { return };
    if size > deck {
        cx.invalid(
            &hand,
            &format!("not be more than the number of queues, which is {deck}"),
            "lower it, or add queues",
        );
    } else if (f64::from(deck).log2() * f64::from(size)).ceil() > HASH_BITS {
        let must = "be smaller for so many queues: its product with the binary logarithm of `queues` is 60 at the most";
        cx.invalid(&hand, must, "lower `handSize` or `queues`");
    }
}
