// Suggestions below a field to search by: an ARIA combobox. The field works without.
const FEWEST_LETTERS = 3
const MILLISECONDS_TO_WAIT = 150
const known = new Map()

async function suggestions(address, typed, signal) {
  if (!known.has(typed)) {
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal })
    if (!answer.ok) return { said: "", suggestions: [] }
    known.set(typed, await answer.json())
  }
  return known.get(typed)
}

function make(name, attributes, text = "") {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}

// The style of the list is not needed before there is one.
function styled(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve()
  const link = make("link", { rel: "stylesheet", href: address })
  document.head.append(link)
  return new Promise(done => { link.onload = link.onerror = done })
}

export async function suggestFor(field) {
  const name = `suggestions-${document.querySelectorAll("[role=listbox]").length}`
  const list = make("ul", { id: name, class: "suggestions", role: "listbox", "aria-label": field.getAttribute("aria-label") })
  const status = make("p", { class: "vh", role: "status" })
  list.hidden = true
  let timer, request, chosen = -1

  function open(found) {
    list.replaceChildren(...found.map((one, number) => option(one, number)))
    list.hidden = !found.length
    field.setAttribute("aria-expanded", String(!list.hidden))
    choose(-1)
  }

  function close() {
    clearTimeout(timer)
    request?.abort()
    open([])
    status.textContent = ""
  }

  function option(one, number) {
    const row = make("li", { id: `${name}-${number}`, role: "option", "aria-selected": "false" })
    row.append(make("b", {}, one.label), " ", make("small", {}, one.kind))
    row.addEventListener("mousedown", event => event.preventDefault()) // the field keeps the focus
    row.addEventListener("click", () => { location.href = one.url })
    row.url = one.url
    return row
  }

  // -1 is the field itself
  function choose(number) {
    chosen = number
    for (const [place, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(place === chosen))
    if (chosen < 0) return field.removeAttribute("aria-activedescendant")
    field.setAttribute("aria-activedescendant", list.children[chosen].id)
    list.children[chosen].scrollIntoView({ block: "nearest" })
  }

  async function look() {
    const typed = field.value.trim()
    if (typed.length < FEWEST_LETTERS) return close()
    request?.abort()
    request = new AbortController()
    try {
      const { said, suggestions: found } = await suggestions(field.dataset.suggestions, typed, request.signal)
      if (field.value.trim() !== typed || document.activeElement !== field) return
      open(found)
      status.textContent = said
    } catch (error) {
      if (error.name !== "AbortError") close()
    }
  }

  function step(by) {
    const places = list.children.length + 1
    choose((chosen + 1 + by + places) % places - 1)
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: close,
    Enter: () => { location.href = list.children[chosen].url },
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(look, MILLISECONDS_TO_WAIT)
  })
  field.addEventListener("keydown", event => {
    const act = keys[event.key]
    if (list.hidden || !act || event.isComposing || (event.key === "Enter" && chosen < 0)) return
    event.preventDefault()
    act()
  })
  field.addEventListener("blur", close)

  await styled(field.dataset.style)
  for (const [key, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": name, "aria-expanded": "false",
  })) field.setAttribute(key, value)
  field.after(list)
  field.form.append(status)
  if (document.activeElement === field && field.value !== field.defaultValue) look()
}
