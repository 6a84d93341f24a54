// Several pictures that were just uploaded: the same credit for all of them, and all of them saved by one press.
{
  const list = document.getElementById("upload-list");
  list.before(document.getElementById("together").content);
  const together = document.querySelector(".together");
  const credit = together.querySelector("form");
  const button = together.querySelector("[data-save-all]");
  const status = document.querySelector(".together-status");
  let saving = false;

  const open = () => [...list.querySelectorAll("form.picture-form")];
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

  // As its own button would; Wagtail takes the form away, or puts one with the errors in its place.
  function save(form) {
    const address = form.action;
    return new Promise((resolve) => {
      function done(event, request, settings) {
        if (settings.url !== address) return;
        window.$(document).off("ajaxComplete", done);
        resolve(request.responseJSON?.success === true);
      }
      window.$(document).on("ajaxComplete", done);
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
    say(left.length ? status.dataset.left : status.dataset.saved, { count: items.length - left.length, all: items.length });
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
