/**
 * A chosen filter applies at once. Only when it was chosen with a pointer: with the arrow keys a list passes by other choices
 * first, and each would load a page. Who uses the keyboard finds the button behind the lists.
 */
let pointer = false
document.addEventListener(
  'pointerdown',
  () => {
    pointer = true
  },
  true,
)
document.addEventListener(
  'keydown',
  () => {
    pointer = false
  },
  true,
)

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-apply]')) {
  form.dataset.apply = 'at-once'
  form.addEventListener('change', () => {
    if (pointer) form.requestSubmit()
  })
}
