import type { RoundEvent, RoundState } from '#shared/domain/cases/index.ts'
import type { DrawView, FreezeView } from '#shared/ipc/rounds.ts'
import { findSeed } from './draw-record.ts'

/** Where the seed of a round comes from, as far as it is known. */
export function drawView(title: string, state: RoundState): DrawView {
  const { plan, commitments, reveals, publicNumber } = state
  const seed = findSeed(title, state) ?? null
  if (plan.draw.mode === 'named') return { mode: 'named', revealers: [], number: null, seed }
  return {
    mode: 'commit-reveal',
    revealers: plan.draw.revealers.map(({ name, role, fallback }) => {
      const reveal = reveals.get(name)
      return {
        name,
        role,
        fallback,
        commitment: commitments.get(name) ?? null,
        secret: reveal?.secret ?? null,
        absent: reveal?.fallback ?? false,
      }
    }),
    number: { ...plan.draw.number, value: publicNumber ?? null },
    seed,
  }
}

/** The list as it was frozen last, and why anew. */
export function freezeView(events: readonly RoundEvent[]): FreezeView | undefined {
  const freezes = events.filter((event) => event.kind === 'freeze')
  const last = freezes.at(-1)
  if (last === undefined) return undefined
  const { freezeId, listHash, policyHash, applicants, at, by, reason } = last
  return {
    id: freezeId,
    at,
    by: by.name,
    listHash,
    policyHash,
    applicants,
    number: freezes.length,
    reason: reason ?? null,
  }
}
