/** What `POST /zoeken?snel` (fields `csrf` and `zoek`) answers, as JSON: at most eight, the best first. */
export interface QuickResults {
  items: { to: string; title: string; about?: string }[]
}
