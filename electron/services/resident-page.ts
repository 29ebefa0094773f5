import type { ResidentTable, RoundTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findActiveCase, listCaseActions, listCasesOfResident } from '#electron/store/tables/cases.ts'
import { listPapersOfResident } from '#electron/store/tables/papers.ts'
import { listRounds } from '#electron/store/tables/rounds.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { fullMonths, fullYears, type PlainDate } from '#shared/base/plain-date.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { statusText } from '#shared/domain/cases/index.ts'
import type { Eligibility } from '#shared/domain/eligibility/index.ts'
import { type FactValue, findFact } from '#shared/domain/people/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { ProgrammeView, ResidentPage } from '#shared/ipc/residents.ts'
import { caseRow } from './case-page.ts'
import type { ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { type Assessed, assessPerson, judge } from './judgement.ts'
import { pointsView } from './points.ts'
import { factViews } from './resident-facts.ts'
import { getProgramme } from './resources.ts'
import { caseTimeline, mergeTimelines, residentTimeline } from './timeline.ts'

/** Everything the record page of a resident shows, as of one moment. @throws CounterError NOT_FOUND */
export function getResidentPage(context: ServiceContext, id: string): ResidentPage {
  const { reader, clock, resources } = context
  return snapshot(reader, () => {
    const on = clock.today()
    const resident = getResident(reader, id)
    const assessed = assessPerson(reader, resident, { resources, on })
    const views = factViews(reader, id)
    return {
      ...personPart(resident, on),
      facts: views,
      points: pointsView(assessed, views, resident),
      programmes: [healthCheckView(context, resident, assessed)],
      clocks: clocksOf(assessed.facts, on),
      ...workPart(context, id),
    }
  })
}

function personPart(resident: ResidentTable, on: PlainDate) {
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
  id: string,
): Pick<ResidentPage, 'cases' | 'papers' | 'timeline'> {
  const cases = listCasesOfResident(reader, id)
  return {
    cases: cases.map((row) => {
      const { receiptNo, title, statusText: words } = caseRow(row, resources)
      return { id: row.id, receiptNo, title, statusText: words }
    }),
    papers: listPapersOfResident(reader, id).map(({ id: paperId, number, title, issued_at }) => ({
      id: paperId,
      number,
      title,
      issuedAt: issued_at,
    })),
    timeline: mergeTimelines(
      residentTimeline(listAudit(reader, `resident:${id}`)),
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
function healthCheckView(
  context: ServiceContext,
  resident: ResidentTable,
  assessed: Assessed,
): ProgrammeView {
  const on = context.clock.today()
  const round = listRounds(context.reader).find(({ status }) => status === 'open')
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

type Applying = { resident: ResidentTable; round: RoundTable | undefined; eligibility: Eligibility }

function applyState({ reader }: ServiceContext, { resident, round, eligibility }: Applying): ActionState {
  const refuse = (reason: string) => ({ action: 'apply', allowed: false, reason })
  if (round === undefined) return refuse('目前没有受理中的批次，等主管开设后可以申请')
  const active = findActiveCase(reader, resident.id, round.id)
  if (active !== undefined) {
    return refuse(`本批次已有办件 ${active.receipt_no}（${statusText(active.status)}）`)
  }
  return eligibility.verdict === 'FALSE' ? refuse(eligibility.summary) : { action: 'apply', allowed: true }
}

function clocksOf(facts: readonly FactValue[], on: PlainDate): ResidentPage['clocks'] {
  const residence = findFact(facts, 'residence')
  const permit = findFact(facts, 'permit')
  return [
    clock(
      '居住登记',
      residence && `${residence.registeredOn} 登记，已满 ${months(residence.registeredOn, on)} 个月`,
    ),
    clock('居住证签发', permit && `${permit.issuedOn} 签发`),
    clock(
      '居住证签注',
      permit && `签注至 ${permit.endorsedUntil}${permit.endorsedUntil < on ? '，已过期' : ''}`,
    ),
  ]
}

function clock(name: string, text: string | undefined): ResidentPage['clocks'][number] {
  return text === undefined ? { name, text: '没有记录', known: false } : { name, text, known: true }
}

function months(from: PlainDate, on: PlainDate): number {
  return Math.max(0, fullMonths(from, on))
}
