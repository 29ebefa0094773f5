import { randomUUID } from 'node:crypto'
import { getEntrantPage } from '#electron/services/rounds/entrant-page.ts'
import { listEntrants } from '#electron/services/rounds/entrants.ts'
import { roundFolder } from '#electron/services/rounds/folder.ts'
import { getLeftovers } from '#electron/services/rounds/leftovers.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { replaceApplicant } from '#electron/services/rounds/replace.ts'
import { recordReply } from '#electron/services/rounds/replies.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { machineStatus } from '#electron/services/status.ts'
import { listHoldings, upsertHolding } from '#electron/store/tables/holdings.ts'
import { findFreeze, insertRoundAction, listRoundActions } from '#electron/store/tables/rounds.ts'
import { findRun, listRunSeats } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { RoundOffice } from './rounds-open.ts'
import { measureStep } from './rounds-watch.ts'

const MOST_REPLIES = 5_000
/** One reply in eight gives the place up. */
const DECLINED = 8

type Measured = { office: RoundOffice; kind: string; roundId: string }

/** What is asked of a published round, before anybody answered and with thousands of answers. */
export async function measureAfter(measured: Measured): Promise<void> {
  await measureLists(measured)
  await measurePages(measured, 'without replies')
  const replies = replyMany(measured)
  const with_ = `with ${replies} replies`
  await measurePages(measured, with_)
  await measureChanges(measured, with_)
  await measureStep(measured.kind, {
    what: `leftovers ${with_}`,
    work: () => getLeftovers(measured.office.clerk, measured.roundId),
    times: 3,
  })
  await measureFolder(measured)
}

async function measureLists({ office: { clerk }, kind, roundId }: Measured): Promise<void> {
  const total = listHoldings(clerk.reader, roundId).length
  const windowed = { text: '', filters: { roundId }, limit: 100 }
  const runId = runIdOf({ office: { clerk }, roundId })
  const first = { offset: 0, sort: { key: 'rank', descending: false } } as const
  const seats = (what: string, more: Partial<Parameters<typeof listSeats>[1]>) =>
    measureStep(kind, {
      what: `ranking list, ${what}, against reading every seat`,
      work: () => listSeats(clerk, { ...windowed, ...first, ...more }),
      floor: () => listRunSeats(clerk.reader, runId),
      times: 5,
      most: 300,
    })
  await seats('first window', {})
  await seats('far window', { offset: total - 150 })
  await seats('by place, far window', { offset: total - 150, sort: { key: 'place', descending: true } })
  await seats('found by text', { text: '0123' })
  for (const key of ['no', 'points'] as const)
    await measureStep(kind, {
      what: `entrants by ${key}, far window`,
      work: () => listEntrants(clerk, { ...windowed, offset: total - 150, sort: { key, descending: false } }),
      times: 5,
      most: 300,
    })
}

async function measurePages({ office, kind, roundId }: Measured, when: string): Promise<void> {
  const { clerk } = office
  const [{ no = '' } = {}] = listHoldings(clerk.reader, roundId).filter(({ place }) => place === null)
  const floor = () => listRoundActions(clerk.reader, roundId)
  const page = { times: 3, most: 300, floor }
  await measureStep(kind, { what: `round page ${when}`, work: () => getRoundPage(clerk, roundId), ...page })
  await measureStep(kind, {
    what: `one applicant's page ${when}, against reading what was recorded`,
    work: () => getEntrantPage(clerk, { roundId, no }),
    ...page,
  })
  await measureStep(kind, {
    what: `status line ${when}`,
    work: () => machineStatus(office.supervisor),
    ...page,
  })
}

/** Answers as the counter would have recorded them. @returns how many */
function replyMany({ office: { clerk }, roundId }: Measured): number {
  const { writer, account } = clerk
  if (writer === null) throw new Error('the batch worker writes')
  const placed = listHoldings(writer, roundId).filter(({ place }) => place !== null)
  const answered = placed.slice(0, Math.min(MOST_REPLIES, placed.length - 50))
  transaction(writer, (tx) => {
    answered.forEach((holding, index) => {
      const reply = index % DECLINED === 0 ? 'declined' : 'accepted'
      insertRoundAction(tx, {
        round_id: roundId,
        action: 'reply',
        account_id: account.accountId,
        at: clerk.clock.now(),
        reason: null,
        detail: JSON.stringify({ no: holding.no, reply }),
      })
      upsertHolding(tx, { ...holding, place: reply === 'accepted' ? holding.place : null, reply })
    })
  })
  return answered.length
}

async function measureChanges({ office, kind, roundId }: Measured, when: string): Promise<void> {
  const { clerk, supervisor } = office
  const { reader } = clerk
  const waiting = listHoldings(reader, roundId).filter(({ place, reply }) => place !== null && reply === null)
  const left = listHoldings(reader, roundId).filter(({ reply }) => reply === 'declined')
  const command = () => ({ commandId: randomUUID(), roundId })
  const floor = () => listRoundActions(reader, roundId)
  const reply = () => recordReply(clerk, { ...command(), no: waiting.shift()?.no ?? '', reply: 'accepted' })
  await measureStep(kind, {
    what: `a reply recorded ${when}, against reading what was recorded`,
    work: reply,
    floor,
    times: 5,
    most: 300,
  })
  await measureStep(kind, {
    what: `a reply recorded and the status line that follows ${when}, against the same`,
    work: () => [reply(), machineStatus(supervisor)],
    floor,
    times: 5,
    most: 300,
  })
  await measureStep(kind, {
    what: `a replacement ${when}, against the same`,
    work: () => replaceApplicant(clerk, { ...command(), no: left.shift()?.no ?? '' }),
    floor,
    times: 3,
    most: 300,
  })
}

async function measureFolder({ office: { clerk }, kind, roundId }: Measured): Promise<void> {
  const state = roundState(clerk.reader, roundId)
  await measureStep(kind, {
    what: 'folder for the public, against reading list and run',
    work: () => roundFolder(clerk, roundId),
    floor: () => [
      findFreeze(clerk.reader, state.freezes.at(-1)?.freezeId ?? ''),
      findRun(clerk.reader, state.runs.at(-1)?.runId ?? ''),
    ],
  })
}

function runIdOf({ office: { clerk }, roundId }: { office: Pick<RoundOffice, 'clerk'>; roundId: string }) {
  return roundState(clerk.reader, roundId).runs.at(-1)?.runId ?? ''
}
