/* Counts which of the posts that were found are opened, for the editors; nothing about who opens them. */
(() => {
  const tell = (event) => {
    const link = event.target.closest("a[data-found]");
    const words = new URLSearchParams(location.search).get("q");
    if (link && words && event.button < 2) {
      navigator.sendBeacon("opened/", new URLSearchParams({ words, post: link.dataset.found }));
    }
  };
  document.addEventListener("click", tell);
  document.addEventListener("auxclick", tell);
})();
