import { Resvg } from '@resvg/resvg-js'
import { answers } from '#platform/threads'
import { cuts, family } from './letters.ts'
import { type Paper, printed } from './typst.ts'

export type Task = { paper: Paper } | { drawing: string; scale: number }

answers((task: Task) => ('paper' in task ? printed(task.paper) : pixels(task.drawing, task.scale)))

function pixels(drawing: string, scale: number): Uint8Array {
  return new Resvg(drawing, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles: [...cuts], loadSystemFonts: false, defaultFontFamily: family },
  })
    .render()
    .asPng()
}
