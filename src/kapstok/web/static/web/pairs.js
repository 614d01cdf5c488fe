// SPDX-License-Identifier: EUPL-1.2
// Judges pairs by keyboard: never while somebody types, and not at all where the reader switched it off.
const OFF = "kapstok-toetsen-uit";
const choice = document.getElementById("toetsen");

const remembered = () => {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
};

if (choice) {
  const byKey = new Map([...document.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one]));
  const show = () => {
    for (const [key, one] of byKey) {
      one.querySelector("kbd").hidden = !choice.checked;
      if (choice.checked) one.setAttribute("aria-keyshortcuts", key);
      else one.removeAttribute("aria-keyshortcuts");
    }
  };
  choice.checked = !remembered();
  choice.closest("[hidden]").hidden = false;
  show();
  choice.addEventListener("change", () => {
    show();
    try {
      if (choice.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // It holds for this page only.
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]")) return;
    const one = byKey.get(event.key.toLowerCase());
    if (!one) return;
    event.preventDefault();
    // A second key waits for the next pair.
    byKey.clear();
    one.click();
  });
}
