/** Puts the reader where the news is: a flash message or a summary of what is wrong. */
const news = document.querySelector<HTMLElement>('[role=alert][data-focus], [data-focus]')
if (news && !location.hash) {
  news.tabIndex = -1
  news.focus()
}

document.addEventListener('click', (event) => {
  const target = event.target as HTMLElement
  // A link in the summary goes into the field, ready to type.
  const link = target.closest<HTMLAnchorElement>('.n-problems a')
  const field = link && document.getElementById(link.hash.slice(1))
  if (field) {
    event.preventDefault()
    field.focus()
  }
  for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})

function openMenus() {
  return document.querySelectorAll<HTMLDetailsElement>('details[data-closes][open]')
}
