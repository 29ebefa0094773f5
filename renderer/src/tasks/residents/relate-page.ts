import type { PlainDate } from '#shared/base/plain-date.ts'
import { Custody, type FactSource, RelationKind } from '#shared/domain/people/index.ts'
import type { RelateRequest } from '#shared/ipc/families.ts'
import {
  type FormPage,
  gatherErrors,
  type Option,
  type Question,
  textOf,
} from '../../components/form-page.ts'
import { readSource, type SourceDraft, sourcePage } from './fact-source-page.ts'
import { type RegisterFacts, registerPage } from './register-page.ts'

/** Stands for somebody who is not registered yet. */
export const NEWCOMER = 'new'

/** What staff call the one a relation is with, seen from the resident. */
export const RELATION_WORDS = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  guardian: '监护人',
  ward: '被监护人',
} as const satisfies Record<RelationKind, string>

/** Who it is: the relation, what was looked for, and whom of those found. */
export interface WhoFacts {
  kind: RelationKind | undefined
  otherId: string
}

/** How it is known and how they live. */
export interface BasisFacts {
  custody: Custody | undefined
  together: boolean | undefined
  source: SourceDraft
}

function kindOf(body: Parameters<typeof textOf>[0]): RelationKind | undefined {
  return RelationKind.safeParse(textOf(body, 'kind')).data
}

/** Whom the relation is with: somebody found, or somebody to be registered on the next page. */
export function whoPage(): FormPage<WhoFacts> {
  return {
    id: 'who',
    title: '是谁',
    questions: [
      {
        name: 'kind',
        label: '这个人是本人的',
        kind: 'choice',
        options: RelationKind.options.map((value) => ({ value, label: RELATION_WORDS[value] })),
      },
      {
        name: 'find',
        label: '找这个人',
        kind: 'text',
        optional: true,
        hint: '姓名、拼音首字母、证件号末 4–6 位或手机尾号；用号码查找会留下记录',
      },
      { name: 'otherId', label: '选哪一位', kind: 'choice' },
    ],
    read: (body) => ({ kind: kindOf(body), otherId: textOf(body, 'otherId') }),
    errors: ({ kind, otherId }) =>
      gatherErrors({
        kind: kind === undefined ? '请选择是什么关系。' : undefined,
        otherId: otherId === '' ? '请先查找，再选一位；没有登记过的选“没有登记过”。' : undefined,
      }),
    next: (facts) => (facts.otherId === NEWCOMER ? 'newcomer' : basisId(facts.kind)),
    summary: ({ kind }) => [{ question: '关系', answer: kind === undefined ? '—' : RELATION_WORDS[kind] }],
  }
}

/** The people to choose from: those found, and the way to register another. */
export function personOptions(
  found: readonly { id: string; name: string; idNumberMasked: string; town: string }[],
): Option[] {
  return [
    ...found.map(({ id, name, idNumberMasked, town }) => ({
      value: id,
      label: `${name}　${idNumberMasked}　${town}`,
    })),
    { value: NEWCOMER, label: '没有登记过，下一页登记' },
  ]
}

/** The page that registers the other person; the same questions as at the register. */
export function newcomerPage(today: PlainDate | undefined, alike: boolean): FormPage<NewcomerFacts> {
  const page = registerPage(today, alike)
  return {
    ...page,
    id: 'newcomer',
    title: '登记这个人',
    read: (body) => ({ ...page.read(body), kind: kindOf(body) }),
    next: ({ kind }) => basisId(kind),
  }
}

type NewcomerFacts = RegisterFacts & { kind: RelationKind | undefined }

/** Of a parent and a child it is asked who brings the child up. */
type Custodial = Extract<RelationKind, 'parent' | 'child'>

function custodialOf(kind: RelationKind | undefined): Custodial | undefined {
  return kind === 'parent' || kind === 'child' ? kind : undefined
}

function basisId(kind: RelationKind | undefined): string {
  return `basis-${custodialOf(kind) ?? 'plain'}`
}

const EVIDENCE_HINT = '如：户口簿、结婚证、出生医学证明'

const TOGETHER: Question = {
  name: 'together',
  label: '现在住在一起吗',
  kind: 'choice',
  options: [
    { value: 'yes', label: '同住' },
    { value: 'no', label: '不同住或不清楚' },
  ],
}

/** By what the other person is: with `child` the resident is the parent, with `parent` the other one is. */
const CUSTODY_LABELS = {
  child: { this: '由本人抚养', both: '父母双方抚养', other: '由另一方抚养' },
  parent: { this: '由这位父（母）亲抚养', both: '父母双方抚养', other: '由另一方抚养' },
} as const satisfies Record<Custodial, Record<Custody, string>>

function custodyQuestion(custodial: Custodial): Question {
  return {
    name: 'custody',
    label: '孩子由谁抚养',
    kind: 'choice',
    optional: true,
    hint: '照户口簿、离婚协议或判决书；不清楚就不选',
    options: Custody.options.map((value) => ({ value, label: CUSTODY_LABELS[custodial][value] })),
  }
}

/** How the relation is known; of a parent and a child also who brings the child up. */
export function basisPage(
  today: PlainDate | undefined,
  kind: RelationKind | undefined,
): FormPage<BasisFacts> {
  const source = sourcePage(today, [])
  const custodial = custodialOf(kind)
  return {
    id: basisId(kind),
    title: '同住和依据',
    questions: [
      TOGETHER,
      ...(custodial === undefined ? [] : [custodyQuestion(custodial)]),
      ...source.questions
        .filter(({ name }) => name !== 'origin')
        .map((question) => (question.name === 'evidence' ? { ...question, hint: EVIDENCE_HINT } : question)),
    ],
    read: (body) => ({
      custody: custodial === undefined ? undefined : Custody.safeParse(textOf(body, 'custody')).data,
      together: readTogether(textOf(body, 'together')),
      source: source.read(body),
    }),
    errors: (facts) => ({
      ...gatherErrors({ together: facts.together === undefined ? '请选择是否同住。' : undefined }),
      ...source.errors(facts.source),
    }),
    next: () => null,
    summary: ({ together, custody, source: from }) => [
      { question: '同住', answer: together === undefined ? '—' : together ? '是' : '否' },
      ...(custodial === undefined
        ? []
        : [{ question: '抚养', answer: custody ? CUSTODY_LABELS[custodial][custody] : '不清楚' }]),
      ...source.summary(from).filter(({ question }) => question !== '记为'),
    ],
  }
}

function readTogether(text: string): boolean | undefined {
  if (text === 'yes') return true
  return text === 'no' ? false : undefined
}

/** What the filled pages ask the engine to do, but for the people; undefined while anything is wrong. */
export function relationOf(
  who: WhoFacts,
  basis: BasisFacts,
): Pick<RelateRequest, 'kind' | 'custody' | 'together' | 'source'> | undefined {
  const source: FactSource | undefined = readSource(basis.source)
  if (who.kind === undefined || basis.together === undefined || source === undefined) return undefined
  const custody =
    custodialOf(who.kind) !== undefined && basis.custody !== undefined ? { custody: basis.custody } : {}
  return { kind: who.kind, together: basis.together, source, ...custody }
}
