/** Whether this text begins as a mail does: lines that say from whom it is, to whom, and when. */
export function looksLikeMail(content: Uint8Array): boolean {
  const begin = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 65_536)).toString('latin1')
  const [head = ''] = begin.replace(/^\u00ef\u00bb\u00bf/, '').split(/\r?\n\r?\n/, 1)
  if (head.includes('\0')) return false
  const lines = head.split(/\r?\n/)
  if (!lines.every((line) => /^[!-9;-~]+:/.test(line) || /^[ \t]/.test(line))) return false
  const known = new Set(
    lines.map((line) => /^(from|to|subject|date|message-id|received|mime-version):/i.exec(line)?.[1]?.toLowerCase()),
  )
  return known.has('from') && known.size > 2
}
