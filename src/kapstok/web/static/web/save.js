// SPDX-License-Identifier: EUPL-1.2
// Saves to the list without losing one's place on the page. Without this script the same form goes back and forth.
const form = document.getElementById("bewaren");

const swap = (page, selector) => {
  const [old, now] = [document.querySelector(selector), page.querySelector(selector)];
  if (old && now) old.replaceWith(now);
  return now;
};

const tell = (page) => {
  const text = page.querySelector(".kapstok-flashes")?.textContent.trim() ?? "";
  let place = document.getElementById("bewaard");
  if (!place) {
    place = document.body.appendChild(document.createElement("p"));
    place.id = "bewaard";
    place.className = "kapstok-unseen";
    place.setAttribute("role", "status");
  }
  // What is already there when a status appears is not read out.
  requestAnimationFrame(() => (place.textContent = text));
};

let plainly = false;
form?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button || plainly) return;
  event.preventDefault();
  const value = CSS.escape(button.value);
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const saved = swap(page, `[data-save="${value}"], [form=bewaren][value="${value}"]`);
    if (!answer.ok || !saved) return location.assign(answer.redirected ? answer.url : location.href);
    swap(page, ".kapstok-nav");
    saved.focus();
    tell(page);
  } catch {
    plainly = true;
    form.requestSubmit(button);
  }
});
