// The picture desk by keyboard: a row is saved where it stands, and the next one is at hand.
// Without this script each row is a plain form.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const said = desk.querySelector("[data-said]");
  const SAID = "picture-desk-said";
  const FIELDS = "input:not([type=hidden]), select, textarea";

  const rows = () => [...desk.querySelectorAll("[data-row]")];
  const say = (html) => { said.innerHTML = html; }; // of the server, which escapes what editors wrote

  function fieldToFill(row) {
    return row.querySelector("[aria-invalid=true]")
      || row.querySelector(`[data-wanted] :is(${FIELDS})`)
      || row.querySelector("[data-key=a]")
      || row.querySelector(FIELDS);
  }

  function goTo(row) {
    row.scrollIntoView({ block: "nearest" });
    fieldToFill(row).focus({ preventScroll: true });
  }

  function show(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  }

  function replaceRow(row, html) {
    const renewed = show(html);
    row.replaceWith(renewed);
    offerOwn(renewed);
    return renewed;
  }

  function offerOwn(within) {
    for (const button of within.querySelectorAll("[data-own]")) button.hidden = false;
  }

  async function save(form, button) {
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers });
      if (answer.status !== 422 && !answer.ok) throw new Error(answer.status);
      const parts = await answer.json();
      if (answer.ok) goOn(form.closest("[data-row]"), parts);
      else goTo(replaceRow(form.closest("[data-row]"), parts.row));
    } catch {
      said.textContent = desk.dataset.failed;
    } finally {
      delete form.dataset.busy;
    }
  }

  function goOn(row, { said: sentence, summary, row: html, gone }) {
    const all = rows();
    const leaving = gone ? all.filter((one) => gone.includes(Number(one.dataset.row))) : html ? [] : [row];
    const later = all.slice(all.indexOf(row) + 1);
    const next = [...later, ...all].find((one) => one !== row && !leaving.includes(one));
    const renewed = html && replaceRow(row, html);
    for (const one of leaving) one.remove();
    desk.querySelector("[data-summary]").replaceWith(show(summary));
    say(sentence);
    if (next || renewed) goTo(next || renewed);
    else {
      sessionStorage.setItem(SAID, sentence);
      location.reload();
    }
  }

  function step(row, by) {
    const all = rows();
    const other = all[all.indexOf(row) + by];
    if (other) goTo(other);
  }

  function makeOwn(button) {
    const form = button.closest("form");
    if (button.dataset.own) form.elements.credit.value = button.dataset.own;
    form.elements.licence.value = "own";
    (form.elements.description.value ? form.querySelector("[type=submit]") : form.elements.description).focus();
  }

  desk.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-saves]")) return;
    event.preventDefault();
    save(event.target, event.submitter);
  });

  desk.addEventListener("click", (event) => {
    const own = event.target.closest("[data-own]");
    if (own) makeOwn(own);
  });

  desk.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches(FIELDS);
    const keyed = !typing && row.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (event.key === "PageDown") step(row, 1);
    else if (event.key === "PageUp") step(row, -1);
    else if (event.key === "Enter" && event.target.matches("select")) event.target.form.requestSubmit();
    else if (event.key === "Escape" && row.querySelector("details[open]")) closeChange(row);
    else if (keyed && !event.repeat) keyed.click();
    else return;
    event.preventDefault();
  });

  function closeChange(row) {
    row.querySelector("details").open = false;
    row.querySelector("summary").focus();
  }

  // This event does not bubble.
  desk.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector(FIELDS).focus();
  }, true);

  offerOwn(desk);
  say(sessionStorage.getItem(SAID) || "");
  sessionStorage.removeItem(SAID);
  const [first] = rows();
  // A telephone would put its keyboard over the list.
  if (first && document.activeElement === document.body && matchMedia("(pointer: fine)").matches) {
    fieldToFill(first).focus({ preventScroll: true });
  }
})();
