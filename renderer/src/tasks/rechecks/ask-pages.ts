import type { PlainDate } from '#shared/base/plain-date.ts'
import type { RecheckChoices } from '#shared/ipc/points.ts'
import { textError } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Question,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'
import { formatPoints, monthsText } from '../../components/format.ts'
import { MOST_MONTHS, readMonths, type TypedMonths } from './months.ts'

/** An indicator a resident can ask about. */
export type ContestedLine = RecheckChoices['lines'][number]

const LONGEST_CLAIM = 400
const LONGEST_DEPARTMENT = 40

/** What a line comes to now, in words. */
export function lineWords({ state, pointsX100 }: Pick<ContestedLine, 'state' | 'pointsX100'>): string {
  if (state === 'NOT_LOADED') return '未装载'
  return pointsX100 === null ? '待补材料' : `${formatPoints(pointsX100)} 分`
}

/** Which indicator is contested. */
export function linePage(lines: readonly ContestedLine[]): FormPage<{ line: ContestedLine | undefined }> {
  return {
    id: 'line',
    title: '对哪一项有异议',
    questions: [
      {
        name: 'indicator',
        label: '指标',
        kind: 'list',
        hint: '一次复核只看一项；几项都有异议的分别提出',
        options: lines.map((line) => ({
          value: line.code,
          label: `${line.name}（现在 ${lineWords(line)}）`,
        })),
      },
    ],
    read: (body) => ({ line: lines.find(({ code }) => code === textOf(body, 'indicator')) }),
    errors: ({ line }) => gatherErrors({ indicator: line === undefined ? '请选择一项指标。' : undefined }),
    notes: ({ line }) =>
      gatherErrors({
        indicator:
          line === undefined || line.open.length === 0
            ? undefined
            : `这一项已有没办结的复核 ${line.open.join('、')}；同样的月份不能重复提出。`,
      }),
    next: ({ line }) => (line === undefined ? null : claimPageId(line)),
    summary: ({ line }) => [{ question: '指标', answer: line?.name ?? '—' }],
  }
}

/** What is said about one line. */
export interface ClaimFacts {
  department: string
  months: TypedMonths
  claim: string
}

/** The department, the months where the line counts months, and the claim in the resident's words. */
export function claimPage(line: ContestedLine, today: PlainDate | undefined): FormPage<ClaimFacts> {
  const [only, ...others] = line.departments
  const isChosen = only === undefined || others.length > 0
  return {
    id: claimPageId(line),
    title: '请部门核对什么',
    questions: [
      ...(isChosen ? [departmentQuestion(line)] : []),
      ...(line.byMonth ? [MONTHS_QUESTION] : []),
      { name: 'claim', label: '本人的说法', kind: 'text', hint: '照本人原话记，不代为判断；最多 400 字' },
    ],
    read: (body) => ({
      department: isChosen ? textOf(body, 'department') : only,
      months: line.byMonth ? readMonths(textOf(body, 'months')) : { months: [] },
      claim: textOf(body, 'claim'),
    }),
    errors: ({ department, months, claim }) =>
      gatherErrors({
        department: departmentError(line, department),
        months: line.byMonth ? monthsError(months, today) : undefined,
        claim: claim.length === 1 ? '请写清楚，至少 2 个字。' : textError(claim, '本人的说法', LONGEST_CLAIM),
      }),
    next: () => null,
    summary: ({ department, months, claim }) => [
      { question: '核对部门', answer: department || '—' },
      ...(line.byMonth ? [{ question: '月份', answer: monthsAnswer(months) }] : []),
      { question: '本人的说法', answer: claim || '—' },
    ],
  }
}

const MONTHS_QUESTION: Question = {
  name: 'months',
  label: '有异议的月份',
  kind: 'code',
  hint: '用顿号隔开，连续的写“至”，如 2025-03、2025-05 至 2025-08',
}

/** Every page of the form: one that asks for the line, and one a line. */
export function askSteps(lines: readonly ContestedLine[], today: PlainDate | undefined): Step[] {
  return [stepOf(linePage(lines)), ...lines.map((line) => stepOf(claimPage(line, today)))]
}

/** What is to be sent, once it is whole. */
export function readAsked(lines: readonly ContestedLine[], body: Body) {
  const { line } = linePage(lines).read(body)
  if (line === undefined) return undefined
  const { department, months, claim } = claimPage(line, undefined).read(body)
  if ('wrong' in months) return undefined
  return { indicator: line.code, department, months: [...months.months], claim }
}

function claimPageId({ code }: ContestedLine): string {
  return `claim ${code}`
}

function departmentQuestion({ departments }: ContestedLine): Question {
  const label = '核对部门'
  if (departments.length === 0)
    return { name: 'department', label, kind: 'text', hint: '政策文件没有写明由谁核验，请填部门名称' }
  const options = departments.map((department) => ({ value: department, label: department }))
  return { name: 'department', label, kind: 'choice', options }
}

function departmentError({ departments }: ContestedLine, department: string): string | undefined {
  if (departments.length === 0) return textError(department, '核对部门', LONGEST_DEPARTMENT)
  return departments.includes(department) ? undefined : '请选择由哪个部门核对。'
}

function monthsError(typed: TypedMonths, today: PlainDate | undefined): string | undefined {
  if ('wrong' in typed) return `“${typed.wrong}”不是月份，或前后颠倒。请照缴费清单填写，如 2025-03。`
  const { months } = typed
  const last = months.at(-1)
  if (last === undefined) return '请写明对哪些月份有异议。'
  if (months.length > MOST_MONTHS) return `一次最多 ${MOST_MONTHS} 个月，超出的请另提一次。`
  return today !== undefined && last > today.slice(0, 7) ? `${last} 还没有到。请照缴费清单核对。` : undefined
}

function monthsAnswer(typed: TypedMonths): string {
  if ('wrong' in typed || typed.months.length === 0) return '—'
  return `${monthsText(typed.months)}（${typed.months.length} 个月）`
}
