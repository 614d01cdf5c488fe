// SPDX-License-Identifier: EUPL-1.2
// Says that a list is too large before it is sent, shows how far sending is, and how far the scan is without loading the
// page anew. Without this script the same form is sent, and the page asks for itself again.

const drop = document.querySelector(".kapstok-drop");
const form = drop?.closest("form");
const file = drop?.querySelector("input");

for (const [type, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  file?.addEventListener(type, () => file.classList.toggle("kapstok-drop__file--over", over));
}
file?.addEventListener("change", tooLarge);

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (tooLarge()) return file.focus();
  send();
});

function tooLarge() {
  const large = (file.files[0]?.size ?? 0) > Number(drop.dataset.most);
  const error = drop.querySelector(".utrecht-form-field-error-message");
  drop.classList.toggle("utrecht-form-field--invalid", large);
  file.setAttribute("aria-invalid", large);
  error.hidden = !large;
  error.querySelector("span").textContent = large ? drop.dataset.tooLarge : "";
  return large;
}

function send() {
  const [bar, words] = waiting();
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = loaded / total;
    words.textContent = `${form.dataset.sending}: ${Math.round((loaded / total) * 100)}%`;
    if (loaded < total) return;
    bar.removeAttribute("value");
    words.textContent = form.dataset.reading;
  });
  request.addEventListener("load", () => {
    const main = request.response?.querySelector("main");
    if (request.status === 200 || !main) return location.assign(request.responseURL);
    document.querySelector("main").replaceWith(document.adoptNode(main));
    main.focus();
  });
  request.addEventListener("error", () => form.submit());
  request.send(new FormData(form));
}

function waiting() {
  form.querySelector("button").disabled = true;
  const box = form.appendChild(document.createElement("div"));
  box.className = "kapstok-progress";
  box.setAttribute("role", "status");
  const bar = box.appendChild(document.createElement("progress"));
  bar.className = "kapstok-progress__bar";
  bar.setAttribute("aria-label", form.dataset.sending);
  const words = box.appendChild(document.createElement("span"));
  words.className = "kapstok-progress__text";
  return [bar, words];
}

const watched = "[data-watch]";
if (document.querySelector(watched)) setTimeout(look, 1000);

async function look() {
  try {
    const answer = await fetch(location.href);
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(watched);
    if (!now) return location.reload();
    document.querySelector(watched).replaceWith(now);
  } catch {
    // The connection may come back.
  }
  setTimeout(look, 2000);
}
