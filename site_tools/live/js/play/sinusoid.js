// Two sinusoidal positions: bars and a curve, in units of columns and of distances.

import { fill, fillTable } from "./fill.js";

const bars = (values, sign) =>
  values.map((v, i) => (v * sign > 0 ? `M${i + 0.5} 0V${-v}` : "")).join("");

export function setup() {} // all it shows is visible

export function draw(figure, { text, bars: rows, curve, distance, columns, distances }) {
  const find = (selector) => figure.querySelector(selector);
  fill(figure, text);
  for (const [name, values] of Object.entries(rows)) {
    const row = find(`[data-bars="${name}"]`);
    row.setAttribute("transform", `scale(${1 / values.length} 1)`);
    row.querySelector(".play-up").setAttribute("d", bars(values, 1));
    row.querySelector(".play-down").setAttribute("d", bars(values, -1));
  }
  const at = `M${distance} ${0 - curve[distance]}`;
  find(".play-curve").setAttribute("d", `M${curve.map((v, i) => `${i} ${0 - v}`).join("L")}`);
  find(".play-guide").setAttribute("d", `${at}V1`);
  find(".play-mark").setAttribute("d", `${at}h0`);
  fillTable(find("[data-rows=columns]"), columns);
  fillTable(find("[data-rows=distances]"), distances);
}
