// “/” leads to the field to search by. What is suggested in it comes when it is used first.
const fields = [...document.querySelectorAll("input[data-suggestions]")]
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return
  const field = fields.find(field => field.checkVisibility())
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})
for (const field of fields) {
  field.addEventListener("focus", async () => {
    const { suggestFor } = await import(field.dataset.script)
    suggestFor(field)
  }, { once: true })
}
