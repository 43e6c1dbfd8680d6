//! Fixes applied to files, and shown as differences.

use std::fs;
use std::path::Path;

use super::Kubevet;

const POD: &str = "\
# The shop.
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: web   # serves
    image: example.com/web:1.0
    env:
    - {name: DEBUG, value: yes}
    securityContext:
      allowPrivilegeEscalation: true
";

fn read(kubevet: &Kubevet, file: &str) -> String {
    fs::read_to_string(kubevet.path().join(file)).unwrap()
}

#[test]
fn safe_fixes_are_written_and_the_rest_of_the_file_stays_byte_for_byte() {
    let kubevet = Kubevet::with(&[("pod.yaml", POD)]);
    let run = kubevet.run(&["pod.yaml", "--fix", "--show-fixes", "--select", "SCH002"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert_eq!(read(&kubevet, "pod.yaml"), POD.replace("value: yes", "value: \"yes\""));
    assert!(run.stderr.contains("pod.yaml:10: SCH002 "), "{}", run.stderr);
    assert!(run.stderr.contains("1 finding fixed in 1 file"), "{}", run.stderr);
    let again = kubevet.run(&["pod.yaml", "--fix", "--select", "SCH002"]);
    assert!(again.stderr.contains("0 findings fixed in 0 files"), "{}", again.stderr);
}

#[test]
fn unsafe_fixes_wait_until_they_are_asked_for() {
    let kubevet = Kubevet::with(&[("pod.yaml", POD)]);
    let select = ["pod.yaml", "--fix", "--select", "SEC007"];
    let run = kubevet.run(&select);
    let before = read(&kubevet, "pod.yaml");
    let unsafe_too = kubevet.run(&[&select[..], &["--unsafe-fixes"]].concat());
    let after = read(&kubevet, "pod.yaml");
    assert!(after.contains("allowPrivilegeEscalation: false"), "{after}");
    let waited = run.stderr.contains("more with --unsafe-fixes");
    assert_eq!(waited, before == POD, "{}{}", run.all(), unsafe_too.all());
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let kubevet = Kubevet::with(&[("pod.yaml", POD)]);
    let run = kubevet.run(&["pod.yaml", "--diff", "--select", "SCH002", "--color", "never"]);
    assert_eq!(run.code, Some(1), "{}", run.all());
    assert_eq!(
        run.stdout,
        "--- pod.yaml\n+++ pod.yaml\n@@ -7,6 +7,6 @@\n   - name: web   # serves\n     image: example.com/web:1.0\n     env:\n\
         -    - {name: DEBUG, value: yes}\n+    - {name: DEBUG, value: \"yes\"}\n     securityContext:\n       \
         allowPrivilegeEscalation: true\n"
    );
    assert_eq!(read(&kubevet, "pod.yaml"), POD);
    let clean = kubevet.run(&["pod.yaml", "--diff", "--select", "SCH001"]);
    assert_eq!((clean.code, clean.stdout.as_str()), (Some(0), ""));
}

#[test]
fn line_ends_marks_missing_last_lines_modes_and_links_are_kept() {
    let odd = format!("\u{feff}{}", POD.trim_end().replace('\n', "\r\n"));
    let kubevet = Kubevet::with(&[("pod.yaml", &odd)]);
    let path = kubevet.path().join("pod.yaml");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("pod.yaml", kubevet.path().join("link.yaml")).unwrap();
    }
    let file = if cfg!(unix) { "link.yaml" } else { "pod.yaml" };
    let run = kubevet.run(&[file, "--fix", "--select", "SCH002"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert_eq!(read(&kubevet, "pod.yaml"), odd.replace("value: yes", "value: \"yes\""));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(kubevet.path().join("link.yaml")).unwrap().is_symlink());
    }
    assert_eq!(fs::read_dir(kubevet.path()).unwrap().count(), if cfg!(unix) { 2 } else { 1 });
}

#[test]
fn what_is_rendered_or_comes_from_standard_input_is_not_written() {
    let rendered = format!("---\n# Source: shop/templates/web.yaml\n{POD}");
    let kubevet = Kubevet::with(&[("out.yaml", &rendered)]);
    let run = kubevet.run(&["out.yaml", "--fix", "--select", "SCH002"]);
    assert!(run.stderr.contains("out.yaml: not fixed: it is rendered: mend the template shop/templates/web.yaml"));
    assert_eq!((run.code, read(&kubevet, "out.yaml")), (Some(1), rendered));
    let piped = Kubevet::with(&[]).stdin(POD).run(&["-", "--fix", "--select", "SCH002"]);
    assert!(piped.stderr.contains("standard input cannot be written"), "{}", piped.all());
}

#[test]
fn suppressed_and_known_findings_are_left_alone() {
    let text = POD.replace("value: yes}", "value: yes} # kubevet: ignore[SCH002] the image reads it so");
    let kubevet = Kubevet::with(&[("pod.yaml", &text)]);
    kubevet.run(&["pod.yaml", "--fix", "--select", "SCH002"]);
    assert_eq!(read(&kubevet, "pod.yaml"), text);
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_others_are_fixed() {
    let kubevet = Kubevet::with(&[("a/pod.yaml", POD), ("b/pod.yaml", &POD.replace("name: web,", "name: api,"))]);
    let folder: &Path = &kubevet.path().join("a");
    let mut permissions = fs::metadata(folder).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder, permissions).unwrap();
    let probe = fs::write(folder.join("probe"), "");
    let run = kubevet.run(&[".", "--fix", "--select", "SCH002"]);
    if probe.is_err() {
        assert!(run.stderr.contains("a/pod.yaml: not fixed: "), "{}", run.all());
    } else {
        println!("left out: this user may write everywhere");
    }
    assert!(read(&kubevet, "b/pod.yaml").contains("value: \"yes\""));
}
