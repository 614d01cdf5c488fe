// SPDX-License-Identifier: EUPL-1.2
// Adds an empty row at once. Without this script the same button asks the server for one.
for (const button of document.querySelectorAll("[data-more]")) {
  button.addEventListener("click", (event) => {
    const row = button.closest("section").querySelector("fieldset[data-row]:last-of-type");
    if (!row) return;
    event.preventDefault();
    const at = Number(row.querySelector("[name]").name.split(".")[1]) + 1;
    const more = row.cloneNode(true);
    for (const one of more.querySelectorAll("[id], [for], [name], [aria-describedby]")) {
      for (const name of ["id", "for", "name", "aria-describedby"]) {
        const old = one.getAttribute(name);
        if (old) one.setAttribute(name, old.replace(/([-.])\d+([-.])/g, `$1${at}$2`));
      }
      if ("value" in one) one.value = "";
    }
    more.querySelector("legend").firstChild.textContent = `${row.dataset.row.replace("%(n)s", at + 1)} `;
    row.after(more);
    more.querySelector("input, textarea").focus();
  });
}
