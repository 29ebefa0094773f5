import type { RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findActiveCase, listCaseActions, listCasesOfResident } from '#electron/store/tables/cases.ts'
import { listPapersOfResident } from '#electron/store/tables/papers.ts'
import { personIds, personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { listRounds } from '#electron/store/tables/rounds.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { fullYears, type PlainDate } from '#shared/base/plain-date.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { statusText } from '#shared/domain/cases/index.ts'
import type { Eligibility } from '#shared/domain/eligibility/index.ts'
import { type FactValue, permitClocks } from '#shared/domain/people/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { ProgrammeView, ResidentPage } from '#shared/ipc/residents.ts'
import { caseRow } from './case-page.ts'
import { clockLines } from './clock-lines.ts'
import type { ServiceContext } from './context.ts'
import { evidenceViews } from './evidence.ts'
import { familyView } from './family-view.ts'
import { fundMonths } from './fund-months.ts'
import { getResident } from './getters.ts'
import { type Assessed, assessPerson, judge } from './judgement.ts'
import { mergePart } from './merge-view.ts'
import { pointsView } from './points.ts'
import { changeViews } from './resident-changes.ts'
import { factViews } from './resident-facts.ts'
import { getProgramme } from './resources.ts'
import { caseTimeline, evidenceTimeline, mergeTimelines, residentTimeline } from './timeline.ts'

/** Everything the record page of a resident shows, as of one moment. @throws CounterError NOT_FOUND */
export function getResidentPage(context: ServiceContext, id: string): ResidentPage {
  const { reader, clock, resources } = context
  return snapshot(reader, () => {
    const on = clock.today()
    const resident = getResident(reader, id)
    const assessed = assessPerson(reader, resident, { resources, on })
    const persons = personSeqs(reader, resident.seq)
    const evidence = evidenceViews(reader, resident.seq)
    return {
      ...personPart(resident, on),
      facts: factViews(reader, persons, assessed.held),
      funds: fundMonths(assessed.held),
      evidence,
      family: familyView(reader, resident, on),
      ...mergePart(reader, resident),
      changes: changeViews(reader, persons),
      points: pointsView(assessed, resident),
      programmes: [healthCheckView(context, resident, assessed)],
      clocks: clockLines(permitClocks(presentValues(assessed), on)),
      ...workPart(context, resident, evidence),
    }
  })
}

/** What the clocks run on; a registration that has ended runs no more. */
function presentValues({ held }: Assessed): FactValue[] {
  return held
    .filter(({ value, valid }) => value.kind !== 'residence' || valid.to === null)
    .map(({ value }) => value)
}

function personPart(resident: ResidentRow, on: PlainDate) {
  return {
    id: resident.id,
    name: resident.name,
    idNumberMasked: maskResidentId(resident.id_number),
    phoneMasked: resident.phone === null ? null : maskPhone(resident.phone),
    sex: resident.sex,
    birth: resident.birth,
    age: fullYears(resident.birth, on),
    town: resident.town,
  }
}

function workPart(
  { reader, resources }: ServiceContext,
  { seq }: ResidentRow,
  evidence: ResidentPage['evidence'],
): Pick<ResidentPage, 'cases' | 'papers' | 'timeline'> {
  const ids = personIds(reader, seq)
  const cases = listCasesOfResident(reader, ids)
  return {
    cases: cases.map((row) => {
      const { receiptNo, title, statusText: words } = caseRow(row, resources)
      return { id: row.id, receiptNo, title, statusText: words }
    }),
    papers: listPapersOfResident(reader, ids).map(({ id: paperId, number, title, issued_at }) => ({
      id: paperId,
      number,
      title,
      issuedAt: issued_at,
    })),
    timeline: mergeTimelines(
      residentTimeline(ids.map((record) => listAudit(reader, `resident:${record}`))),
      ...evidence.map(({ id }) => evidenceTimeline(listAudit(reader, `evidence:${id}`))),
      ...cases.map((row) =>
        caseTimeline(listCaseActions(reader, row.id)).map((entry) => ({
          ...entry,
          what: `${row.receipt_no} ${entry.what}`,
        })),
      ),
    ),
  }
}

/** The health check as the resident stands today; consent is asked for on the application. */
function healthCheckView(context: ServiceContext, resident: ResidentRow, assessed: Assessed): ProgrammeView {
  const on = context.clock.today()
  const round = listRounds(context.reader).find(
    ({ kind, status }) => kind === 'health-check' && status === 'open',
  )
  const answers = { consent: null, healthDataConsent: null }
  const eligibility = judge(assessed, { round, answers, on })
  return {
    programme: 'health-check',
    title: getProgramme(context.resources, on).policy.name,
    verdict: eligibility.verdict,
    summary: eligibility.summary,
    reasons: eligibility.reasons,
    ...(round === undefined ? {} : { roundId: round.id }),
    apply: applyState(context, { resident, round, eligibility }),
  }
}

type Applying = { resident: ResidentRow; round: RoundTable | undefined; eligibility: Eligibility }

function applyState({ reader }: ServiceContext, { resident, round, eligibility }: Applying): ActionState {
  const refuse = (reason: string) => ({ action: 'apply', allowed: false, reason })
  if (resident.listed === 0) return refuse('这条记录已并入另一条或随导入撤销，不再单独申请')
  if (round === undefined) return refuse('目前没有受理中的体检批次，等主管开设后可以申请')
  const active = findActiveCase(reader, personIds(reader, resident.seq), round.id)
  if (active !== undefined) {
    return refuse(`本批次已有办件 ${active.receipt_no}（${statusText(active.status)}）`)
  }
  return eligibility.verdict === 'FALSE' ? refuse(eligibility.summary) : { action: 'apply', allowed: true }
}
