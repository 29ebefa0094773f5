/** How a scan lies on the screen: which page, how many quarters turned clockwise, and how far it is enlarged. */
export interface Lying {
  page: number
  turns: number
  /** 1 fits the whole page into the space. */
  zoom: number
}

export const FLAT: Lying = { page: 1, turns: 0, zoom: 1 }

const ZOOM_STEP = 1.25
const MOST_ZOOM = 8
const LEAST_ZOOM = 0.5

export type Turn = 'next' | 'before' | 'closer' | 'farther' | 'fit' | 'rotate'

/** The scan after a step; it stays as it is where there is no such page, or no closer and no farther. */
export function turned(lying: Lying, turn: Turn, pages: number): Lying {
  switch (turn) {
    case 'next':
      return { ...lying, page: Math.min(lying.page + 1, pages) }
    case 'before':
      return { ...lying, page: Math.max(lying.page - 1, 1) }
    case 'closer':
      return { ...lying, zoom: Math.min(lying.zoom * ZOOM_STEP, MOST_ZOOM) }
    case 'farther':
      return { ...lying, zoom: Math.max(lying.zoom / ZOOM_STEP, LEAST_ZOOM) }
    case 'fit':
      return { ...lying, zoom: 1 }
    case 'rotate':
      return { ...lying, turns: (lying.turns + 1) % 4 }
  }
}

/** The width in pixels at which a page fits into a space, enlarged by `zoom`. */
export function shownWidth(
  page: { width: number; height: number },
  space: { width: number; height: number },
  { turns, zoom }: Lying,
): number {
  const [width, height] = turns % 2 === 1 ? [page.height, page.width] : [page.width, page.height]
  const fit = Math.min(space.width / width, space.height / height)
  return Math.max(1, Math.floor(width * fit * zoom))
}
