// SPDX-License-Identifier: EUPL-1.2
// Suggests while one types: a combobox with a listbox (ARIA 1.2). Without it the search box is what it was.
const WAIT = 120; // milliseconds without a key before anything is asked
const SHORTEST = 2;

for (const form of document.querySelectorAll("form[data-suggest]")) begin(form, form.querySelector("[name=q]"));

function begin(form, box) {
  const list = element("ul", "kapstok-suggestions", { id: `${box.id}-suggesties`, role: "listbox", "aria-label": form.dataset.list });
  const said = element("p", "kapstok-unseen", { role: "status" });
  let found = [], at = -1, timer, asking;
  list.hidden = true;
  set(box, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  box.after(list);
  form.append(said);

  const show = (suggestions) => {
    found = suggestions;
    list.replaceChildren(...found.map((one, number) => option(one, `${list.id}-${number}`)));
    list.hidden = !found.length;
    list.style.insetBlockStart = `${box.offsetTop + box.offsetHeight}px`;
    set(box, { "aria-expanded": String(!list.hidden) });
    move(-1);
  };
  const hide = () => {
    clearTimeout(timer);
    asking?.abort();
    show([]);
    said.textContent = "";
  };
  const move = (to) => {
    at = to;
    [...list.children].forEach((line, number) => set(line, { "aria-selected": String(number === at) }));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else set(box, { "aria-activedescendant": list.children[at].id });
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = box.value;
    if (typed.trim().length < SHORTEST) return hide();
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
      if (!answer.ok || document.activeElement !== box) return hide();
      show((await answer.json()).suggestions);
      said.textContent = many(found.length);
    } catch (error) {
      if (error.name !== "AbortError") hide();
    }
  };
  const many = (count) => (count > 1 ? form.dataset.many.replace("#", count) : count ? form.dataset.one : form.dataset.none);
  const choose = ({ kind, text, href, rest }) => {
    hide();
    if (kind === "enterprise") return location.assign(href);
    if (kind === "place") around(form, text);
    box.value = kind === "place" ? rest : text;
    form.requestSubmit();
  };
  const keys = {
    ArrowDown: () => (found.length ? move(at + 1 < found.length ? at + 1 : -1) : ask()),
    ArrowUp: () => (found.length ? move(at < 0 ? found.length - 1 : at - 1) : ask()),
    Home: () => at >= 0 && move(0),
    End: () => at >= 0 && move(found.length - 1),
    Enter: () => at >= 0 && (choose(found[at]), true),
    Escape: () => found.length > 0 && (hide(), true),
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    const key = event.isComposing || event.altKey || event.ctrlKey || event.metaKey ? null : keys[event.key];
    if (key && key() !== false) event.preventDefault();
  });
  box.addEventListener("blur", hide);
  form.addEventListener("submit", hide);
  // What is pressed keeps the box in focus, so that the list is still there when it is let go.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]");
    if (line) choose(found[[...list.children].indexOf(line)]);
  });
}

// Names come from registers: text, never HTML.
function option({ text, about }, id) {
  const line = element("li", "kapstok-suggestions__one", { id, role: "option" });
  const name = element("bdi", "kapstok-suggestions__text");
  name.textContent = text;
  const more = element("span", "kapstok-suggestions__about");
  more.textContent = about;
  line.append(name, " ", more);
  return line;
}

function around(form, place) {
  const field = form.elements.rond ?? form.appendChild(element("input", "", { type: "hidden", name: "rond" }));
  field.value = place;
}

function element(tag, name, attributes) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return set(made, attributes ?? {});
}

function set(one, attributes) {
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  return one;
}
