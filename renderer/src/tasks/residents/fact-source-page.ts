import type { PlainDate } from '#shared/base/plain-date.ts'
import { FactSource } from '#shared/domain/people/index.ts'
import { dayError, textError } from '../../components/form-checks.ts'
import {
  chosenOf,
  type FormPage,
  gatherErrors,
  type Option,
  type Question,
  textOf,
} from '../../components/form-page.ts'

export interface SourceDraft {
  /** The resident's own word waits; what the clerk saw proof of holds at once. */
  origin: 'resident' | 'clerk'
  department: string
  evidence: string
  reference: string
  dataDate: string
  scans: readonly string[]
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'origin',
    label: '凭什么记',
    kind: 'choice',
    options: [
      { value: 'clerk', label: '已见证明，采信' },
      { value: 'resident', label: '本人申报，待核' },
    ],
  },
  {
    name: 'department',
    label: '来源',
    kind: 'list',
    half: true,
    options: FactSource.shape.department.options.map((name) => ({ value: name, label: name })),
  },
  {
    name: 'dataDate',
    label: '数据日',
    kind: 'day',
    half: true,
    hint: '材料截至哪一天；不是今天请改',
  },
  { name: 'evidence', label: '看过的材料', kind: 'text', half: true, hint: '如：毕业证书原件、社保缴费清单' },
  { name: 'reference', label: '材料编号', kind: 'code', half: true, optional: true },
]

const SCANS: Question = { name: 'scans', label: '对应的扫描件', kind: 'many', optional: true }

/**
 * The page that asks where a fact comes from; the same for every kind. `scans` are the papers of this person that
 * can be ticked; without any the question is left out.
 */
export function sourcePage(today: PlainDate | undefined, scans: readonly Option[]): FormPage<SourceDraft> {
  return {
    id: 'source',
    title: '来源和材料',
    questions: scans.length === 0 ? QUESTIONS : [...QUESTIONS, { ...SCANS, options: scans }],
    read: (body) => ({
      origin: textOf(body, 'origin') === 'resident' ? 'resident' : 'clerk',
      department: textOf(body, 'department'),
      evidence: textOf(body, 'evidence'),
      reference: textOf(body, 'reference'),
      dataDate: textOf(body, 'dataDate'),
      scans: chosenOf(body, 'scans').filter((id) => scans.some(({ value }) => value === id)),
    }),
    errors: (facts) =>
      gatherErrors({
        department: facts.department === '' ? '请选择来源。' : undefined,
        dataDate: dayError(facts.dataDate, '数据日', today),
        evidence: textError(facts.evidence, '看过的材料', 100),
        reference: facts.reference.length > 60 ? '材料编号最多 60 个字。' : undefined,
      }),
    notes: (facts) =>
      gatherErrors({
        origin: facts.origin === 'resident' ? '记为待核：采信以前不计分，也不影响资格。' : undefined,
      }),
    next: () => null,
    summary: (facts) => [
      { question: '记为', answer: facts.origin === 'clerk' ? '✓ 采信' : '? 待核' },
      { question: '来源', answer: facts.department || '—' },
      { question: '看过的材料', answer: facts.evidence || '—' },
      { question: '材料编号', answer: facts.reference || '未填' },
      { question: '数据日', answer: facts.dataDate || '—' },
      ...(scans.length === 0 ? [] : [{ question: '扫描件', answer: scanWords(facts.scans, scans) }]),
    ],
  }
}

function scanWords(chosen: readonly string[], scans: readonly Option[]): string {
  const labels = scans.filter(({ value }) => chosen.includes(value)).map(({ label }) => label)
  return labels.length === 0 ? '没有勾选' : labels.join('、')
}

/** The source that the filled page means; undefined while anything is wrong. */
export function readSource({
  department,
  evidence,
  reference,
  dataDate,
}: SourceDraft): FactSource | undefined {
  const filled = { department, evidence, dataDate, ...(reference === '' ? {} : { reference }) }
  return FactSource.safeParse(filled).data
}
