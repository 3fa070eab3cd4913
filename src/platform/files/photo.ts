import sharp from 'sharp'
import { photoType } from './kinds.ts'
import { brokenPhoto, hugePhoto } from './sentences.ts'
import type { Looked } from './tasks.ts'

/** The longest side that is kept: a letter of A4 can be read at 3000 points, small print and all. */
const longest = 3000
/** A jpeg can be made smaller while it is read; anything else is whole in memory first. */
const mostPoints = { jpeg: 210_000_000, other: 60_000_000 }

sharp.cache(false)
sharp.concurrency(1)

/**
 * Makes a new photo of a photo: upright, at most 3000 points long, and with nothing in it but the picture. What was hidden in the file,
 * such as the place where it was made or a second file behind it, is gone. @throws Refused
 */
export async function lookAtPhoto(given: Uint8Array): Promise<Looked> {
  const about = await sharp(given, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw brokenPhoto()
    })
  const points = (about.width ?? 0) * (about.height ?? 0)
  if (points > (about.format === 'jpeg' ? mostPoints.jpeg : mostPoints.other)) throw hugePhoto()
  const content = await sharp(given, { limitInputPixels: mostPoints.jpeg, failOn: 'error' })
    .autoOrient()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer()
    .catch(() => {
      throw brokenPhoto()
    })
  return {
    ...{ type: photoType, content: new Uint8Array(content), pages: 1, texts: [], attachments: [], title: null },
    day: about.exif ? dayIn(about.exif) : null,
    mended: {
      smaller: Math.max(about.width ?? 0, about.height ?? 0) > longest,
      place: about.exif !== undefined || about.xmp !== undefined || about.iptc !== undefined,
    },
  }
}

/** The first moment that a camera wrote down, '2025:03:14 09:30:00', as a day. */
function dayIn(exif: Buffer): string | null {
  const found = /(\d{4}):(\d{2}):(\d{2}) \d{2}:\d{2}:\d{2}/.exec(exif.toString('latin1'))
  return found ? `${found[1]}-${found[2]}-${found[3]}` : null
}
