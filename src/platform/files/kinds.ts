/** What may be kept: the type as it is sent with a file, what it is called, and the end of a file's name. */
export const kindsOfFile = {
  'image/jpeg': { called: 'foto', end: 'jpg' },
  'application/pdf': { called: 'pdf', end: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { called: 'Word', end: 'docx' },
  'message/rfc822': { called: 'mail', end: 'eml' },
  'application/vnd.ms-outlook': { called: 'mail uit Outlook', end: 'msg' },
} as const

export type FileType = keyof typeof kindsOfFile

export const pdfType = 'application/pdf' satisfies FileType
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' satisfies FileType
export const mailType = 'message/rfc822' satisfies FileType
export const outlookType = 'application/vnd.ms-outlook' satisfies FileType
export const photoType = 'image/jpeg' satisfies FileType

/** Whether this is a picture that a browser can show. */
export const isPhoto = (type: string): boolean => type === photoType
/** Whether this is a mail, of which what hangs on it can be taken. */
export const isMail = (type: string): boolean => type === mailType || type === outlookType
