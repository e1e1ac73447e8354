// Nothing is lost when the session ends: what was typed into a form that led to the page for signing in stays in this
// tab, never on the server, and stands in the form again afterwards, for the same account. Files and passwords are not kept.
"use strict";

(() => {
  const KEY = "kept form", HOUR = 3_600_000, NOBODY = "None";
  const words = document.currentScript.dataset;
  const here = () => location.pathname + location.search; // as in the Referer; a part of a page may have changed it
  const signingIn = location.pathname.startsWith("/konto/");
  const forms = () => [...document.querySelectorAll("main form[method=post]")];
  // hidden ones too: they name the version that one read, so that what others wrote meanwhile is told, not overwritten
  const fields = (form) => [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && !/^(file|password|submit|button)$/.test(field.type));
  const texts = (form) => fields(form).filter((field) => /^text/.test(field.type));
  // a page may have many forms that lead to its own address; they differ in the ids of their fields
  const mark = (form) => [form.action.split("#")[0], ...texts(form).map((field) => `${field.name} ${field.id}`)].join("\n");
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";

  function kept() {
    try {
      const entry = JSON.parse(sessionStorage.getItem(KEY));
      return entry && Date.now() - entry.at < HOUR ? entry : null;
    } catch { return null; }
  }

  function store(entry) {
    try {
      if (entry) sessionStorage.setItem(KEY, JSON.stringify(entry));
      else sessionStorage.removeItem(KEY);
    } catch { /* no room, or switched off: then it is as it was without this file */ }
  }

  function tell(text, form) {
    const note = document.createElement("div");
    note.className = "kern-alert kern-alert--info site-kept";
    note.setAttribute("role", "status");
    note.innerHTML = '<div class="kern-alert__header"><span class="kern-icon kern-icon--info" aria-hidden="true"></span><div class="kern-title kern-title--small"></div></div>';
    note.querySelector(".kern-title").textContent = text;
    form.before(note);
  }

  function typed(form) {
    const values = new Map();
    for (const field of fields(form)) {
      const given = field.type === "select-multiple" ? [...field.selectedOptions].map((option) => option.value) : [field.value];
      if (!ticked(field) || field.checked) values.set(field.name, [...values.get(field.name) ?? [], ...given]);
    }
    return [...values];
  }

  function fill(form, values) {
    const left = new Map(values);
    for (const field of fields(form)) {
      const given = left.get(field.name) ?? [];
      if (ticked(field)) field.checked = given.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.includes(option.value);
      else if (given.length) field.value = given.shift();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (signingIn || event.defaultPrevented || !forms().includes(form)) return;
    const isWorthIt = texts(form).some((field) => field.value.trim());
    store(isWorthIt ? { who: words.who, page: here(), form: mark(form), values: typed(form), at: Date.now() } : null);
  });

  const entry = kept();
  if (!entry) return;
  if (signingIn && words.who !== NOBODY) { // the form was sent, and led to one's account; or one has just signed in
    if (!entry.waits) store(null);
    return;
  }
  if (signingIn) {
    store({ ...entry, waits: true });
    const form = document.querySelector("main form");
    if (form) tell(words.waits, form);
    return;
  }
  store(null);
  const isTheirs = entry.who === NOBODY || entry.who === words.who; // another one may have signed in at this computer
  if (!entry.waits || !isTheirs || entry.page !== here()) return;
  const [form, another] = forms().filter((one) => mark(one) === entry.form);
  if (!form || another) return; // it is not there any more, or nobody can say which it was
  fill(form, entry.values);
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  tell(words.back, form);
})();
