// Conveniences of ballots only: each works without this file, by its form alone.
"use strict";

// A ranking: every option gets buttons that move it. Its number can still be chosen, also the same for several.
for (const list of document.querySelectorAll(".decision-ranking")) {
  const status = list.parentElement.querySelector("[data-ranking-status]");
  const items = () => [...list.children];
  const select = (item) => item.querySelector("select");
  const place = (item) => Number(select(item).value) || Infinity;

  // the options as steps, best first; those without a place are the last step
  const steps = () => {
    const found = new Map();
    for (const item of items()) found.set(place(item), [...(found.get(place(item)) || []), item]);
    return [...found.keys()].sort((a, b) => a - b).map((key) => found.get(key));
  };

  const write = (order) => {
    order.filter((step) => step.length).forEach((step, at) => {
      for (const item of step) select(item).value = String(at + 1);
    });
  };

  const sort = () => {
    for (const step of steps()) for (const item of step) list.append(item);
  };

  const say = (item) => {
    const words = place(item) === Infinity ? list.dataset.unsaid : list.dataset.said;
    status.textContent = words.replace("{option}", item.dataset.option).replace("{place}", select(item).value);
  };

  const move = (item, by) => {
    const ranked = steps().filter((step) => place(step[0]) !== Infinity);
    const from = ranked.findIndex((step) => step.includes(item));
    if (from < 0) {
      if (by < 0) ranked.push([item]); // not ranked yet: becomes the last of those that are
    } else if (ranked[from].length > 1) {
      ranked[from] = ranked[from].filter((other) => other !== item); // leaves those it was equal to
      ranked.splice(by < 0 ? from : from + 1, 0, [item]);
    } else {
      const to = Math.min(Math.max(from + by, 0), ranked.length - 1);
      ranked.splice(to, 0, ...ranked.splice(from, 1));
    }
    write(ranked);
    sort();
    say(item);
  };

  const button = (item, by, sign, words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kern-btn kern-btn--secondary";
    made.setAttribute("aria-label", words.replace("{option}", item.dataset.option));
    const label = document.createElement("span");
    label.className = "kern-label";
    label.textContent = sign;
    made.append(label);
    made.addEventListener("click", () => { move(item, by); made.focus(); });
    return made;
  };

  for (const item of items()) {
    const moves = document.createElement("div");
    moves.className = "decision-ranking__moves";
    moves.append(button(item, -1, "↑", list.dataset.up), button(item, 1, "↓", list.dataset.down));
    item.append(moves);
    // `change` comes when the choice is made, so that nothing moves away from under the arrow keys
    select(item).addEventListener("change", () => { sort(); select(item).focus(); say(item); });
  }
  sort();
}

// A budget: what one has ticked costs so much together.
for (const sum of document.querySelectorAll(".decision-sum")) {
  const form = sum.closest("form");
  const euro = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
  const add = () => {
    const ticked = [...form.querySelectorAll("[data-cost]")].filter((label) => document.getElementById(label.htmlFor).checked);
    const cost = ticked.reduce((total, label) => total + Number(label.dataset.cost), 0);
    const words = ticked.length ? sum.dataset.words : sum.dataset.none;
    sum.textContent = words.replace("{sum}", euro.format(cost)).replace("{budget}", euro.format(Number(sum.dataset.budget)));
  };
  form.addEventListener("change", add);
  add();
}

// The code of a receipt: into the clipboard, onto paper.
for (const box of document.querySelectorAll(".decision-receipt")) {
  const code = box.querySelector(".decision-code").textContent;
  const copy = box.querySelector("[data-copy]");
  const print = box.querySelector("[data-print]");
  copy.hidden = !navigator.clipboard;
  print.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.trim());
    box.querySelector("[role=status]").textContent = copy.dataset.done;
  });
  print.addEventListener("click", () => window.print());
}
