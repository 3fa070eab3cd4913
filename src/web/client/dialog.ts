import { freshId, make } from './dom.ts'

/** A question in a window over the page. Resolves to true for `yes`, false for `no` or Esc. */
export function ask(question: { title: string; text: string; yes: string; no: string }): Promise<boolean> {
  const id = freshId()
  const dialog = make('dialog', 'n-dialog', '', { 'aria-labelledby': id })
  const inside = make('form', 'n-dialog__in', '', { method: 'dialog' })
  const buttons = make('div', 'n-row')
  // The safe answer comes first, so that Enter loses nothing.
  buttons.append(
    make('button', 'utrecht-button utrecht-button--primary-action', question.no, { value: 'no' }),
    make('button', 'utrecht-button utrecht-button--secondary-action', question.yes, { value: 'yes' }),
  )
  inside.append(make('h2', 'utrecht-heading-2', question.title, { id }), make('p', '', question.text), buttons)
  dialog.append(inside)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}
