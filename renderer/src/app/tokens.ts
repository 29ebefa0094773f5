/** Colours of one scheme. Every text colour reaches a contrast of 4.5 on every ground it is set on (tested). */
export interface Palette {
  ink: string
  secondary: string
  /** Sources and dates at 12 px; darker than a decorative grey because it is read. */
  tertiary: string
  line: string
  /** Outline of things that can be typed into or pressed. */
  control: string
  ground: string
  surface: string
  accent: string
  accentSoft: string
  /** Ground of the one primary action; its text is white in both schemes. */
  accentSolid: string
  yes: string
  yesSoft: string
  no: string
  noSoft: string
  unknown: string
  unknownSoft: string
}

export const LIGHT: Palette = {
  ink: '#1d2129',
  secondary: '#4e5969',
  tertiary: '#626c79',
  line: '#e5e6eb',
  control: '#c9cdd4',
  ground: '#f4f5f7',
  surface: '#ffffff',
  accent: '#0e5aa7',
  accentSoft: '#e8f1fb',
  accentSolid: '#0e5aa7',
  yes: '#14713d',
  yesSoft: '#e6f4ea',
  no: '#a8201a',
  noSoft: '#fdecea',
  unknown: '#8a5a00',
  unknownSoft: '#fff4d6',
}

export const DARK: Palette = {
  ink: '#e6e8ec',
  secondary: '#b6bdc8',
  tertiary: '#98a1ae',
  line: '#31363f',
  control: '#4a515d',
  ground: '#15181d',
  surface: '#1d2127',
  accent: '#7cb8f2',
  accentSoft: '#18324d',
  accentSolid: '#1f6fbf',
  yes: '#6fcf97',
  yesSoft: '#16321f',
  no: '#ff9d94',
  noSoft: '#41201d',
  unknown: '#eec05c',
  unknownSoft: '#3a2e10',
}

/** Text size / line height, spacing, radii and the fixed measures of the frame, in pixels. */
export const MEASURE = {
  text: 14,
  line: 22,
  table: 13,
  source: 12,
  radius: 6,
  card: 8,
  control: 32,
  row: 36,
  rail: 176,
  head: 48,
  foot: 28,
} as const

/** The interface's typeface, with fallbacks for the rare characters of names. */
export const FONT_STACK =
  '"Noto Sans SC Variable", "Noto Sans SC", "Microsoft YaHei", "SimSun-ExtB", "Counter HanaMinB", sans-serif'

/** `palette` as CSS custom properties, so that style sheets and antd share one source. */
export function cssProperties(palette: Palette): [string, string][] {
  return Object.entries(palette).map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ])
}
