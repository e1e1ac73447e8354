// Voting by keys, the next statement in focus, how many characters are left. Every page works without this file.
"use strict";

const KEYS = "ideenschmiede-tasten"; // whether keys vote (WCAG 2.1.4: one can turn them off)
const CALM = 400; // milliseconds in which a second tap on the same spot does not hit the next statement
let swapped = 0;

const box = document.querySelector(".voting-keys");
if (box) {
  const wanted = box.querySelector("input");
  wanted.checked = localStorage.getItem(KEYS) !== "aus";
  wanted.addEventListener("change", () => localStorage.setItem(KEYS, wanted.checked ? "an" : "aus"));
  box.hidden = !window.matchMedia("(hover: hover)").matches; // nobody needs it on a telephone
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, summary")) return;
    const button = document.querySelector(`#abstimmen [aria-keyshortcuts="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#abstimmen button") && performance.now() - swapped < CALM && event.detail > 0) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// Whoever listens or uses keys goes on at the new statement; the status line says what was counted.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "abstimmen") return;
  swapped = performance.now();
  if (failed) failed.hidden = true;
  document.getElementById("aussage")?.focus({ preventScroll: event.target.getBoundingClientRect().top >= 0 });
});

// The answer did not come: say so, and leave the statement as it is.
const failed = document.querySelector("[data-failed]");
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => { if (failed) failed.hidden = false; });
}

for (const line of document.querySelectorAll("[data-counter-of]")) {
  const field = document.getElementById(line.dataset.counterOf);
  const count = () => {
    const left = Number(field.dataset.most) - [...field.value.trim()].length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("%s", Math.abs(left));
    line.classList.toggle("voting-counter--over", left < 0);
    line.setAttribute("aria-live", left <= 20 ? "polite" : "off"); // not with every letter
  };
  line.hidden = false;
  field.addEventListener("input", count);
  count();
}
