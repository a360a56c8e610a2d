// What every figure's drawing begins with: each text in its place, and what a slider
// says of its value.

export function fill(figure, text) {
  for (const place of figure.querySelectorAll("[data-text]")) {
    place.textContent = text[place.dataset.text];
  }
  for (const slider of figure.querySelectorAll("[data-says]")) {
    slider.setAttribute("aria-valuetext", text[slider.dataset.says]);
  }
}

export function fillTable(body, rows) {
  body.replaceChildren(...rows.map(([label, ...cells]) => {
    const row = document.createElement("tr");
    row.append(cell("th", label), ...cells.map((words) => cell("td", words)));
    row.firstChild.scope = "row";
    return row;
  }));
}

function cell(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
