/** What the keyboard can do, for the help page; src/web/client does it. */
export const shortcuts: readonly { keys: string[]; does: string }[] = [
  { keys: ['/'], does: 'Naar het zoekveld' },
  { keys: ['Ctrl+K'], does: 'Snel zoeken, waar je ook bent (op een Mac: Cmd+K)' },
  { keys: ['n', 'Alt+N'], does: 'Iets nieuws vastleggen, over de pagina heen; Alt+N ook terwijl je typt' },
  { keys: ['g', 'Alt+G'], does: 'Bij iemand of op een zaak: de gespreksstand. Esc sluit hem' },
  { keys: ['↓', 'j'], does: 'In een lijst: naar de volgende regel' },
  { keys: ['↑', 'k'], does: 'In een lijst: naar de vorige regel' },
  { keys: ['Enter'], does: 'De regel openen' },
  { keys: ['Esc'], does: 'Een venster of menu sluiten' },
]

/** The keyboard in a table. */
export function Shortcuts() {
  return (
    <table className="utrecht-table">
      <caption className="n-hidden">Sneltoetsen</caption>
      <thead>
        <tr>
          <th scope="col">Toets</th>
          <th scope="col">Wat gebeurt er?</th>
        </tr>
      </thead>
      <tbody>
        {shortcuts.map((shortcut) => (
          <tr key={shortcut.does}>
            <td>
              {shortcut.keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && ' of '}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </td>
            <td>{shortcut.does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
