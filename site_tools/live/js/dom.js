// Small pieces of the page.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function button(name, text) {
  return element("button", { type: "button", name }, text);
}

// A sentence whose names of code stand between backticks.
export function withCode(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

// Show the buttons that are of use. Whoever stands on one that goes is led to the first
// that stays, and not lost.
export function offer(strip, useful) {
  const held = document.activeElement;
  for (const [name, is] of Object.entries(useful)) strip.querySelector(`[name=${name}]`).hidden = !is;
  if (strip.contains(held) && held.hidden) {
    strip.querySelector("button:not([hidden])").focus({ preventScroll: true });
  }
}

// What was printed, in its order; warnings and errors in a colour of their own.
export function drawOutput(samp, pieces) {
  samp.replaceChildren(
    ...pieces.map(([stream, text]) => (stream === "stdout" ? text : element("span", { className: "err" }, text))),
  );
}

// The picture of a last value: a matrix as a table of shaded cells, or a drawing, which
// as an image can run nothing.
export function drawPicture({ svg, cells, shades }) {
  if (svg) {
    const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    return element("img", { className: "picture", src: source, alt: "The drawing that this snippet makes" });
  }
  const rows = cells.map((row, i) => element("tr", {}, ...row.map((text, j) => shaded(text, shades[i][j]))));
  const table = element("table", { className: "picture" }, element("tbody", {}, ...rows));
  table.setAttribute("aria-label", `The last value, ${cells.length} by ${cells[0].length}`);
  return table;
}

function shaded(text, shade) {
  const cell = element("td", { className: shade < 0 ? "negative" : "positive" }, text);
  cell.style.setProperty("--shade", `${Math.round(Math.abs(shade) * 45)}%`);
  return cell;
}
