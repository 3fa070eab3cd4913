import { make } from './dom.ts'

/** Beside a day that is typed: one press for today, and a calendar for who would rather point. */
class DayField extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')
    const today = document.documentElement.dataset.today
    if (!input || this.querySelector('button')) return
    const put = (day: string) => {
      input.value = inDigits(day)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const label = document.querySelector(`label[for="${input.id}"]`)?.textContent ?? ''
    if (today) this.append(button('Vandaag', label, () => put(today)))

    const picker = make('input', 'n-day__picker', '', { type: 'date', tabindex: '-1', 'aria-hidden': 'true' })
    if (!('showPicker' in picker)) return
    picker.addEventListener('change', () => {
      if (picker.value) put(picker.value)
      input.focus()
    })
    this.append(
      picker,
      button('Kalender', label, () => {
        picker.value = isoOf(input.value) || today || ''
        picker.showPicker()
      }),
    )
  }
}

function button(text: string, label: string, press: () => void): HTMLButtonElement {
  const made = make('button', 'n-day__button', text, { type: 'button', 'aria-label': `${text}, ${label}` })
  made.addEventListener('click', press)
  return made
}

/** '2025-03-14' → '14-3-2025', as people here write it. */
function inDigits(day: string): string {
  return day.split('-').map(Number).toReversed().join('-')
}

/** '14-3-2025' → '2025-03-14'; anything else → ''. The server understands more; this only opens the calendar at the right month. */
function isoOf(text: string): string {
  const [, day, month, year] = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*$/.exec(text) ?? []
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : ''
}

customElements.define('naober-day', DayField)
