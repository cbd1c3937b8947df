// The report in a real browser: `node report.mjs REPORT FOLDER CHROMIUM MODULES`. Prints what is wrong, one line each.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";

const [report, folder, executablePath, modules] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "node_modules", "-"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core");
const address = pathToFileURL(resolve(report)).href;
const complaints = [];
const expect = (holds, text) => holds || complaints.push(text);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function opened(options, hash = "") {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("console", (message) => expect(message.type() !== "error", `console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`script: ${error}`));
  page.on("request", (request) => {
    const url = request.url();
    expect(url.split("#")[0] === address || url.startsWith("data:"), `request: ${url}`);
  });
  await page.goto(address + hash);
  return page;
}

const shown = (page) => page.$$eval(".claim:not([hidden])", (all) => all.map((claim) => claim.id));
const unfold = (page) => page.$$eval("details", (all) => all.forEach((fold) => (fold.open = true)));

async function links() {
  const page = await opened({});
  const broken = await page.$$eval("[href]", (all) =>
    all.map((link) => link.getAttribute("href"))
      .filter((href) => href !== "data:,")
      .filter((href) => !href.startsWith("#") || !document.getElementById(decodeURIComponent(href.slice(1)))));
  broken.forEach((href) => complaints.push(`link to nothing: ${href}`));
  const doubled = await page.$$eval("[id]", (all) => all.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at));
  doubled.forEach((id) => complaints.push(`id twice: ${id}`));
  await page.close();
}

async function filters() {
  const page = await opened({});
  const all = await shown(page);
  expect(all.length > 0, "no claim is shown at first");
  for (const name of ["verdict", "topic", "method", "kind"]) {
    const values = await page.$$eval(`#filter-${name} option`, (options) => options.map(({ value }) => value));
    for (const value of values.filter(Boolean)) {
      await page.selectOption(`#filter-${name}`, value);
      const wanted = await page.$$eval(".claim", (claims, [key, of]) =>
        claims.filter((claim) => claim.dataset[key] === of).map(({ id }) => id), [name, value]);
      const found = await shown(page);
      expect(String(found) === String(wanted), `${name} ${value} shows ${found.length} claims, not ${wanted.length}`);
      const text = await page.textContent("#count");
      expect(text === `${wanted.length} of ${all.length} claims`, `${name} ${value} says “${text}”`);
    }
    await page.selectOption(`#filter-${name}`, "");
  }
  for (const name of ["shortfall", "errata"]) {
    await page.check(`[name=${name}]`);
    const wanted = await page.$$eval(".claim", (claims, key) => claims.filter((claim) => key in claim.dataset).length, name);
    const found = (await shown(page)).length;
    expect(found === wanted && found < all.length, `only ${name} shows ${found} claims, not ${wanted}`);
    await page.uncheck(`[name=${name}]`);
  }
  expect((await shown(page)).length === all.length, "filters that are taken back hide claims");
  await page.close();
}

async function search() {
  const page = await opened({});
  const all = await shown(page);
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement.id === "search"), "/ does not focus the search");
  await page.keyboard.type("SAXE sigmoid");
  const found = await shown(page);
  expect(found.includes("saxe-2013-exact-solutions/saxe-two-layer-sigmoid"), "the search does not find saxe-two-layer-sigmoid");
  expect(found.length < all.length / 4, `the search shows ${found.length} of ${all.length} claims`);
  const empty = await page.$$eval(".paper:not([hidden])", (papers) => papers.filter((paper) => !paper.querySelector(".claim:not([hidden])")).length);
  expect(empty === 0, `${empty} papers are shown without a claim`);
  await page.fill("#search", "no such word");
  expect((await shown(page)).length === 0 && (await page.isVisible("#empty")), "a search for nothing does not say so");
  await page.click("button[type=reset]");
  expect((await shown(page)).length === all.length, "reset does not show all claims");
  await page.close();
}

async function addresses() {
  const id = "saxe-2013-exact-solutions/saxe-two-layer-sigmoid";
  const page = await opened({}, `#${id}`);
  const state = () => page.evaluate((name) => {
    const claim = document.getElementById(name);
    return [claim.open, claim.hidden, Math.round(claim.getBoundingClientRect().top)];
  }, id);
  const [open, , top] = await state();
  expect(open && top >= 0 && top < 450, `#${id} is not opened in view: ${open}, ${top}`);
  await page.fill("#search", "no such word");
  await page.evaluate(() => (location.hash = ""));
  await page.evaluate((name) => (location.hash = name), id);
  await page.waitForTimeout(100);
  expect(!(await state())[1], "a link to a claim that is filtered out does not show it");
  const erratum = page.locator(".errata a").first();
  const target = (await erratum.getAttribute("href")).slice(1);
  await erratum.click();
  expect(await page.locator(`[id="${target}"]`).isVisible(), "a link to an erratum does not unfold it");
  await page.close();
}

async function keyboard() {
  const page = await opened({});
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.className === "skip"), "the first stop is not the skip link");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement.id === "claims"), "the skip link does not lead to the claims");
  await page.locator(".claim > summary").first().focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".claim").first().evaluate((claim) => claim.open), "Enter does not open a claim");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  expect(outline === "solid", "the focus is not to be seen");
  await page.close();
}

async function accessibility() {
  for (const colorScheme of ["light", "dark"]) {
    const page = await opened({ colorScheme });
    await unfold(page);
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of found.violations) {
      complaints.push(`axe, ${colorScheme}: ${id} (${help}), ${nodes.length} times, as ${nodes[0].html.slice(0, 160)}`);
    }
    const levels = await page.$$eval("h1, h2, h3, h4, h5", (all) => all.map(({ tagName }) => Number(tagName[1])));
    const jumps = levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).length;
    expect(levels[0] === 1 && jumps === 0, `${jumps} headings skip a level`);
    await page.close();
  }
}

async function pictures() {
  const claim = "#saxe-2013-exact-solutions/saxe-two-layer-sigmoid";
  const phone = { viewport: { width: 390, height: 844 } };
  const views = [["light", {}, ""], ["dark", { colorScheme: "dark" }, ""], ["phone", phone, ""], ["light-claim", {}, claim],
    ["dark-claim", { colorScheme: "dark" }, claim], ["phone-claim", phone, claim]];
  for (const [name, options, hash] of views) {
    const page = await opened(options, hash);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (options === phone) {
      await unfold(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width <= 390, `at 390 pixels the page is ${width} wide`);
    }
    await page.close();
  }
  const page = await opened({});
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(await page.locator(".claim .command").first().isVisible(), "on paper a claim is folded");
  expect(!(await page.isVisible("#controls")), "on paper there are controls");
  await page.pdf({ path: join(folder, "print.pdf"), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  await page.close();
}

async function withoutScript() {
  const page = await opened({ javaScriptEnabled: false });
  expect(!(await page.isVisible("#controls")), "without JavaScript there are controls that do nothing");
  await page.locator(".claim > summary").first().click();
  expect(await page.locator(".claim .command").first().isVisible(), "without JavaScript a claim does not open");
  await page.close();
}

for (const part of [links, filters, search, addresses, keyboard, accessibility, pictures, withoutScript]) {
  try {
    await part();
  } catch (error) {
    complaints.push(`${part.name}: ${error}`);
  }
}
await browser.close();
new Set(complaints).forEach((complaint) => console.log(complaint));
process.exit(complaints.length > 0 ? 1 : 0);
