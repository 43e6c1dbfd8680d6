//! What is shipped besides the binary.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

use super::{printed, read, root, tool};

/// Of the package of Cargo, which all others follow.
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
fn every_package_has_the_version_of_the_crate() {
    let npm: Value = serde_json::from_str(&read("packaging/npm/package.json")).unwrap();
    assert_eq!(npm["version"], VERSION);
    for (name, version) in npm["optionalDependencies"].as_object().unwrap() {
        assert_eq!(version, VERSION, "{name}");
    }
    assert!(read("docs/ci.md").contains(&format!("rev: v{VERSION}\n")));
    assert!(read("docs/ci.md").contains(&format!("kubevet/kubevet@v{VERSION}\n")));
    // That of the wheel is read from Cargo.toml.
    assert!(read("pyproject.toml").contains("dynamic = [\"version\"]"));
}

#[test]
fn binstall_and_the_action_ask_for_the_archive_that_a_release_has() {
    let archive = |version: &str, target: &str| format!("kubevet-{version}-{target}.tar.gz");
    assert!(read("packaging/release").contains(&format!("archive={}", archive("$version", "$target"))));
    assert!(read("packaging/action/install").contains(&format!("archive={}", archive("$version", "$target"))));
    assert!(read("Cargo.toml").contains(&format!("download/v{{ version }}/{}", archive("{ version }", "{ target }"))));
    let workflow = read(".github/workflows/release.yml");
    let install = read("packaging/action/install");
    for target in
        ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin"]
    {
        assert!(
            workflow.contains(&format!("target: {target},")) && install.contains(&format!("target={target} ")),
            "{target}"
        );
    }
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn the_command_of_the_npm_package_runs_the_binary_of_the_platform_and_keeps_its_exit_code() {
    let (Some(node), Some(_)) = (tool("node"), tool("npm")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("binary");
    std::fs::write(&binary, "#!/bin/sh\necho \"$*\"\nexit 3\n").unwrap();
    std::fs::set_permissions(&binary, std::fs::Permissions::from_mode(0o755)).unwrap();
    let packed = Command::new(root().join("packaging/npm/build"))
        .arg("linux-x64")
        .args([&binary, &folder.path().join("packed")])
        .output()
        .unwrap();
    assert!(packed.status.success(), "{}", printed(&packed));

    let modules = folder.path().join("node_modules");
    let chooser = format!("kubevet-{VERSION}.tgz");
    for (package, archive) in
        [("kubevet", &chooser), ("@kubevet/linux-x64", &format!("kubevet-linux-x64-{VERSION}.tgz"))]
    {
        let into = modules.join(package);
        std::fs::create_dir_all(&into).unwrap();
        let archive = folder.path().join("packed").join(archive);
        let mut unpack = Command::new("tar");
        unpack.arg("-xzf").arg(archive).args(["--strip-components", "1", "-C"]).arg(into);
        assert!(unpack.status().unwrap().success());
    }
    let run = || Command::new(&node).arg(modules.join("kubevet/kubevet.js")).args(["check", "a b"]).output().unwrap();
    assert_eq!((run().status.code(), printed(&run())), (Some(3), "check a b\n".to_owned()));

    std::fs::remove_dir_all(modules.join("@kubevet")).unwrap();
    assert_eq!(run().status.code(), Some(2));
    assert!(printed(&run()).contains("there is no kubevet for linux-x64 here"), "{}", printed(&run()));
}
