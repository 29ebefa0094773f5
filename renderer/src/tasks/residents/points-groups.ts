import type { PointsLineView } from '#shared/ipc/residents.ts'
import { LAYER_WORDS, PolicyLayer } from '#shared/policy/index.ts'

/** Lines that are read together, such as those of a layer; `title` of undefined needs no head. */
export interface PointsGroup {
  key: string
  title: string | undefined
  lines: readonly PointsLineView[]
  /** Sum of the scored lines in hundredths, what caps take off among them. */
  subtotalX100: number
  /** Lines that nothing can be said of yet. */
  open: number
}

const WHOLE = 'whole'

/**
 * The lines by layer where there is more than one, each with what its caps do; what is done to the whole sum stands
 * last and apart.
 */
export function pointsGroups(lines: readonly PointsLineView[]): PointsGroup[] {
  const isWhole = ({ kind, layer }: PointsLineView) => kind === 'adjustment' && layer === null
  const own = lines.filter((line) => !isWhole(line))
  const layers = PolicyLayer.options.filter((layer) => own.some((line) => line.layer === layer))
  const groups =
    layers.length < 2
      ? [groupOf('all', undefined, own)]
      : [
          ...layers.map((layer) =>
            groupOf(
              layer,
              `${LAYER_WORDS[layer]}指标`,
              own.filter((line) => line.layer === layer),
            ),
          ),
          groupOf(
            'none',
            '不分层的指标',
            own.filter((line) => line.layer === null),
          ),
        ]
  return [...groups, groupOf(WHOLE, '对总分的调整', lines.filter(isWhole))].filter(
    (group) => group.lines.length > 0,
  )
}

function groupOf(key: string, title: string | undefined, lines: readonly PointsLineView[]): PointsGroup {
  // What caps do stands below what they are about.
  const last = ({ kind }: PointsLineView) => (kind === 'adjustment' ? 1 : 0)
  return {
    key,
    title,
    lines: [...lines].sort((one, other) => last(one) - last(other)),
    subtotalX100: lines.reduce((sum, { pointsX100 }) => sum + (pointsX100 ?? 0), 0),
    open: lines.filter(({ state }) => state !== 'SCORED').length,
  }
}
