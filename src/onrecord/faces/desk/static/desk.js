// The little that cannot be done without a script; every page works without it.
"use strict";

for (const form of document.querySelectorAll("form[data-slide]")) {
  const slider = form.elements.step, shown = form.querySelector("output");
  const days = slider.dataset.days.split(" ");
  const named = (day) => new Date(day + "T00:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  form.querySelector("button").hidden = true;
  slider.addEventListener("input", () => {
    shown.textContent = named(days[slider.value]);
    slider.setAttribute("aria-valuetext", shown.textContent);
  });
  slider.addEventListener("change", () => form.requestSubmit());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Copied";
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const fold of document.querySelectorAll("details[data-fold]")) {
  if (window.matchMedia("(max-width: 52rem)").matches) fold.open = false;
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector("[data-key='/']").focus();
  }
});

// The review page: a key opens the form of its verdict and goes to its first field; accept is given by the key again.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const walk = document.querySelector(`[data-walk="${CSS.escape(event.key)}"]`);
  const verdict = document.querySelector(`[data-verdict="${CSS.escape(event.key)}"]`);
  const undo = event.key === "u" ? document.querySelector("form[data-undo]") : null;
  if (walk) walk.click();
  else if (verdict) {
    event.preventDefault();
    verdict.open = true;
    if (event.key === "a") verdict.querySelector("form").requestSubmit();
    else verdict.querySelector("input:not([type=hidden]):not([name=person]), select").focus();
  } else if (undo) undo.requestSubmit();
});
