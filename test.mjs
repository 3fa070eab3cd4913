#!/usr/bin/env node
import { run } from './launch/run.mjs'

run('tests/run.ts', process.argv.slice(2))
