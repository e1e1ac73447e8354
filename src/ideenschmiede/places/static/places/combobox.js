// Suggestions below a text field, by the ARIA pattern "combobox with list". Without this file it is a plain text field.
"use strict";

for (const box of document.querySelectorAll("[data-combobox]")) {
  const input = box.querySelector("[role=combobox]");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[role=status]");
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (open) list.scrollIntoView({ block: "nearest" });  // on a phone the list would open below the screen
    else mark(-1);
  };

  const mark = (index) => {
    active = index;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const choose = (option) => {
    show(false);
    if ("go" in box.dataset) {
      window.location.assign(option.dataset.url);
      return;
    }
    input.value = option.dataset.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  list.addEventListener("htmx:afterSwap", () => {
    const found = options();
    found.forEach((option, number) => { option.id = `${list.id}-${number}`; });
    const typed = input.value.trim() !== "";
    show(typed && found.length > 0 && document.activeElement === input);
    status.textContent = typed ? (found.length ? box.dataset.some : box.dataset.none) : "";
  });

  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" && count) {
      if (list.hidden) show(true);
      mark((active + 1) % count);
    } else if (event.key === "ArrowUp" && count) {
      if (list.hidden) show(true);
      mark((active - 1 + count) % count);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      choose(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      show(false);
    } else {
      return;
    }
    event.preventDefault();
  });

  // mousedown comes before the field loses the focus, which hides the list
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    choose(option);
  });
  input.addEventListener("blur", () => show(false));
}
