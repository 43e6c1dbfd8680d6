//! The tables in the repository are what this program makes.

use schemagen::{facts::Facts, file, lower, release};

const COMMITTED: &[u8] = include_bytes!("../../../src/schema/data/kubernetes.bin");

#[test]
fn each_version_of_this_build_gives_the_same_bytes_again() {
    let facts = Facts::load().unwrap();
    let releases = release::all();
    assert!(!releases.is_empty());
    for release in releases {
        let made = lower::lower(&release, &facts).unwrap();
        let committed = file::decode(COMMITTED, release.minor).unwrap();
        assert!(file::encode(&[committed]).unwrap() == file::encode(&[made]).unwrap(), "1.{} differs", release.minor);
    }
}
