// The reader's own sentence: a row for each word, a column of weights for each, too.

import { fill } from "./fill.js";

export function setup() {} // all it shows is visible

export function draw(figure, state) {
  fill(figure, state.text);
  const [sums, weights] = ["sums", "weights"].map((name) => figure.querySelector(`[data-table=${name}] table`));
  sums.tBodies[0].replaceChildren(...state.words.map((_, i) => row(state, i, [
    cell("td", state.ids[i]),
    ...vector(state.embeddings[i], "token"),
    ...vector(state.positions[i], "position"),
    ...vector(state.sums[i], "token"),
  ])));
  weights.tBodies[0].replaceChildren(...state.words.map((_, i) => row(state, i, [
    ...state.weights[i].map((weight, j) => {
      const made = cell("td", weight);
      made.dataset.shade = state.shades[i][j];
      return made;
    }),
    ...vector(state.context[i], "context"),
  ])));
  const [head] = weights.tHead.rows;
  const keys = state.words.map((word) => {
    const made = heading("", "col");
    made.append(cell("span", word));
    return made;
  });
  head.replaceChildren(head.firstElementChild, ...keys, head.lastElementChild);
}

function row({ words, random }, i, cells) {
  const made = document.createElement("tr");
  made.append(heading(random[i] ? `${words[i]}*` : words[i], "row"), ...cells);
  return made;
}

// The first number of a vector stands off from what is left of it.
const vector = (numbers, kind) => numbers.map((number, at) => cell("td", number, at ? kind : `${kind} first`));
const heading = (words, scope) => Object.assign(cell("th", words), { scope });
const cell = (name, words, className = "") => Object.assign(document.createElement(name), { textContent: words, className });
