import type { DetailedHTMLProps, HTMLAttributes } from 'react'

/** The custom elements of src/web/client, so that pages may write them. Without the script each is a plain box. */
type Custom<Extra = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Extra

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'naober-search': Custom
      'naober-day': Custom
      'naober-drop': Custom<{ most: number }>
      'naober-idle': Custom<{ seconds: number; stay: string }>
      'naober-chooser': Custom
      'naober-invitation': Custom
      'naober-phone': Custom<{ ask: string; instead?: string }>
      'naober-figures': Custom
      'naober-progress': Custom
    }
  }
}
