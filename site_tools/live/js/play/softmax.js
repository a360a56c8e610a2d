// The softmax of four scores: numbers, bars, and a slider beside each number.

import { fill } from "./fill.js";

const sliders = (figure) => figure.querySelectorAll("[data-for]");
const numberOf = (figure, slider) => figure.querySelector(`[name=${slider.dataset.for}]`);

// The number is the control; its slider is another handle for it.
export function setup(figure) {
  for (const slider of sliders(figure)) {
    const number = numberOf(figure, slider);
    if (slider.value !== slider.defaultValue) number.value = slider.value; // moved before
    slider.addEventListener("input", () => { number.value = slider.value; });
    number.addEventListener("input", () => { slider.value = number.value; });
  }
}

export function draw(figure, { text, bars, broken }) {
  fill(figure, text);
  for (const place of figure.querySelectorAll("[data-text]")) {
    place.toggleAttribute("data-broken", broken.includes(place.dataset.text));
  }
  for (const bar of figure.querySelectorAll("[data-bar]")) {
    bar.setAttribute("width", bars[bar.dataset.bar]);
  }
  for (const slider of sliders(figure)) slider.value = numberOf(figure, slider).value;
}
