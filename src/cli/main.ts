import { stopWithLauncher } from '#platform/stopping'
import { runCommand } from './dispatch.ts'

stopWithLauncher()
process.exit(await runCommand(process.argv.slice(2)))
