// The credit in the form of a picture, on whatever page the form comes up: its line follows what is typed, "Our own"
// fills in whose it is, and "From the file, please check" goes from a field that somebody writes in.
{
  const PAUSE = 200; // milliseconds after the last key: nobody is read to, letter by letter

  const part = (form, name) => form.querySelector(`[data-credit-part="${name}"]`);

  // Beside what a form showed of a stored picture; of a new one it showed nothing.
  function isTouched(field) {
    const shown = field.form.elements[`initial-${field.name}`];
    return !shown || shown.value !== field.value;
  }

  // As it will be saved: whose it is when somebody says that it is our own, and names nobody.
  function nameOf(form, facts) {
    const [credit, licence] = [part(form, "credit"), part(form, "licence")];
    const isOwn = licence.value === facts.own && (isTouched(credit) || isTouched(licence));
    return credit.value.trim() || (isOwn ? facts.ownName : "");
  }

  function standing(form, facts) {
    const licence = part(form, "licence").value;
    const name = nameOf(form, facts);
    if (!name) return facts.free.includes(licence) ? ["not-needed", ""] : ["needed", ""];
    const kind = part(form, "kind").selectedOptions[0]?.text;
    const words = kind ? `${kind}: ${name}` : name;
    return ["credited", facts.licences[licence] ? `${words}, ${facts.licences[licence]}` : words];
  }

  function show(form) {
    const line = form.querySelector("[data-credit-line]");
    const facts = JSON.parse(line.dataset.creditLine);
    const [state, words] = standing(form, facts);
    const chip = line.querySelector(".credit-state");
    chip.className = `credit-state credit-state--${state}`;
    chip.textContent = facts.states[state];
    line.querySelector("[data-words]").textContent = words || facts.nobody[state];
  }

  function fill(field, value) {
    field.value = value;
    field.dataset.typed = ""; // by pressing the button, a person said so
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function takeMarkAway(field) {
    delete field.dataset.fromFile;
    field.closest("[data-field]")?.querySelector(".from-file")?.remove();
  }

  const timers = new WeakMap();
  document.addEventListener("input", (event) => {
    const field = event.target;
    if ("fromFile" in field.dataset) takeMarkAway(field);
    if (!field.dataset.creditPart) return;
    if (event.isTrusted) field.dataset.typed = "";
    const form = field.closest("form");
    if (!form?.querySelector("[data-credit-line]")) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => show(form), PAUSE));
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-own-licence]");
    if (!button) return;
    const form = button.closest("form");
    const { ownName, ownLicence, noName } = button.dataset;
    const maker = part(form, "credit");
    if (ownName) fill(maker, maker.maxLength > 0 ? ownName.slice(0, maker.maxLength) : ownName);
    fill(part(form, "licence"), ownLicence);
    button.closest("[data-field]").querySelector("[role=status]").textContent = ownName ? "" : noName;
  });
}
