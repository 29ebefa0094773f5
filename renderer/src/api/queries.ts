import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import type { z } from 'zod'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { holdsDigit } from '#shared/base/typed-text.ts'
import type { FactKind } from '#shared/domain/people/index.ts'
import type { CaseListRequest, CasePreviewRequest, CaseRow } from '#shared/ipc/cases.ts'
import type { ExportableList } from '#shared/ipc/exports.ts'
import type { SetAsideRequest } from '#shared/ipc/imports.ts'
import type { PaperRow } from '#shared/ipc/papers.ts'
import type { Assumption } from '#shared/ipc/points.ts'
import type { ResidentMatch } from '#shared/ipc/residents.ts'
import type { MatchingRequest } from '#shared/ipc/round-entrants.ts'
import type { ReplacementRequest, WhatIfRequest } from '#shared/ipc/round-results.ts'
import { api } from './client.ts'

/** What the search field finds for `text`, at most a few of each kind. */
export interface Found {
  text: string
  residents: readonly ResidentMatch[]
  cases: readonly CaseRow[]
  papers: readonly PaperRow[]
}

const FOUND_RESIDENTS = 8
const FOUND_RECORDS = 5

/** Asks for every kind together, so that the list under the search field changes once and not in three jumps. */
async function find(text: string, signal: AbortSignal): Promise<Found> {
  if (text === '') return { text, residents: [], cases: [], papers: [] }
  const window = { text, filters: {}, offset: 0, limit: FOUND_RECORDS }
  const [residents, cases, papers] = await Promise.all([
    findResidents(text, signal),
    api.cases.list.query({ ...window, sort: { key: 'submittedAt', descending: true } }, { signal }),
    api.papers.list.query({ ...window, sort: { key: 'issuedAt', descending: true } }, { signal }),
  ])
  return { text, residents, cases: cases.rows, papers: papers.rows }
}

/** Searching by a number is recorded, which only the writing process can do; names are answered beside its work. */
function findResidents(text: string, signal: AbortSignal): Promise<ResidentMatch[]> {
  const residentsFor = holdsDigit(text) ? api.residents.findByNumber : api.residents.find
  return residentsFor.query({ text, limit: FOUND_RESIDENTS }, { signal })
}

/** Whose points are asked for, and for what. */
interface AskedPoints {
  residentId: string
  purpose: string
}

/** Every read of the page: its cache key and the call behind it. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => api.session.state.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  towns: () =>
    queryOptions({
      queryKey: ['towns'],
      queryFn: ({ signal }) => api.office.towns.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  found: (text: string) =>
    queryOptions({
      queryKey: ['find', text],
      queryFn: ({ signal }) => find(text, signal),
      placeholderData: keepPreviousData,
    }),
  /** People found for `text`, for a form that needs one of them. */
  residentMatches: (text: string) =>
    queryOptions({
      queryKey: ['find', 'residents', text],
      queryFn: ({ signal }) => findResidents(text, signal),
      placeholderData: keepPreviousData,
      enabled: text !== '',
    }),
  resident: (id: string) =>
    queryOptions({
      queryKey: ['residents', 'one', id],
      queryFn: ({ signal }) => api.residents.get.query({ id }, { signal }),
    }),
  /** The points of a person for a purpose, as of today. */
  pointsCard: ({ residentId, purpose }: AskedPoints) =>
    queryOptions({
      queryKey: ['residents', 'one', residentId, 'points', purpose],
      queryFn: ({ signal }) => api.points.card.query({ residentId, purpose }, { signal }),
      placeholderData: keepPreviousData,
    }),
  /** What the points would be under assumptions; asked once there is one. */
  whatIf: ({ residentId, purpose }: AskedPoints, assumptions: readonly Assumption[]) =>
    queryOptions({
      queryKey: ['residents', 'one', residentId, 'whatIf', purpose, assumptions],
      queryFn: ({ signal }) =>
        api.points.whatIf.query({ residentId, purpose, assumptions: [...assumptions] }, { signal }),
      enabled: assumptions.length > 0,
      placeholderData: keepPreviousData,
    }),
  /** The points of an earlier day beside those of today; asked once the day is one. */
  yearOnYear: ({ residentId, purpose }: AskedPoints, earlier: PlainDate | undefined) =>
    queryOptions({
      queryKey: ['residents', 'one', residentId, 'yearOnYear', purpose, earlier],
      queryFn:
        earlier === undefined
          ? skipToken
          : ({ signal }) => api.points.yearOnYear.query({ residentId, purpose, earlier }, { signal }),
      placeholderData: keepPreviousData,
    }),
  /** People who may be the one being entered; asked once there are a name and a whole number. */
  duplicates: (name: string, idNumber: string) =>
    queryOptions({
      queryKey: ['duplicates', 'check', name, idNumber],
      queryFn: ({ signal }) => api.duplicates.check.query({ name, idNumber }, { signal }),
      enabled: name !== '' && idNumber !== '',
      placeholderData: keepPreviousData,
    }),
  /** Two records of what may be one person, side by side. */
  comparison: (keptId: string, otherId: string) =>
    queryOptions({
      queryKey: ['duplicates', 'compare', keptId, otherId],
      queryFn: ({ signal }) => api.duplicates.compare.query({ keptId, otherId }, { signal }),
    }),
  /** Every value of one kind of fact of a person, all slots, with what became of it. */
  factHistory: (residentId: string, kind: FactKind) =>
    queryOptions({
      queryKey: ['facts', 'history', residentId, kind],
      queryFn: ({ signal }) => api.facts.history.query({ residentId, kind }, { signal }),
    }),
  datasets: () =>
    queryOptions({
      queryKey: ['imports', 'datasets'],
      queryFn: ({ signal }) => api.imports.datasets.query(undefined, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  importBatch: (id: string) =>
    queryOptions({
      queryKey: ['imports', 'one', id],
      queryFn: ({ signal }) => api.imports.get.query({ id }, { signal }),
    }),
  setAsideRows: (request: SetAsideRequest) =>
    queryOptions({
      queryKey: ['imports', 'setAside', request],
      queryFn: ({ signal }) => api.imports.setAside.query(request, { signal }),
      placeholderData: keepPreviousData,
    }),
  exportColumns: (list: ExportableList) =>
    queryOptions({
      queryKey: ['exports', 'columns', list],
      queryFn: ({ signal }) => api.exports.columns.query({ list }, { signal }),
    }),
  cases: (request: CaseListRequest) =>
    queryOptions({
      queryKey: ['cases', 'list', request],
      queryFn: ({ signal }) => api.cases.list.query(request, { signal }),
    }),
  casePreview: (request: z.infer<typeof CasePreviewRequest>) =>
    queryOptions({
      queryKey: ['cases', 'preview', request],
      queryFn: ({ signal }) => api.cases.preview.query(request, { signal }),
      placeholderData: keepPreviousData,
    }),
  caseRecord: (id: string) =>
    queryOptions({
      queryKey: ['cases', 'one', id],
      queryFn: ({ signal }) => api.cases.get.query({ id }, { signal }),
    }),
  rounds: () =>
    queryOptions({
      queryKey: ['rounds', 'list'],
      queryFn: ({ signal }) => api.rounds.list.query(undefined, { signal }),
    }),
  round: (id: string) =>
    queryOptions({
      queryKey: ['rounds', 'one', id],
      queryFn: ({ signal }) => api.rounds.get.query({ id }, { signal }),
    }),
  /** One applicant of a round: what is told at the counter. */
  entrant: (roundId: string, no: string) =>
    queryOptions({
      queryKey: ['rounds', 'entrant', roundId, no],
      queryFn: ({ signal }) => api.roundResults.entrant.query({ roundId, no }, { signal }),
    }),
  /** Who would be called for a place that was given up; asked anew each time it is to be decided. */
  replacement: (request: ReplacementRequest) =>
    queryOptions({
      queryKey: ['rounds', 'replacement', request],
      queryFn: ({ signal }) => api.roundResults.replacement.query(request, { signal }),
    }),
  /** Free places after publication, and how many wait. */
  leftovers: (roundId: string) =>
    queryOptions({
      queryKey: ['rounds', 'leftovers', roundId],
      queryFn: ({ signal }) => api.roundResults.leftovers.query({ id: roundId }, { signal }),
    }),
  /** Two ways of running a round beside each other; asked once there are two. */
  roundWhatIf: (request: WhatIfRequest | undefined) =>
    queryOptions({
      queryKey: ['rounds', 'whatIf', request],
      queryFn:
        request === undefined
          ? skipToken
          : ({ signal }) => api.roundResults.whatIf.query(request, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** What in the store differs now from the frozen list; asked when somebody wants to know. */
  frozenCheck: (roundId: string) =>
    queryOptions({
      queryKey: ['rounds', 'check', roundId],
      queryFn: ({ signal }) => api.rounds.check.query({ id: roundId }, { signal }),
    }),
  /** Stored residents who could be taken into a round; asked anew with every change of the question. */
  matching: (request: MatchingRequest) =>
    queryOptions({
      queryKey: ['rounds', 'one', request.roundId, 'matching', request],
      queryFn: ({ signal }) => api.entrants.matching.query(request, { signal }),
      placeholderData: keepPreviousData,
    }),
  paper: (id: string) =>
    queryOptions({
      queryKey: ['papers', 'one', id],
      queryFn: ({ signal }) => api.papers.get.query({ id }, { signal }),
    }),
}
