// Several pictures that were just uploaded: the same credit for all of them, and all of them saved by one press.
{
  const list = document.getElementById("upload-list");
  list.before(document.getElementById("together").content);
  const together = document.querySelector(".together");
  const credit = together.querySelector("form");
  const button = together.querySelector("[data-save-all]");
  const status = document.querySelector(".together-status");
  const added = document.querySelector(".together-added");
  const saved = new Set(); // forms that are done with; Wagtail takes them away a little later
  let saving = false;

  const open = () => [...list.querySelectorAll("form.picture-form")].filter((form) => !saved.has(form));
  const part = (form, name) => form.querySelector(`[data-credit-part="${name}"]`);
  const isEmpty = (field) => ["", field.dataset.empty].includes(field.value.trim());

  function say(words, numbers) {
    status.textContent = words.replace(/%\((\w+)\)s/g, (_, name) => numbers[name]);
  }

  // Neither what a person typed, nor what was there for another reason.
  function mayBeFilled(field) {
    const byMachine = "fromFile" in field.dataset || "filled" in field.dataset;
    return isEmpty(field) || (byMachine && !("typed" in field.dataset));
  }

  function fill(form, given) {
    const free = given.filter(([name]) => mayBeFilled(part(form, name)));
    for (const [name, value] of free) {
      const field = part(form, name);
      field.value = value;
      field.dataset.filled = "";
      delete field.dataset.typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return free.length > 0;
  }

  credit.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = ["credit", "credit_url", "licence"].map((name) => [name, part(credit, name)]);
    const given = fields.filter(([, field]) => !isEmpty(field)).map(([name, field]) => [name, field.value.trim()]);
    if (!given.length) return say(status.dataset.nothing, {});
    const forms = open();
    say(status.dataset.filled, { count: forms.filter((form) => fill(form, given)).length, all: forms.length });
  });

  document.getElementById("upload-list-item").content.querySelector(".update-success").textContent = added.dataset.pictureAdded;

  function name(form, key) {
    const link = document.createElement("a");
    link.href = `${added.querySelector("p a").pathname}${key}/`;
    link.textContent = form.querySelector(".picture-form__title input").value;
    const item = document.createElement("li");
    item.append(link);
    added.querySelector("ul").append(item);
    added.hidden = false;
  }

  function sayHowManyAreSaved() {
    const left = open().length;
    const count = saved.size;
    say(left ? status.dataset.left : status.dataset.saved, { count, all: count + left });
  }

  // "Picture added." is over when the next one lacks something.
  function whatBecameOf(form, answer) {
    if (answer?.success) {
      saved.add(form);
      name(form, answer.image_id);
      if (!saving) sayHowManyAreSaved();
    } else document.dispatchEvent(new CustomEvent("w-messages:clear"));
  }

  list.addEventListener("submit", ({ target: form }) => {
    if (form.matches(".picture-form")) whenAnswered(form.action, (answer) => whatBecameOf(form, answer));
  }, true);

  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-kept]");
    if (link) whenAnswered(link.href, (answer) => { if (answer?.success) say(link.dataset.kept, {}); });
  }, true);

  function whenAnswered(address, then) {
    function done(event, request, settings) {
      if (new URL(settings.url, location).href !== new URL(address, location).href) return;
      window.$(document).off("ajaxComplete", done);
      then(request.responseJSON);
    }
    window.$(document).on("ajaxComplete", done);
  }

  // As its own button would; Wagtail takes the form away, or puts one with the errors in its place.
  function save(form) {
    return new Promise((resolve) => {
      whenAnswered(form.action, (answer) => resolve(answer?.success === true));
      form.requestSubmit();
    });
  }

  function focusOn(item) {
    const form = item.querySelector("form.picture-form");
    const wrong = form.querySelector(".w-field--error :is(input, select, textarea):not([type=hidden])");
    (wrong || form.querySelector("input:not([type=hidden])")).focus();
  }

  async function saveAll() {
    const items = open().map((form) => form.closest("li"));
    const left = [];
    for (const [number, item] of items.entries()) {
      say(status.dataset.saving, { number: number + 1, all: items.length });
      const form = item.querySelector("form.picture-form");
      if (form && !(await save(form))) left.push(item);
    }
    sayHowManyAreSaved();
    if (left.length) focusOn(left[0]);
    else status.focus();
  }

  button.addEventListener("click", async () => {
    if (saving || !open().length) return;
    saving = true;
    button.setAttribute("aria-disabled", "true");
    await saveAll();
    saving = false;
    button.removeAttribute("aria-disabled");
    look();
  });

  function look() {
    together.hidden = open().length < 2 && !saving;
  }
  new MutationObserver(look).observe(list, { childList: true, subtree: true });
}
