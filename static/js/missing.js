// "This is missing" above a post's form follows what is mended, there or in a window beside it.
{
  const list = () => document.querySelector(".problems[data-still-missing]");

  async function ask() {
    const shown = list();
    if (!shown) return;
    const answer = await fetch(shown.dataset.stillMissing).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const holder = document.createElement("template");
    holder.innerHTML = (await answer.text()).trim();
    const renewed = holder.content.querySelector(".problems");
    if (!renewed || renewed.textContent === shown.textContent) return;
    renewed.removeAttribute("autofocus"); // nobody is taken away from what they write
    renewed.setAttribute("aria-live", "polite");
    shown.replaceWith(renewed);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  document.addEventListener("w-autosave:success", ask);
}
