// What is typed into the form of a page is saved, also where Wagtail's own autosave would not notice it; and it is saved
// once: what a button sends waits for the autosave that is under way, which would be "another window" to it.
{
  const form = document.querySelector("form[data-edit-form]");
  const NEVER_TYPED = [
    "csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id", "next",
  ];
  const MARGIN = 100; // milliseconds
  let begun = null; // the event that an autosave began with, until it has ended
  let ended = -Infinity; // when the last one had
  let pinged = 0;
  let pressed = null;

  function saveSoon() {
    form.dataset.wUnsavedForceValue = "true";
    form.dataset.wUnsavedHasEditsValue = "true";
  }

  // For its first two seconds Wagtail takes what is typed for what was there.
  const TYPING = ["beforeinput", "input", "change"];
  let isWatched = false;
  let isEarly = false;
  form.addEventListener("w-unsaved:watch-edits", () => {
    isWatched = true;
    if (isEarly) saveSoon();
  }, { once: true });

  // It tries once to save a form that came back with errors, and never again when one of these is in the way.
  let trying = 0;
  function tryAgain() {
    clearTimeout(trying);
    const unsaved = new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } });
    trying = setTimeout(() => form.dispatchEvent(unsaved), 500);
  }

  function typing({ isTrusted }) {
    isEarly ||= isTrusted && !isWatched;
    if (form.dataset.wUnsavedForceValue === "true") tryAgain();
  }
  for (const kind of TYPING) form.addEventListener(kind, typing, true);

  function typed(data, written) {
    const isTyped = ([name, value]) =>
      typeof value === "string" && !NEVER_TYPED.includes(name) && !name.startsWith("comments-") && !(name in written);
    return new URLSearchParams([...data].filter(isTyped)).toString();
  }

  // Wagtail takes the form as it stands now for what it has saved, and sent it some seconds ago.
  function saveTheRest({ detail: { formData } }, written) {
    if (typed(formData, written) !== typed(new FormData(form), written)) saveSoon();
  }

  // A form that came back with errors is saved once, and nobody looks at it again. Setting how often does.
  function goOnLooking() {
    form.dataset.wUnsavedCheckIntervalValue ||= "500";
  }

  // The button itself is switched off while it works, and would send nothing.
  function send({ button }) {
    const { name = "", value = "" } = button ?? {};
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
    form.requestSubmit();
    field.remove(); // whoever comes back to this page has not pressed it yet
  }

  function end() {
    const event = begun;
    begun = null;
    ended = performance.now();
    return event;
  }

  function take() {
    const waiting = pressed;
    pressed = null;
    return waiting;
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (event.target === form) begun = event;
  });

  document.addEventListener("w-autosave:success", (event) => {
    if (event.target !== form || !begun) return;
    const sent = end();
    goOnLooking();
    if (pressed) send(take());
    else saveTheRest(sent, event.detail.data?.field_updates ?? {});
  });

  document.addEventListener("w-autosave:error", (event) => {
    if (event.target !== form) return;
    end();
    if (!pressed) return;
    const waiting = take();
    // Somebody else's version is not replaced unasked.
    if (event.detail.type !== "invalid_revision") send(waiting);
    else waiting.button?.setAttribute("data-w-progress-loading-value", "false");
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form || !begun) return;
    const waits = Number(form.dataset.wAutosaveIntervalValue) - MARGIN;
    if (event.timeStamp - begun.timeStamp < waits) {
      begun.preventDefault(); // nothing was sent yet, and this sends it all
      begun = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { button: event.submitter };
  }, true);

  // Who else is here was asked before the autosave, and answered after it: it would be taken for somebody else's.
  document.addEventListener("w-session:ping", () => { pinged = performance.now(); });
  document.addEventListener("w-swap:json", (event) => {
    if (event.target.matches(".w-editing-sessions") && (begun || pinged < ended)) event.stopImmediatePropagation();
  }, true);
}
