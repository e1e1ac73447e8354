// Conveniences only: every page works without this file.
"use strict";

// The error summary takes the focus (WCAG 3.3.1); `autofocus` alone does not scroll it into view everywhere.
const summary = document.querySelector(".site-errors");
if (summary) summary.focus();

// An open menu closes on Escape and gives the focus back to what opened it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest(".kern-dropdown[open], .site-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// On a narrow screen the answer comes first: filters are folded until one asks for them.
if (window.matchMedia("(max-width: 991px)").matches) {
  for (const filter of document.querySelectorAll(".site-filters details")) filter.open = false;
}

// Paper is light, whatever was chosen for the screen.
const chosen = document.documentElement.dataset.kernTheme;
if (chosen === "dark") {
  window.addEventListener("beforeprint", () => { document.documentElement.dataset.kernTheme = "light"; });
  window.addEventListener("afterprint", () => { document.documentElement.dataset.kernTheme = chosen; });
}

// allauth tells the console only when a passkey was not used; people are told here.
document.addEventListener("allauth.error", (event) => {
  const box = document.querySelector(".site-passkey-error");
  if (!box) return;
  event.preventDefault();
  box.hidden = false;
});
