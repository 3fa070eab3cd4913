/** Line drawings on a 24 by 24 sheet. They always stand beside a word, so they are hidden from screen readers. */
const shapes = {
  home: 'M4 11 12 4l8 7v9H4z',
  person: 'M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c1-5 15-5 16 0',
  people:
    'M5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M2 20c.6-5 12.4-5 13 0M15 4.800a3.5 3.5 0 0 1 0 6.400M18 14.500c2 .7 3.5 2.5 4 5.5',
  file: 'M5 4h14v16H5zM9 9h6M9 13h6',
  helper: 'M12 20S4 15 4 9.500a4 4 0 0 1 8-1 4 4 0 0 1 8 1C20 15 12 20 12 20z',
  calendar: 'M4 6h16v14H4zM4 10.500h16M8 3v4M16 3v4',
  place: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM10 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  chart: 'M5 20V10M12 20V4M19 20v-7',
  inbox: 'M4 5h16v14H4zM4 14h4.500l1.5 2.500h4l1.5-2.500H20',
  report: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h6M9 17h4',
  house: 'M3 21V9l9-6 9 6v12M9 21v-7h6v7',
  book: 'M12 6c-2-1.5-5-2-8-1.500V19c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.500V4.500C17 4 14 4.5 12 6zM12 6v14.5',
  exchange: 'M4 8h14l-4-4M20 16H6l4 4',
  settings: 'M4 7h9M17 7h3M13 4.500v5M4 17h3M11 17h9M7 14.500v5',
  shield: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z',
  more: 'M4 7h16M4 12h16M4 17h16',
  search: 'M3 10a7 7 0 1 0 14 0 7 7 0 1 0-14 0M21 21l-6-6',
  lock: 'M5 11h14v9H5zM8 11V7.500a4 4 0 0 1 8 0V11',
  out: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  help: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.4-1 .8-1 1.700M12 16.800v.2',
  check: 'M5 12.5 10 17.5 19.5 7',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.300v.2',
  info: 'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v6M12 7.500v.2',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  next: 'M5 12h14M13 6l6 6-6 6',
} as const

export type IconName = keyof typeof shapes

/** A small drawing beside a word. `size` is in pixels. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg className="n-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}
