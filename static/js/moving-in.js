// A large export is sent in pieces, each in a moment, so that neither a slow line nor a proxy's limit ends it;
// and the page of a run says how far it is. Without this script the form sends all at once, and the page loads anew.
(() => {
  const PIECE = 8 * 1024 * 1024;
  const EVERY = 2000; // milliseconds
  const form = document.querySelector("form[data-sends]");
  const progress = document.querySelector("[data-progress]");

  class Refused extends Error {}

  async function sendPiece(file, name, kind, at) {
    const asked = new URLSearchParams({ folder: form.elements.folder.value, name, at });
    const address = `${form.dataset.sends.replace("/exports/", `/${kind}/`)}?${asked}`;
    const headers = {
      "Content-Type": "application/octet-stream",
      "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      "X-Requested-With": "XMLHttpRequest",
    };
    const answer = await fetch(address, { method: "POST", headers, body: file.slice(at, at + PIECE) });
    if (answer.status !== 409 && answer.status !== 422 && !answer.ok) throw new Error(answer.status);
    const said = await answer.json();
    if (said.said) throw new Refused(said.said);
    return said;
  }

  const reached = new Map(); // of each file, so that a second try goes on from there

  async function send(file, name, kind, tell) {
    const key = `${kind}/${name}/${file.size}/${file.lastModified}`;
    let sent = reached.get(key);
    while (!sent || sent.size < file.size) {
      sent = { name, ...await sendPiece(file, name, kind, sent?.size ?? 0) };
      reached.set(key, sent);
      tell(sent.size);
    }
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: `sent_${kind}`, value: sent.name });
    form.append(input);
  }

  function chosen() {
    const names = new Set();
    return [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files].map((file, number) => {
      const name = names.has(file.name) ? `${number}-${file.name}` : file.name;
      names.add(name);
      return { input, file, name };
    }));
  }

  async function sendAll(files) {
    const said = form.querySelector("[data-said]");
    const bar = form.querySelector("[data-bar]");
    const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
    let before = 0;
    for (const { input, file, name } of files) {
      if (file.size > input.dataset.most) throw new Refused(`${file.name}: ${form.dataset.tooLarge}`);
      said.textContent = `${form.dataset.sending} ${file.name} …`;
      await send(file, name, input.dataset.kind, (size) => { bar.value = 100 * (before + size) / total; });
      before += file.size;
    }
    for (const { input } of files) input.value = "";
  }

  async function submit(event) {
    const files = chosen();
    if (!files.length) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const place = form.querySelector("[data-sending-to]");
    place.hidden = false;
    button.disabled = true;
    try {
      await sendAll(files);
      form.submit();
    } catch (error) {
      place.querySelector("[data-said]").textContent = error instanceof Refused ? error.message : form.dataset.failed;
      button.disabled = false;
    }
  }

  async function look() {
    try {
      const answer = await fetch(progress.dataset.progress, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok) throw new Error(answer.status);
      const { moving, html } = await answer.json();
      if (!moving) return window.location.reload();
      progress.innerHTML = html; // of the server, which escapes what it was given
    } catch {
      // The site may just be starting again: the next look tells.
    }
    return window.setTimeout(look, EVERY);
  }

  form?.addEventListener("submit", submit);
  if (progress) window.setTimeout(look, EVERY);
})();
