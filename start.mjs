#!/usr/bin/env node
// Shows Naober with an invented town. For daily work: naober.mjs.
import { run } from './launch/run.mjs'

const args = process.argv.slice(2)
run('src/cli/main.ts', args.length > 0 ? args : ['demo'])
