// What the theme's own script leaves undone. It runs after each page change, since
// instant navigation swaps the page without loading it again.

// A box is a stop of the Tab key as long as it scrolls sideways.
function markScrollBoxes() {
  for (const box of document.querySelectorAll(".table, .panel, .formula, pre.output")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    box.toggleAttribute("tabindex", scrolls);
    if (scrolls) box.setAttribute("tabindex", "0");
  }
}

// The copy button of a block with prompts copies the statements, ready to paste: no
// prompts, no answers, and an empty line to end a loop or a function.
function prepareCopies() {
  for (const code of document.querySelectorAll(".language-pycon code")) {
    const statements = [];
    let continued = false;
    for (const line of code.textContent.split("\n")) {
      const [, prompt, rest] = line.match(/^(>>>|\.\.\.)(?: (.*))?$/) || [];
      if (!prompt) continue;
      if (prompt === ">>>" && continued) statements.push("");
      continued = prompt === "...";
      statements.push(rest || "");
    }
    code.closest(".highlight").dataset.copy = statements.join("\n");
  }
}

// A selection that holds code leaves out what the code printed, so that it can be run.
// Without code in it, it may hold outputs: whoever presses on one wants that one.
const STATEMENTS = ".highlight:not(.language-pycon) code, .language-pycon code > :not(.gp, .go)";

function leaveOutOutputs() {
  const selection = getSelection();
  const holds = (part) => selection.containsNode(part, true);
  const code = !selection.isCollapsed && [...document.querySelectorAll(STATEMENTS)].some(holds);
  document.documentElement.classList.toggle("code-selected", code);
}

document.addEventListener("selectionchange", leaveOutOutputs);
document.addEventListener("mousedown", ({ target, button, shiftKey }) => {
  if (button !== 0 || shiftKey || !target.closest(".code-selected :is(.output, .go)")) return;
  getSelection().removeAllRanges();
  leaveOutOutputs();
});

// The theme puts the copy button into a <nav>: one landmark more for each block.
function tameButtons() {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
}

// The theme opens the drawer by a label, which no key can press: a button takes its place.
function openDrawerByKey() {
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector("label.md-header__button[for=__drawer]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("aria-label", "Navigation");
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", drawer.checked);
  button.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", tell);
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
  tell();
}

openDrawerByKey();
document$.subscribe(() => {
  prepareCopies();
  requestAnimationFrame(() => {
    markScrollBoxes();
    tameButtons();
  });
});
addEventListener("resize", markScrollBoxes);
