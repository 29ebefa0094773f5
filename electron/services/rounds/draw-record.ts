import { z } from 'zod'
import { publicNumberOf, seedOf } from '#shared/domain/allocation/index.ts'
import { Commitment, isDrawn, type RoundState } from '#shared/domain/cases/index.ts'
import { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { sha256 } from '../hash.ts'

const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/, '应为 sha256: 和 64 位十六进制数')

const Share = z.strictObject({
  name: z.string(),
  role: z.string(),
  commitment: Commitment,
  fallback: z.string(),
  secret: z.string().nullable(),
  absent: z.boolean(),
  /** What counts in the seed: the secret, or the value fixed beforehand. */
  used: z.string(),
})

const common = { title: OpenRoundRequest.shape.title, listHash: Hash, policyHash: Hash, seed: z.string() }

/** `draw.json` of an exported round: everything the seed came from. `over` is the list the draw was held over. */
export const DrawRecord = z.discriminatedUnion('mode', [
  z.strictObject({ ...common, mode: z.literal('named') }),
  z.strictObject({
    ...common,
    mode: z.literal('commit-reveal'),
    over: z.strictObject({ list: z.string(), listHash: Hash, policyHash: Hash }),
    revealers: z.array(Share).min(1),
    number: z.strictObject({ source: z.string(), day: z.string(), otherwise: z.string() }),
    publicNumber: z.string().refine((text) => publicNumberOf(text) === text, '应只有数字和小写拉丁字母'),
  }),
])
export type DrawRecord = z.infer<typeof DrawRecord>

/** The seed of a round; undefined while it is not fixed. A round that ran keeps the seed it ran with. */
export function findSeed(title: string, state: RoundState): string | undefined {
  const [run] = state.runs
  if (run !== undefined) return run.seed
  const { plan, reveals, publicNumber, freezes } = state
  if (plan.draw.mode === 'named') return plan.draw.seed
  const [first] = freezes
  if (!isDrawn(state) || first === undefined || publicNumber === undefined) return undefined
  const secrets = plan.draw.revealers.map(({ name }) => reveals.get(name)?.secret ?? '')
  const { listHash, policyHash } = first
  return seedOf({ title, listHash, policyHash, secrets, publicNumber }, sha256)
}

/** What the seed of a round that was drawn came from. `drawnList` names the file of the list it was drawn over. */
export function drawRecord(title: string, state: RoundState, drawnList: string): DrawRecord {
  const { plan, freezes, publicNumber, commitments, reveals } = state
  const [first, last] = [freezes[0], freezes.at(-1)]
  const seed = findSeed(title, state)
  if (first === undefined || last === undefined || seed === undefined)
    throw new Error('a round that ran was frozen and drawn')
  const { listHash, policyHash } = last
  const kept = { title, listHash, policyHash, seed }
  if (plan.draw.mode === 'named') return { ...kept, mode: 'named' }
  return {
    ...kept,
    mode: 'commit-reveal',
    over: { list: drawnList, listHash: first.listHash, policyHash: first.policyHash },
    revealers: plan.draw.revealers.map(({ name, role, fallback }) => {
      const { secret = '', fallback: absent = false } = reveals.get(name) ?? {}
      const commitment = commitments.get(name) ?? ''
      return { name, role, commitment, fallback, secret: absent ? null : secret, absent, used: secret }
    }),
    number: plan.draw.number,
    publicNumber: publicNumber ?? '',
  }
}

/** The seed as a record says it came about; for whoever checks a record that came from elsewhere. */
export function seedOfRecord(record: DrawRecord): string {
  if (record.mode === 'named') return record.seed
  const { title, over, revealers, publicNumber } = record
  const secrets = revealers.map(({ used }) => used)
  const { listHash, policyHash } = over
  return seedOf({ title, listHash, policyHash, secrets, publicNumber }, sha256)
}
