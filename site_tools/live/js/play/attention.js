// Self-attention on four words. One query and one key stand out: pointer, focus and the
// arrow keys choose them in the grid, and the lines below it tell of them.

import { fill } from "./fill.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const choices = new WeakMap(); // by figure: its state, and the query and key that stand out

export function setup(figure, state) {
  const grid = figure.querySelector(".play-grid");
  const last = state.told.length - 1;
  choices.set(figure, { state, query: last, key: last });
  grid.setAttribute("role", "grid");
  for (const event of ["pointerover", "click", "focusin"]) {
    grid.addEventListener(event, ({ target }) => choose(figure, target.closest("th, td")));
  }
  grid.addEventListener("keydown", (event) => {
    const { parentNode, cellIndex } = event.target;
    const [down, right] = STEPS[event.key] ?? [];
    const next = grid.rows[parentNode.rowIndex + down]?.cells[cellIndex + right];
    if (!next || !chosen(figure, next)) return;
    event.preventDefault();
    next.focus();
  });
  tell(figure);
  // The pointer that brought this script may stand on a cell already.
  choose(figure, grid.querySelector(":is(th, td):hover"));
}

export function draw(figure, state) {
  choices.get(figure).state = state;
  fill(figure, state.text);
  for (const kind of ["query", "key", "value", "context"]) {
    figure.querySelectorAll(`span.${kind}`).forEach((vector, i) => {
      vector.textContent = state[kind][i].join(" ");
    });
  }
  state.shares.forEach((row, i) => row.forEach((share, j) => {
    const cell = cellOf(figure, i, j);
    cell.textContent = share;
    cell.dataset.shade = state.shades[i][j];
  }));
  tell(figure);
}

// The first row of the grid holds the keys, the first cell of each other row its query.
const cellOf = (figure, query, key) => figure.querySelector(".play-grid").rows[query + 1].cells[key + 1];

// What a cell chooses: a pair, or a query or a key alone; nothing at the edges.
function chosen(figure, cell) {
  const { length } = choices.get(figure).state.told;
  const query = cell.parentNode.rowIndex - 1;
  const key = cell.cellIndex - 1;
  if (query >= length || key >= length || query + key < -1) return undefined;
  return { ...(query >= 0 && { query }), ...(key >= 0 && { key }) };
}

function choose(figure, cell) {
  const choice = cell && chosen(figure, cell);
  if (!choice) return;
  Object.assign(choices.get(figure), choice, { cell });
  tell(figure);
}

function tell(figure) {
  const { state, query, key, cell = cellOf(figure, query, key) } = choices.get(figure);
  for (const row of figure.querySelector(".play-grid").rows) {
    row.classList.toggle("picked", row.rowIndex === query + 1);
    for (const one of row.cells) {
      const pair = row.rowIndex === query + 1 && one.cellIndex === key + 1;
      one.classList.toggle("picked", pair || (row.rowIndex === 0 && one.cellIndex === key + 1));
      if (chosen(figure, one)) one.tabIndex = one === cell ? 0 : -1;
    }
  }
  figure.querySelector(".play-told").textContent = state.told[query];
  const sum = figure.querySelector(".play-sum");
  sum.caption.textContent = state.pairs[query][key];
  state.sums[query][key].forEach(([what, number], line) => {
    const [label, value] = sum.rows[line].cells;
    label.textContent = what;
    value.textContent = number;
  });
}
