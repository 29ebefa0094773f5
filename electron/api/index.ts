import { cases } from './cases.ts'
import { drafts } from './drafts.ts'
import { duplicates } from './duplicates.ts'
import { entrants } from './entrants.ts'
import { evidence } from './evidence.ts'
import { exports } from './exports.ts'
import { facts } from './facts.ts'
import { families } from './families.ts'
import { imports } from './imports.ts'
import { office } from './office.ts'
import { papers } from './papers.ts'
import { points } from './points.ts'
import { pointsRuns } from './points-runs.ts'
import { policy } from './policy.ts'
import { prints } from './prints.ts'
import { rechecks } from './rechecks.ts'
import { residents } from './residents.ts'
import { roundPapers } from './round-papers.ts'
import { roundResults } from './round-results.ts'
import { rounds } from './rounds.ts'
import { session } from './session.ts'
import { status } from './status.ts'
import { router } from './trpc.ts'

export type { ApiContext, SessionControl } from './context.ts'
export { type DesktopContext, type DesktopRouter, desktopRouter } from './desktop.ts'
export { workerFor } from './routing.ts'
export { type CallServer, createServer } from './serve.ts'

/** Every procedure the engine answers, one router an area. */
export const appRouter = router({
  session,
  status,
  office,
  residents,
  facts,
  families,
  duplicates,
  cases,
  rounds,
  roundResults,
  roundPapers,
  entrants,
  papers,
  prints,
  policy,
  points,
  pointsRuns,
  rechecks,
  evidence,
  drafts,
  exports,
  imports,
})

export type EngineRouter = typeof appRouter
