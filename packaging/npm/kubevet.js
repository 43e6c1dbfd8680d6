#!/usr/bin/env node
// Runs the kubevet of this machine, which npm installs as an optional dependency: nothing is downloaded here.
const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;

function binary() {
  try {
    return require.resolve(`@kubevet/${platform}/kubevet`);
  } catch {
    console.error(`error: there is no kubevet for ${platform} here; was it installed with --omit=optional?`);
    process.exit(2);
  }
}

const { status, signal, error } = spawnSync(binary(), process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`error: cannot run kubevet: ${error.message}`);
}
process.exit(status ?? (signal ? 128 + constants.signals[signal] : 2));
