"use strict";
// Comfort on top of pages that work without it: nothing here is needed to finish a task.

const page = document;

// htmx: the token of the page's own forms goes with every unsafe request
page.addEventListener("htmx:configRequest", (event) => {
  const token = page.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
});

// htmx: problems are shown where every page shows them; they vanish with the next request that goes well
page.addEventListener("htmx:sendError", () => tell(page.body.dataset.offline));
page.addEventListener("htmx:responseError", () => tell(page.body.dataset.offline));
page.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.target && event.detail.target.id !== "problems") tell("");
});

function tell(sentence) {
  const place = page.getElementById("problems");
  if (!place) return;
  place.replaceChildren();
  if (!sentence) return;
  const note = page.createElement("p");
  note.className = "note error";
  note.textContent = sentence;
  place.append(note);
}

// After a swap the reader continues where he was, or at the problem that stopped him
page.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  const wanted = target && target.querySelector("[data-focus]");
  if (wanted) wanted.focus();
  else if (target && target.id === "problems" && target.textContent.trim()) target.scrollIntoView({ block: "nearest" });
  prepare(target || page);
});

// Unsaved text is not lost by leaving the page
const touched = new Set();
page.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "guard" in form.dataset) touched.add(form);
});
page.addEventListener("submit", (event) => touched.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...touched].some((form) => form.isConnected)) event.preventDefault();
});

// A question before a serious act: <form data-confirm="…"> or <button data-confirm="…">
page.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  const question = (button && button.dataset.confirm) || form.dataset.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(question, () => {
    form.dataset.confirmed = "yes";
    touched.delete(form);
    form.requestSubmit(button || undefined);
    delete form.dataset.confirmed;
  });
}, true);

function ask(question, then) {
  const dialog = page.getElementById("confirm");
  page.getElementById("confirm-question").textContent = question;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => dialog.returnValue === "yes" && then(), { once: true });
  dialog.showModal();
  dialog.querySelector("[data-first]").focus();
}

// A greyed-out button says why and does nothing
page.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  for (const menu of page.querySelectorAll("details.person[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
page.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of page.querySelectorAll("details.person[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// One box chooses all rows of a table: <td data-select-all="…"></td> in its heading
function prepare(root) {
  for (const heading of root.querySelectorAll("[data-select-all]:empty")) selectAll(heading);
}

function selectAll(heading) {
  const table = heading.closest("table");
  const all = page.createElement("input");
  all.type = "checkbox";
  all.className = "form-check-input";
  all.setAttribute("aria-label", heading.dataset.selectAll);
  heading.replaceChildren(all);
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]:not(:disabled)")];
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && chosen < boxes().length;
    for (const place of page.querySelectorAll("[data-chosen]")) place.textContent = chosen;
  };
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  table.addEventListener("change", count);
  count();
}

// The summary of a refused form comes first, also for a reader who listens
prepare(page);
const refused = page.querySelector("[data-focus]");
if (refused) refused.focus();
