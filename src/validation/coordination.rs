//! Leases, as `pkg/apis/coordination/validation` checks them.

use super::context::Context;
use super::field::Field;
use super::grammar::qualified_name;

/// The strategy of election that Kubernetes itself knows.
const OLDEST: &str = "OldestEmulationVersion";

/// A Lease. `strategy` and `preferredHolder` are dropped unless coordinated leader election is switched on.
pub(super) fn lease<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    spec.get("leaseDurationSeconds").positive(cx);
    spec.get("leaseTransitions").not_negative(cx);
}

/// A LeaseCandidate, with which the instances of a controller stand for election.
pub(super) fn lease_candidate<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    spec.get("leaseName").needed(cx, "name the Lease that it stands for");
    let (binary, emulated) = (spec.get("binaryVersion"), spec.get("emulationVersion"));
    binary.needed(cx, "write the version of the program, such as `1.36.0`");
    let [runs, emulates] = [&binary, &emulated].map(|field| version(cx, field));
    if let (Some(runs), Some(emulates)) = (runs, emulates)
        && runs < emulates
    {
        let must = format!("be `emulationVersion`, which is {}, or more", emulated.text_or_empty());
        cx.invalid(&binary, &must, "a program can only act as one that is older");
    }
    let strategy = spec.get("strategy");
    strategy.needed(cx, "write `OldestEmulationVersion`, or a strategy of your own with a domain before it");
    match strategy.text() {
        Some(OLDEST) if emulated.is_empty() || emulates == Some([0; 3]) => {
            cx.required(&emulated, "the strategy `OldestEmulationVersion` compares it");
        }
        Some(own) if own.contains('/') => cx.check(&strategy, qualified_name),
        Some("") => {}
        _ => cx.one_of(&strategy, &[OLDEST]),
    }
}

/// The numbers of a semantic version; reports what is none.
fn version<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) -> Option<[u64; 3]> {
    let text = field.some_text()?;
    let numbers = semantic_version(text);
    if numbers.is_none() {
        cx.invalid(field, "be a semantic version", "write it as in `1.36.0`");
    }
    numbers
}

/// Reads a version as `github.com/blang/semver` does: three numbers, perhaps what comes before it, perhaps a build.
fn semantic_version(text: &str) -> Option<[u64; 3]> {
    let (rest, build) = text.split_once('+').map_or((text, None), |(rest, build)| (rest, Some(build)));
    let (core, before) = rest.split_once('-').map_or((rest, None), |(core, before)| (core, Some(before)));
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let has_zero_first = |part: &str| part.len() > 1 && part.starts_with('0') && is_number(part);
    let parts_fit = |parts: Option<&str>, zeros: bool| {
        parts.is_none_or(|parts| parts.split('.').all(|part| is_plain(part) && (zeros || !has_zero_first(part))))
    };
    if !parts_fit(build, true) || !parts_fit(before, false) {
        return None;
    }
    let mut numbers =
        core.split('.').map(|part| part.parse::<u64>().ok().filter(|_| is_number(part) && !has_zero_first(part)));
    let found = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::semantic_version;
    use crate::validation::testing::assert_found;

    #[test]
    fn leases_last_and_count_their_transitions() {
        assert_found(
            "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l}\nspec: ",
            &[
                ("{leaseDurationSeconds: 1, leaseTransitions: 0, holderIdentity: ''}", &[]),
                ("{leaseDurationSeconds: 0}", &["VAL004 spec.leaseDurationSeconds"]),
                ("{leaseTransitions: -1}", &["VAL004 spec.leaseTransitions"]),
            ],
        );
    }
    #[test]
    fn candidates_say_what_they_run_and_how_to_elect() {
        assert_found(
            "apiVersion: coordination.k8s.io/v1beta1\nkind: LeaseCandidate\nmetadata: {name: A_b}\nspec: ",
            &[
                (
                    "{leaseName: l, binaryVersion: 1.36.0, emulationVersion: 1.35.0, strategy: OldestEmulationVersion}",
                    &[],
                ),
                ("{leaseName: l, binaryVersion: 1.36.0, strategy: a.b/c}", &[]),
                ("{}", &["VAL003 spec.leaseName", "VAL003 spec.binaryVersion", "VAL003 spec.strategy"]),
                (
                    "{leaseName: l, binaryVersion: '1.36', strategy: Oldest}",
                    &["VAL004 spec.binaryVersion", "VAL005 spec.strategy"],
                ),
                (
                    "{leaseName: l, binaryVersion: 1.34.0, emulationVersion: 1.35.0, strategy: a b/c}",
                    &["VAL004 spec.binaryVersion", "VAL002 spec.strategy"],
                ),
                (
                    "{leaseName: l, binaryVersion: 1.34.0, strategy: OldestEmulationVersion}",
                    &["VAL003 spec.emulationVersion"],
                ),
            ],
        );
    }

    #[test]
    fn versions_have_three_numbers_and_perhaps_more() {
        for good in ["1.2.3", "0.0.0", "1.2.3-alpha.1", "1.2.3-0+build.01", "1.2.3+a-b", "1.2.3--"] {
            assert!(semantic_version(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "01.2.3",
            "1.2.3-",
            "1.2.3-01",
            "1.2.3+",
            "1.2.x",
            "1.2.3-a..b",
            "+1.2.3",
        ] {
            assert_eq!(semantic_version(bad), None, "{bad}");
        }
    }
}
