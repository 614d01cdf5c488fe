// SPDX-License-Identifier: EUPL-1.2
// Makes a map of the drawing beside a list, when it comes into view. Without it, or when anything fails, the drawing stays.

const WIDE = 76, HIGH = 46; // pixels: points nearer to each other than this are one pin, so that its name can be read
const CLOSEST = 13; // zoom level: nearer says more than a postcode knows

const section = document.querySelector("[data-points]");
if (section && "IntersectionObserver" in window) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    begin().catch(() => {});
  });
  watch.observe(section);
}

async function begin() {
  const [found] = await Promise.all([
    fetch(section.dataset.points).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
    loaded("script", { src: section.dataset.script }),
    ...section.dataset.styles.split(" ").map((href) => loaded("link", { rel: "stylesheet", href })),
  ]);
  if (found.points.length) show(found);
}

function loaded(tag, attributes) {
  return new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement(tag), { ...attributes, onload: done, onerror: failed }));
  });
}

function show(found) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const box = element("div", "kapstok-map__live");
  const drawing = section.querySelector("svg");
  drawing.before(box);
  drawing.setAttribute("hidden", "");
  drawing.style.display = "none";
  const map = L.map(box, {
    attributionControl: false, zoomControl: false, scrollWheelZoom: false, maxZoom: CLOSEST, zoomSnap: 0.25,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  L.control.zoom({ zoomInTitle: section.dataset.in, zoomOutTitle: section.dataset.out }).addTo(map);
  map.fitBounds(found.points.map((point) => point.at), { padding: [28, 24], maxZoom: 11, animate: false });
  const pins = L.layerGroup().addTo(map);
  const draw = () => place(map, pins, found);
  map.on("zoomend", draw);
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", section.dataset.close);
  });
  draw();
  light(pins);
  if (section.dataset.tiles) background(map, box);
}

// The largest municipalities go first; what lies too near to one joins it.
function place(map, pins, found) {
  const all = {};
  for (const { code, count } of found.points) all[code] = (all[code] ?? 0) + count;
  const larger = (one, other) => all[other.code] - all[one.code] || other.count - one.count;
  const groups = [];
  for (const point of [...found.points].sort(larger)) {
    const at = map.project(point.at);
    const near = groups.find((one) => Math.abs(one.at.x - at.x) < WIDE && Math.abs(one.at.y - at.y) < HIGH);
    if (near) near.points.push(point);
    else groups.push({ at, points: [point] });
  }
  pins.clearLayers();
  for (const { points } of groups) pin(map, points, found).addTo(pins);
}

function pin(map, points, found) {
  const [largest] = points;
  const count = points.reduce((sum, point) => sum + point.count, 0);
  const places = new Set(points.map((point) => point.place));
  const name = places.size > 1 ? `${largest.place} ${section.dataset.here}` : largest.place;
  const face = element("span", "kapstok-pin__face");
  face.append(element("span", "kapstok-pin__count", number(count)), element("span", "kapstok-pin__name", largest.place));
  const made = L.marker(largest.at, { icon: L.divIcon({ className: "kapstok-pin", html: face, iconSize: null }) });
  made.spots = points.map((point) => spot(point.at));
  made.on("add", () => {
    const icon = made.getElement();
    icon.setAttribute("aria-label", `${name}: ${many(count)}`);
    for (const start of ["mouseenter", "focus"]) icon.addEventListener(start, () => lit(made, true));
    for (const end of ["mouseleave", "blur"]) icon.addEventListener(end, () => lit(made, false));
  });
  if (points.length > 1 && map.getZoom() < CLOSEST) {
    made.on("click", () => map.fitBounds(points.map((point) => point.at), { padding: [48, 48] }));
  } else {
    made.bindPopup(() => told(points, found), { minWidth: 180 });
  }
  return made;
}

// Names come from registers: text, never HTML.
function told(points, found) {
  const box = element("div", "kapstok-pin__told");
  for (const point of points) {
    box.append(element("strong", "", `${point.place}: ${many(point.count)}`));
    if (point.rough) box.append(element("p", "", section.dataset.rough));
    const names = element("ul", "");
    for (const [name, slug] of point.named) names.append(item(name, found.enterprise + encodeURIComponent(slug)));
    if (point.count > point.named.length) {
      names.append(item(section.dataset.more.replace("#", number(point.count)), found.list + encodeURIComponent(point.code)));
    }
    box.append(names);
  }
  return box;
}

function item(text, href) {
  const line = element("li", "");
  const link = element("a", "nl-link");
  link.href = href;
  link.append(element("bdi", "", text));
  line.append(link);
  return line;
}

// A row of the list and its pin find each other by the point where both are.
function light(pins) {
  for (const row of rows()) {
    const own = () => pins.getLayers().find((one) => one.spots.includes(row.dataset.spot));
    const mark = (on) => own()?.getElement()?.classList.toggle("kapstok-pin--lit", on);
    for (const start of ["mouseenter", "focusin"]) row.addEventListener(start, () => mark(true));
    for (const end of ["mouseleave", "focusout"]) row.addEventListener(end, () => mark(false));
  }
}

function lit(made, on) {
  for (const row of rows()) row.classList.toggle("kapstok-row--lit", on && made.spots.includes(row.dataset.spot));
}

function rows() {
  return document.querySelectorAll("[data-spot]");
}

// Asks another site for something, so only when the reader says so.
function background(map, box) {
  const ask = element("button", "nl-button nl-button--secondary", section.dataset.ask);
  ask.type = "button";
  const from = element("p", "kapstok-subtle", section.dataset.from);
  ask.addEventListener("click", () => {
    L.tileLayer(section.dataset.tiles).addTo(map);
    ask.remove();
    from.textContent = section.dataset.credit;
  });
  box.after(ask, from);
}

function spot(at) {
  return at.map((degrees) => degrees.toFixed(4)).join(",");
}

function many(count) {
  return count === 1 ? section.dataset.one : section.dataset.many.replace("#", number(count));
}

function number(count) {
  return count.toLocaleString(document.documentElement.lang);
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
