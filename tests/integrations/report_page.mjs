// Reads the page of a report in headless Chromium, as a user does, and fails on the first broken promise.
//   node report_page.mjs PLAYWRIGHT PAGE JSON [SCREENSHOTS]
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [playwright, file, json, screenshots] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(playwright);
const findings = JSON.parse(readFileSync(json, "utf8")).findings;
const open = findings.filter((finding) => finding.suppressed === null);
const address = pathToFileURL(file).href;
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
const complaints = [], requests = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => request.url() !== address && !request.url().startsWith("data:") && requests.push(request.url()));
const current = () => page.locator('.row button[aria-current="true"]').getAttribute("data-finding");

await page.goto(address);
await page.locator("#count").waitFor();
if (screenshots) {
  await page.locator(".row", { hasText: "privileged" }).first().locator("button").click();
  await page.screenshot({ path: `${screenshots}/report.png` });
}
assert.match(await page.locator("#count").textContent(), new RegExp(`^${open.length} of ${findings.length} `), "count");
await page.emulateMedia({ media: "print" });
await page.waitForFunction((count) => document.querySelectorAll(".row").length === count, open.length, { timeout: 5000 });
assert.equal(await page.locator("#facets").isVisible(), false, "paper has no facets");
await page.emulateMedia({ media: "screen" });

const errors = open.filter((finding) => finding.severity === "error").length;
await page.getByRole("button", { name: /^Severity: error/ }).click();
assert.match(await page.locator("#count").textContent(), new RegExp(`^${errors} of `), "a click on a facet filters");
await page.getByRole("button", { name: "Clear all filters" }).click();
assert.match(await page.locator("#count").textContent(), new RegExp(`^${findings.length} of `), "cleared");

await page.keyboard.press("k");
const first = await current();
await page.keyboard.press("j");
assert.notEqual(await current(), first, "j goes on");
assert.equal(await page.evaluate(() => document.activeElement.dataset.finding), await current(), "the row has the focus");
await page.keyboard.press("Enter");
assert.equal(await page.evaluate(() => document.activeElement.id), "detail", "Enter goes to the text");
await page.keyboard.press("/");
await page.keyboard.type("no such words anywhere");
assert.equal(await page.locator(".row").count(), 0, "the search filters");
await page.keyboard.press("Escape");
await page.keyboard.press("Escape");
await page.keyboard.press("?");
assert.equal(await page.locator("#keys").isVisible(), true, "? shows the keys");
await page.keyboard.press("Escape");

await page.keyboard.press("t");
assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark", "t goes to the dark");
if (screenshots) {
  await page.locator(".row", { hasText: "privileged" }).first().locator("button").click();
  await page.screenshot({ path: `${screenshots}/report-dark.png` });
}
await page.keyboard.press("g");
await page.locator(".node").first().waitFor();
assert.ok(await page.locator(".edge.broken").count() > 0, "what is broken is drawn");
if (screenshots) await page.screenshot({ path: `${screenshots}/report-graph.png` });
await page.locator(".node:not(.ghost)").first().click();
assert.match(await page.locator("#detail").textContent(), /Relations/, "an object is explained");
assert.deepEqual(requests, [], "nothing is asked of anybody");
assert.deepEqual(complaints, [], "the browser does not complain");
await browser.close();

const dark = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const night = await dark.newPage({ colorScheme: "dark" });
await night.goto(address);
assert.equal(await night.evaluate(() => document.documentElement.dataset.theme), "dark", "the system decides first");
const plain = await dark.newPage({ javaScriptEnabled: false });
await plain.goto(address);
assert.equal(await plain.locator("noscript li, main.plain li").count(), findings.length, "a list without scripts");
await dark.close();
