/** Our colours on paper and in pictures: those of the screen (src/web/assets/tokens.css), which a test compares. */
export const colours = {
  heather800: '#43204f',
  heather700: '#5a2d6d',
  heather600: '#74408a',
  heather200: '#e3d3ea',
  heather100: '#f4edf7',
  amber800: '#7a4700',
  amber100: '#fdf0d9',
  ink: '#201a24',
  inkSoft: '#574f5c',
  line: '#ddd5cb',
  lineSoft: '#efe9e1',
  sand: '#faf7f2',
  paper: '#fff',
} as const
