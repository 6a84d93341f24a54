// The button that copies a post's address: shown where it can work, which needs this script.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break
  button.parentElement.hidden = false
  const label = button.textContent
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = button.dataset.copied
    setTimeout(() => { button.textContent = label }, 2000)
  })
}
