import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '#electron/services/hash.ts'
import { getPack, policiesOf } from '#electron/services/policies.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { findRun } from '#electron/store/tables/runs.ts'
import { formatYuan } from '#shared/base/money.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { parseResult, parseRound, verifyRound } from '#shared/domain/allocation/index.ts'
import { pointsFactsOf } from '#shared/domain/people/index.ts'
import { assessPoints } from '#shared/domain/points/index.ts'
import { makeFolder, writeWhole } from '../files.ts'
import {
  issueNotices,
  openHealthCheckRound,
  registerAll,
  runAndPublish,
  takeApplications,
} from './counter-work.ts'
import { heldFact } from './more-facts.ts'
import { leaveHousingDraw, leaveNextHealthCheck, playSchoolRound } from './more-rounds.ts'
import { type DemoOffice, demonstrationDay, openDemoOffice } from './office.ts'
import { type DemoFiles, requireFreeOutput } from './output.ts'
import { type InventedPerson, inventPeople } from './people.ts'
import type { Watch } from './watch.ts'

const ROUND_TITLE = '2022年新市民职工免费健康体检（演示）'

export interface Demonstration {
  folder: string
  residents: number
  seed: string
  resourcesDir: string
}

/**
 * Plays a counter's year on invented residents: store, registration, points, one round from application to notice,
 * three more left on their way for whoever tries the window, and the reply of 2022. @returns the summary; it alone carries the passwords, which are written nowhere
 * @throws CounterError STORE_EXISTS where anything would be overwritten; CANCELLED
 */
export async function demonstrate(demonstration: Demonstration, watch: Watch) {
  const files = requireFreeOutput(demonstration.folder)
  makeFolder(demonstration.folder)
  watch.note('建立加密数据库……')
  const office = await openDemoOffice(files.store, demonstration.resourcesDir)
  try {
    const summary = await playYear(office, { ...demonstration, files }, watch)
    writeWhole(files.summary, `${JSON.stringify(summary, null, 2)}\n`)
    const note = '全部人员和单位均为虚构。口令只在此处显示一次，仅供演示，不得用于办公。'
    return { ...summary, accounts: office.accounts, note }
  } finally {
    office.close()
  }
}

async function playYear(
  office: DemoOffice,
  { residents: count, seed, resourcesDir, files }: Demonstration & { files: DemoFiles },
  watch: Watch,
) {
  const people = inventPeople({ seed, count, towns: office.resources.towns, on: demonstrationDay })
  const residents = await registerAll(office, people, watch)
  const roundId = openHealthCheckRound(office, { title: ROUND_TITLE, seed })
  const applications = await takeApplications(office, { roundId, residents }, watch)
  const runId = await runAndPublish(office, roundId, watch)
  const keep = (receiptNo: string, bytes: Uint8Array) =>
    writeWhole(join(files.notices, `${receiptNo}.pdf`), bytes)
  const notices = await issueNotices(office, { runId, applications, keep }, watch)
  const school = await playSchoolRound(office, { seed, out: files.folder }, watch)
  const housing = await leaveHousingDraw(office, watch)
  const next = await leaveNextHealthCheck(office, { seed, residents }, watch)
  return {
    format: 'counter.demo/1',
    seed,
    on: demonstrationDay,
    residents: count,
    points: pointsSummary(office, people),
    applications: { ...applications, approved: applications.approved.length },
    round: roundSummary(office, { roundId, runId, files }),
    otherRounds: { school, housing, next: { title: next.title, approved: next.approved.length } },
    papers: { reply: setReply(office, resourcesDir, files), notices },
    files,
  }
}

function pointsSummary({ clerk, resources }: DemoOffice, people: readonly InventedPerson[]) {
  const pack = getPack(policiesOf(clerk.reader, resources), { on: demonstrationDay }).policy
  const complete = people
    .map(({ facts, birth }) => {
      return assessPoints(pack, pointsFactsOf(facts.map(heldFact), { birth }), demonstrationDay)
    })
    .filter((assessment) => assessment.complete)
    .map((assessment) => assessment.totalX100)
    .sort((a, b) => a - b)
  const textOf = (place: number) => {
    const points = complete.at(place)
    return points === undefined ? null : formatX100(points)
  }
  return {
    pack: pack.id,
    complete: complete.length,
    unknown: people.length - complete.length,
    lowest: textOf(0),
    middle: textOf(Math.floor(complete.length / 2)),
    highest: textOf(-1),
  }
}

/** Writes the frozen list and its result as the auditor gets them, and checks one against the other. */
function roundSummary(
  { clerk }: DemoOffice,
  { roundId, runId, files }: { roundId: string; runId: string; files: DemoFiles },
) {
  const run = findRun(clerk.reader, runId)
  const page = getRoundPage(clerk, roundId)
  if (run === undefined || page.run?.cost === undefined) throw new Error('a published round has its run')
  const round = parseRound(JSON.parse(run.frozen))
  const result = parseResult(JSON.parse(run.result))
  writeWhole(files.round, `${JSON.stringify(round, null, 2)}\n`)
  writeWhole(files.result, `${JSON.stringify(result, null, 2)}\n`)
  const { seated, waiting, cutoffText, inputHash, engine, cost } = page.run
  return {
    title: page.title,
    places: page.places,
    seated,
    waiting,
    cutoff: cutoffText,
    inputHash,
    engine,
    verified: verifyRound(round, result, sha256).length === 0,
    cost: {
      total: formatYuan(cost.totalFen),
      payers: cost.payers.map(({ name, fen }) => ({ name, amount: formatYuan(fen) })),
    },
  }
}

function setReply({ clerk }: DemoOffice, resourcesDir: string, { reply: file }: DemoFiles) {
  const data = JSON.parse(readFileSync(join(resourcesDir, 'papers/examples/reply-2022-6.json'), 'utf8'))
  const { bytes, pages, sha256: hash } = clerk.documents.pdf('reply', data)
  writeWhole(file, bytes)
  return { file, pages, sha256: hash }
}
