import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

/**
 * Reads a `.tsx` file and gives it as JavaScript, with its source map inside, so that a stack trace names the line
 * that somebody wrote. Throws a SyntaxError that says where the file cannot be read.
 *
 * @param {string} url a `file:` URL
 * @returns {string}
 */
export function transformTsx(url) {
  const file = fileURLToPath(url)
  const result = transformSync(file, readFileSync(file, 'utf8'), {
    lang: 'tsx',
    sourceType: 'module',
    sourcemap: true,
    target: 'es2024',
    jsx: { runtime: 'automatic' },
    // An import without `type` is a real import, as tsconfig's verbatimModuleSyntax promises.
    typescript: { onlyRemoveTypeImports: true },
  })
  const mistake = result.errors[0]
  if (mistake) throw new SyntaxError(`${file}: ${mistake.message}\n${mistake.codeframe ?? ''}`)
  const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
  return `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}\n`
}
