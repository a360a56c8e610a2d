// The figures to play with: Python computes what they show, these scripts draw it.

import * as attention from "./play/attention.js";
import * as sentence from "./play/sentence.js";
import * as sinusoid from "./play/sinusoid.js";
import * as softmax from "./play/softmax.js";

const FIGURES = { attention, sentence, sinusoid, softmax };

// Make a figure live: its controls ask Python, the newest question first.
export function attach(figure, app) {
  const name = figure.dataset.play;
  const { setup, draw } = FIGURES[name];
  const form = figure.querySelector("form");
  const status = figure.querySelector(".play-status");
  const first = figure.querySelector("script[type='application/json']");
  const initial = first && JSON.parse(first.textContent);
  const said = (text) => (status.textContent = text);
  let wanted;
  let asking = false;

  async function ask() {
    wanted = values(form);
    if (asking) return;
    asking = true;
    app.figure = said;
    try {
      while (wanted) {
        const controls = wanted;
        wanted = undefined;
        if (!app.python.ready) said("Loading Python …");
        const state = await app.python.call("play", { figure: name, controls });
        said(state.refused ?? "");
        if (!state.refused) draw(figure, state);
      }
    } catch (error) {
      said(error.message);
    } finally {
      asking = false;
      app.figure = undefined;
    }
  }

  form.addEventListener("input", ask);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(ask)); // once the values are back
  setup(figure, initial);
  // A reader may have been faster than this script.
  for (const control of [...form.elements].filter(changed)) {
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function changed({ type, checked, defaultChecked, value, defaultValue, selectedOptions }) {
  if (type === "checkbox") return checked !== defaultChecked;
  if (selectedOptions) return !selectedOptions[0].defaultSelected;
  return defaultValue !== undefined && value !== defaultValue;
}

function values(form) {
  const named = [...form.elements].filter(({ name }) => name);
  return Object.fromEntries(named.map((control) => [control.name, value(control)]));
}

function value({ type, checked, valueAsNumber, value: text }) {
  if (type === "checkbox") return checked;
  if (type === "range" || type === "number") return valueAsNumber;
  return text;
}
