import type { ActionState } from '#shared/ipc/common.ts'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'

/** What is done for one applicant of a round. */
export type EntrantStep = 'object' | 'reply' | 'replace' | 'arrange' | 'notice'

const LOOKS = {
  object: { label: '登记异议', keys: 'O' },
  reply: { label: '登记答复', keys: 'A', primary: true },
  replace: { label: '递补', keys: 'R', primary: true },
  arrange: { label: '统筹安排', keys: 'T' },
  notice: { label: '出具通知书', keys: 'P' },
} as const satisfies Record<EntrantStep, { label: string; keys: string; primary?: boolean }>

/**
 * The words and key of a step. An accepted place can only be given up; a place that was left is named, since the
 * person may hold another one by now.
 */
export function stepLook(
  step: EntrantStep,
  { freed }: Pick<RoundPage, 'freed'>,
  { no, reply }: Pick<EntrantPage, 'no' | 'reply'>,
): { label: string; keys: string; primary?: boolean } {
  if (step === 'reply' && reply === 'accepted') return { label: '登记放弃', keys: LOOKS.reply.keys }
  if (step !== 'replace') return LOOKS[step]
  const [left, another] = freed.filter((entry) => entry.no === no)
  if (left === undefined || another !== undefined) return LOOKS.replace
  return { ...LOOKS.replace, label: `递补${left.placeName}` }
}

type Round = Pick<RoundPage, 'status' | 'freed'>
type Entrant = Pick<EntrantPage, 'no' | 'placeId' | 'reply' | 'actions'>

/**
 * The steps that can come up for this person now, each with what the engine says of it; what is out of turn, or makes
 * no sense for the person, is not offered.
 */
export function entrantSteps(round: Round, page: Entrant): { step: EntrantStep; state: ActionState }[] {
  const steps: EntrantStep[] = ['object', 'reply', 'replace', 'arrange', 'notice']
  return steps
    .filter((step) => isInTurn(step, round, page))
    .flatMap((step) => {
      const state = page.actions.find(({ action }) => action === step) ?? withoutState(step)
      return state === undefined ? [] : [{ step, state }]
    })
}

function isInTurn(step: EntrantStep, round: Round, { no, placeId, reply }: Entrant): boolean {
  if (step === 'object')
    return round.status === 'frozen' || round.status === 'ran' || round.status === 'announced'
  const hasLeft = placeId === null && reply !== null
  if (step === 'notice') return (round.status === 'published' || round.status === 'closed') && !hasLeft
  if (round.status !== 'published') return false
  switch (step) {
    case 'reply':
      return placeId !== null && (reply === null || reply === 'accepted')
    case 'replace':
      return round.freed.some((freed) => freed.no === no)
    case 'arrange':
      return placeId === null && !hasLeft
  }
}

/** Issuing a paper is open to everyone at the counter. */
function withoutState(step: EntrantStep): ActionState | undefined {
  return step === 'notice' ? { action: step, allowed: true } : undefined
}
