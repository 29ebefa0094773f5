import './rounds.css'
import {
  mechanismOf,
  type PlannedPlace,
  type RoundPlan,
  totalPlaces,
} from '#shared/domain/allocation/index.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { formatCount, formatMoney } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { TWIN_WORDS, tieText } from '../../text/words.ts'
import { BASIS_LOOK, householdText, KIND_WORDS, PART_WORDS, PRECEDENCE_WORDS, unitOf } from './round-look.ts'

const SHOWN_PLACES = 8

const CHANGE_WORDS: Partial<Record<RoundPage['status'], string>> = {
  open: '冻结前主管可以调整',
  published: '公布后只有主管可以写明理由调整',
}

/** The whole plan of a round, and what each part of it rests on. */
export function PlanSection({ round }: { round: RoundPage }) {
  const { plan } = round
  return (
    <Section title="本批次方案" aside={CHANGE_WORDS[round.status] ?? '冻结后不再改动'}>
      <Lines lines={planLines(round)} />
      {mechanismOf(plan) === 'deferred-acceptance' ? <PlannedPlaces places={plan.places} /> : null}
      {plan.quotas.length === 0 ? null : <Quotas plan={plan} />}
      <Citations citations={plan.citations} />
    </Section>
  )
}

/** The plan as names and values; a value of undefined leaves its line out. */
export function planLines({ plan, openedBy }: Pick<RoundPage, 'plan' | 'openedBy'>) {
  const { applyFrom, applyUntil, costPerHeadFen, line } = plan
  return [
    ['用途', KIND_WORDS[plan.kind]],
    ['名额', `${formatCount(totalPlaces(plan))} ${unitOf(plan.kind)}`],
    ['面向镇街', plan.towns.join('、')],
    ['积分截止日', plan.cutOff],
    [
      '受理期',
      applyFrom === null && applyUntil === null
        ? '不另定，冻结前都可受理'
        : `${applyFrom ?? '即日'} 至 ${applyUntil ?? '冻结时'}`,
    ],
    ['公示期', `${plan.publicityDays} 个工作日`],
    ['答复期', `${plan.replyDays} 个工作日`],
    ['先后', orderText(plan)],
    ['类别', plan.classes.map((row) => `${row.class} ${row.name}`).join('；') || undefined],
    [
      '双胞胎',
      plan.kind === 'school' && plan.classes.length > 0
        ? TWIN_WORDS[plan.siblingClass === undefined ? 'no' : 'yes']
        : undefined,
    ],
    ['分数线', line === null ? undefined : `${line} 分（含）`],
    [
      '末位同分',
      mechanismOf(plan) !== 'ranked-quota' || plan.order === 'draw'
        ? undefined
        : plan.equals === 'admit'
          ? '同分同录，名额可能超出'
          : '看签号，名额不增加',
    ],
    ['每人费用', costPerHeadFen === null ? undefined : formatMoney(costPerHeadFen)],
    ['开批次', openedBy],
  ] as const
}

function orderText({ order, classes, ties, kind }: RoundPlan): string {
  const keys = [
    ...(kind === 'housing' ? ['户型相称的在前'] : []),
    ...(classes.length > 0 ? ['类别号小者在前'] : []),
    ...(order === 'points' ? ['积分高者在前'] : []),
    ...ties.map(tieText),
    '签号小者在前',
  ]
  return keys.join('，再')
}

function PlannedPlaces({ places }: { places: readonly PlannedPlace[] }) {
  return (
    <details open={places.length <= SHOWN_PLACES}>
      <summary>去处 {places.length} 个</summary>
      <table aria-label="各去处的名额">
        <thead>
          <tr>
            <th scope="col">代码</th>
            <th scope="col">名称</th>
            <th scope="col">镇（街道）</th>
            <th scope="col" className="end">
              名额
            </th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.id}>
              <th scope="row">{place.id}</th>
              <td>{place.name}</td>
              <td>{place.town ?? '—'}</td>
              <td className="end">{formatCount(place.capacity)}</td>
              <td>{placeNote(place)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function placeNote({ reserved, household }: PlannedPlace): string {
  if (household !== undefined) return householdText(household)
  if (reserved === undefined) return '—'
  return `${reserved.tag}留额 ${reserved.count}，${PRECEDENCE_WORDS[reserved.precedence]}`
}

function Quotas({ plan: { quotas, reversion } }: { plan: RoundPlan }) {
  const words = reversion === 'none' ? '用不完的不调剂' : '用不完的归全市'
  return (
    <details open={quotas.length <= SHOWN_PLACES}>
      <summary>
        镇街名额 {quotas.length} 个，{words}
      </summary>
      <Lines lines={quotas.map(({ town, places }) => [town, `${formatCount(places)} 个`])} />
    </details>
  )
}

/** What each part rests on; a choice of the supervisor is marked as one. */
function Citations({ citations }: Pick<RoundPlan, 'citations'>) {
  if (citations.length === 0) return null
  return (
    <ul className="reasons round-basis" aria-label="依据">
      {citations.map(({ part, status, text }) => (
        <li key={`${part} ${text}`}>
          <Tag {...BASIS_LOOK[status]} />
          <div>
            <p>{PART_WORDS[part]}</p>
            <p className="reason-why">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
