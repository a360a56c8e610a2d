// A smoke run in Firefox, by WebDriver BiDi: node firefox.mjs BINARY ADDRESS

import puppeteer from "puppeteer-core";

const [binary, address] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: binary, headless: true });
const seen = { version: await browser.version(), errors: [] };
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${address}softmax/`, { waitUntil: "load" });

  const text = (selector) => page.$eval(selector, (found) => found.textContent);

  // A script that does not come is asked for again.
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.url().includes("/live/app")) request.abort();
    else request.continue();
  });
  await (await page.waitForSelector("#snippet-1 [name=run]")).click();
  await page.waitForSelector("#snippet-1 [role=alert]");
  seen.refused = await text("#snippet-1 .said");
  page.removeAllListeners("request");
  await page.setRequestInterception(false);

  // Run: Python loads, and prints what the page shows.
  seen.shown = await text("#snippet-1 + pre.output samp");
  await (await page.waitForSelector("#snippet-1 [name=run]")).click();
  await page.waitForSelector("#snippet-1 + pre.output[data-now]");
  await page.waitForSelector("html:not(.running)");
  seen.printed = await text("#snippet-1 + pre.output samp");
  seen.said = await text("#snippet-1 .said");

  // Edit, run by the keyboard, stop what does not end.
  await (await page.waitForSelector("#snippet-2 [name=edit]")).click();
  await page.waitForSelector("#snippet-2 .editor");
  await page.keyboard.type("print('typed')\n");
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
  await page.waitForSelector("#snippet-2 + pre.output[data-now]");
  await page.waitForSelector("html:not(.running)");
  seen.edited = await text("#snippet-2 + pre.output samp");

  // Copy: what the button would put into the clipboard.
  seen.copied = await page.evaluate(async () => {
    const copied = new Promise((done) => {
      document.addEventListener("copy", () => done(getSelection().toString() || document.activeElement.value), { once: true });
    });
    document.querySelector("#snippet-1 button[data-md-type=copy]").click();
    return Promise.race([copied, new Promise((done) => setTimeout(() => done("no copy"), 3000))]);
  });
  seen.code = await text("#snippet-1 code");

  // A figure to play with follows its controls.
  const figure = "[data-play=softmax]";
  if (await page.$(figure)) {
    const before = await text(figure);
    await page.$eval(figure, (found) => found.scrollIntoView());
    await page.hover(`${figure} input[type=range]`);
    await page.waitForSelector(`${figure} input[type=range]:not([disabled])`);
    await page.$eval(`${figure} input[type=range]`, (input) => {
      input.value = input.max;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    for (let tries = 0; tries < 100 && (await text(figure)) === before; tries++) await new Promise((done) => setTimeout(done, 100));
    seen.followed = (await text(figure)) !== before;
  }
} catch (error) {
  seen.errors.push(String(error));
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
