import { classes } from './classes.ts'

/**
 * One field of which two people made something else: both versions beside each other, and a choice. What you typed yourself is chosen
 * beforehand; `both` puts one story below the other. Posts `theirs`, `mine` or `both` under `name`.
 */
export function VersionChoice({
  name,
  label,
  theirs,
  mine,
  both,
}: {
  name: string
  label: string
  theirs: string
  mine: string
  both: boolean
}) {
  const version = (value: string, called: string, text?: string) => (
    <label className={classes('n-choice', 'n-version')}>
      <input
        className="utrecht-radio-button"
        type="radio"
        name={name}
        value={value}
        defaultChecked={value === 'mine'}
      />
      <span>
        <span className="n-soft n-small">{called}</span>
        {text !== undefined && <span className="n-version__text">{text === '' ? 'niets' : text}</span>}
      </span>
    </label>
  )
  return (
    <fieldset className="utrecht-form-fieldset n-choices">
      <legend className="utrecht-form-fieldset__legend">{label}</legend>
      <div className="n-choices__all n-choices__all--list">
        {version('theirs', 'Staat er nu', theirs)}
        {version('mine', 'Vulde jij in', mine)}
        {both && version('both', 'Allebei: eerst wat er staat, dan wat jij invulde')}
      </div>
    </fieldset>
  )
}
