// The page's icons: strokes on a 16-pixel grid.

export const icons = {
  run: 'M4.5 2.75v10.5l8.5-5.25z',
  pause: 'M5 3v10M11 3v10',
  step: 'M3.5 3v10l6-5zM12.5 3v10',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10 3.5l3 3-3 3',
  sun: 'M8 5.25a2.75 2.75 0 1 0 0 5.5a2.75 2.75 0 0 0 0-5.5M8 1.5v1.5M8 13v1.5M1.5 8h1.5M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z',
  help: 'M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12M6.3 6.4a1.75 1.75 0 1 1 2.5 1.6c-.55.300-.8.600-.8 1.2M8 11.3v.2',
  info: 'M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12M8 7.3v3.7M8 4.9v.2',
  palette: 'M2.5 3h4.5v4.5h-4.5zM9.5 3h4v4.5h-4zM2.5 10h4.5v3.5h-4.5zM9.5 11.75h4M11.5 9.75v4',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  check: 'M3.5 8.5l3 3l6-7',
  settings: 'M2.5 5h7M12.5 5h1M2.5 11h1M6.5 11h7M11 3.500v3M5 9.500v3',
  outline: 'M2.5 3.5h5M5 8h8M5 12.500h8M5 3.500v9',
  history: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3M8 5.300v3l2 1.200',
  close: 'M4 4l8 8M12 4l-8 8',
  error: 'M5.5 2h5l3.5 3.5v5l-3.5 3.5h-5l-3.5-3.5v-5zM8 5v3.7M8 10.9v.2',
  warning: 'M8 2.5l6 10.5h-12zM8 6.5v3M8 11.2v.2',
  good: 'M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12M5.5 8.2l1.8 1.8l3.3-3.7',
  closer: 'M8 3.5v9M3.5 8h9',
  further: 'M3.5 8h9',
  fit: 'M2.5 6v-3.5h3.5M10 2.5h3.5v3.5M13.5 10v3.5h-3.5M6 13.5h-3.5v-3.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.3 10.3l3.2 3.2',
  down: 'M4 6l4 4 4-4',
  loop: 'M12.5 6a5 5 0 1 0 .4 3.5M13 2.7v3.3h-3.3',
} as const

export type IconName = keyof typeof icons
