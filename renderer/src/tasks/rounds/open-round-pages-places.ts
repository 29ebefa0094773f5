import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { countError, readCount } from '../../components/form-checks.ts'
import {
  type Body,
  chosenOf,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  type TableColumn,
  textOf,
} from '../../components/form-page.ts'
import { formatCount } from '../../components/format.ts'
import { filledRows, tableError } from '../../components/table-rows.ts'
import { basisErrors, basisQuestions, basisSummary } from './open-round-pages-basis.ts'
import { householdText, PRECEDENCE_WORDS } from './round-look.ts'

export const MOST_PLACES = 100_000
const LONGEST_NAME = 60
/** The mark on the list of those for whom a school keeps places. */
export const RESERVED_TAG = '人才子女'

const same = (body: Body) => body

function shortName(text: string): string | undefined {
  return text.length > LONGEST_NAME ? `最多 ${LONGEST_NAME} 个字。` : undefined
}

function smallCount(least: number, most: number): (text: string) => string | undefined {
  return (text) => {
    const count = readCount(text) ?? 0
    return count < least || count > most ? `应在 ${least} 至 ${most} 之间。` : undefined
  }
}

const QUOTA_COLUMNS: readonly TableColumn[] = [
  { name: 'town', label: '镇（街道）', kind: 'choice', width: 60 },
  { name: 'places', label: '留给它的名额', kind: 'count', width: 34, check: smallCount(0, MOST_PLACES) },
]

export const SCHOOL_COLUMNS: readonly TableColumn[] = [
  { name: 'id', label: '代码', kind: 'text', width: 10, check: shortName },
  { name: 'name', label: '学校', kind: 'text', width: 26, check: shortName },
  { name: 'town', label: '镇（街道）', kind: 'choice', optional: true, width: 22 },
  { name: 'capacity', label: '学位', kind: 'count', width: 11, check: smallCount(0, MOST_PLACES) },
  {
    name: 'reserved',
    label: '留额',
    kind: 'count',
    optional: true,
    width: 10,
    check: smallCount(0, MOST_PLACES),
  },
  {
    name: 'precedence',
    label: '留额用法',
    kind: 'choice',
    optional: true,
    width: 16,
    options: Object.entries(PRECEDENCE_WORDS).map(([value, label]) => ({ value, label })),
  },
]

const FLAT_COLUMNS: readonly TableColumn[] = [
  { name: 'id', label: '代码', kind: 'text', width: 16, check: shortName },
  { name: 'name', label: '户型', kind: 'text', width: 34, check: shortName },
  { name: 'capacity', label: '套数', kind: 'count', width: 14, check: smallCount(0, MOST_PLACES) },
  { name: 'smallest', label: '最少几口人', kind: 'count', width: 15, check: smallCount(1, 30) },
  { name: 'largest', label: '最多几口人', kind: 'count', width: 15, check: smallCount(1, 30) },
]

const cityPage: FormPage<Body> = {
  id: 'city',
  title: '名额和分法',
  questions: [
    { name: 'places', label: '名额', kind: 'count', half: true },
    {
      name: 'byTown',
      label: '怎么分到各镇（街道）',
      kind: 'choice',
      options: [
        { value: 'no', label: '全市一张名单，统一排序' },
        { value: 'yes', label: '先给各镇（街道）留出名额' },
      ],
    },
    ...basisQuestions('places'),
  ],
  read: same,
  errors: (body) =>
    gatherErrors({
      places: countError(textOf(body, 'places'), '名额', { least: 1, most: MOST_PLACES, unit: '个' }),
      ...basisErrors('places', body),
    }),
  next: (body) => (hasQuotas(body) ? 'quotas' : 'order'),
  summary: (body) => [
    { question: '名额', answer: `${textOf(body, 'places')} 个` },
    { question: '镇街名额', answer: hasQuotas(body) ? '先留出' : '不留，全市统一排序' },
    basisSummary('places', body),
  ],
}

const quotasPage: FormPage<Body> = {
  id: 'quotas',
  title: '镇街名额',
  questions: [
    { name: 'quotas', label: '各镇（街道）留出的名额', kind: 'table', columns: QUOTA_COLUMNS },
    {
      name: 'reversion',
      label: '用不完的名额',
      kind: 'choice',
      options: [
        { value: 'city-order', label: '余额归全市，按全市次序递补' },
        { value: 'none', label: '不调剂' },
      ],
    },
    ...basisQuestions('quotas'),
  ],
  read: same,
  errors: (body) => gatherErrors({ quotas: quotasError(body), ...basisErrors('quotas', body) }),
  next: () => 'order',
  summary: (body) => [
    {
      question: '各镇街名额',
      answer: quotaRows(body)
        .map(({ town, places }) => `${town} ${places}`)
        .join('、'),
    },
    {
      question: '用不完的名额',
      answer: textOf(body, 'reversion') === 'none' ? '不调剂' : '余额归全市',
    },
    basisSummary('quotas', body),
  ],
}

function hasQuotas(body: Body): boolean {
  return textOf(body, 'byTown') === 'yes'
}

function quotaRows(body: Body): { town: string; places: string }[] {
  return filledRows(body.quotas, QUOTA_COLUMNS).map(({ cells }) => ({
    town: cells.town ?? '',
    places: cells.places ?? '',
  }))
}

function quotasError(body: Body): string | undefined {
  const rows = quotaRows(body)
  if (rows.length === 0) return '请至少写一个镇（街道）的名额；不留名额的，回上一页选统一排序。'
  const wrong = tableError(body.quotas, QUOTA_COLUMNS)
  if (wrong !== undefined) return wrong
  const kept = rows.reduce((sum, { places }) => sum + (readCount(places) ?? 0), 0)
  const total = readCount(textOf(body, 'places')) ?? 0
  const outside = rows.find(({ town }) => !chosenOf(body, 'towns').includes(town))
  if (outside !== undefined) return `${outside.town}不在本批次的镇（街道）里。`
  return (
    twice(
      rows.map(({ town }) => town),
      '镇（街道）',
    ) ?? (kept > total ? `各镇（街道）共留出 ${kept} 个，多于总名额 ${total} 个。` : undefined)
  )
}

function twice(values: readonly string[], what: string): string | undefined {
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  return repeated === undefined ? undefined : `${what}“${repeated}”写了两次。`
}

type Row = Readonly<Record<string, string>>

function placesPage(page: {
  id: 'schools' | 'flats'
  title: string
  label: string
  hint: string
  unit: string
  columns: readonly TableColumn[]
  rowError(row: Row): string | undefined
}): FormPage<Body> {
  const { id, columns } = page
  const rows = (body: Body) => filledRows(body[id], columns)
  function error(body: Body): string | undefined {
    const found = rows(body)
    if (found.length === 0) return `请至少写一行${page.title}。`
    const wrong = found
      .map(({ number, cells }) => [number, page.rowError(cells)] as const)
      .find(([, problem]) => problem !== undefined)
    const ids = found.map(({ cells }) => cells.id ?? '')
    return (
      tableError(body[id], columns) ??
      (wrong === undefined ? undefined : `第 ${wrong[0]} 行：${wrong[1]}`) ??
      twice(ids, '代码')
    )
  }
  return {
    id,
    title: page.title,
    questions: [
      { name: id, label: page.label, kind: 'table', columns, hint: page.hint },
      ...basisQuestions('places'),
    ],
    read: same,
    errors: (body) => gatherErrors({ [id]: error(body), ...basisErrors('places', body) }),
    next: () => 'order',
    summary: (body) => [
      {
        question: page.title,
        answer: `${rows(body).length} 个，共 ${formatCount(sumOf(rows(body)))} ${page.unit}：${rows(body)
          .map(({ cells }) => `${cells.name} ${cells.capacity}${detail(cells)}`)
          .join('；')}`,
      },
      basisSummary('places', body),
    ],
  }
}

function sumOf(rows: readonly { cells: Row }[]): number {
  return rows.reduce((sum, { cells }) => sum + (readCount(cells.capacity ?? '') ?? 0), 0)
}

function detail({ reserved, smallest, largest }: Row): string {
  if (reserved !== undefined && (readCount(reserved) ?? 0) > 0) return `（留额 ${reserved}）`
  const [least, most] = [readCount(smallest ?? ''), readCount(largest ?? '')]
  return least === undefined || most === undefined
    ? ''
    : `（${householdText({ smallest: least, largest: most })}）`
}

const schoolsPage = placesPage({
  id: 'schools',
  title: '学校',
  label: '学校和学位',
  hint: `留额给名单上标签是“${RESERVED_TAG}”的申请人。保底：先用留额，至少有这么多；另加：先凭分取，留额加在上面`,
  unit: '个学位',
  columns: SCHOOL_COLUMNS,
  rowError({ reserved = '', capacity = '', precedence }) {
    const kept = readCount(reserved) ?? 0
    if (kept > (readCount(capacity) ?? 0)) return '留出的名额多于学位总数。'
    return kept > 0 && precedence === '' ? '请选择留额用法。' : undefined
  },
})

const flatsPage = placesPage({
  id: 'flats',
  title: '户型',
  label: '户型和套数',
  hint: '人口相称的户型在前，有余再给住得下的小家庭',
  unit: '套',
  columns: FLAT_COLUMNS,
  rowError: ({ smallest = '', largest = '' }) =>
    (readCount(smallest) ?? 0) > (readCount(largest) ?? 0) ? '最少人数大于最多人数。' : undefined,
})

/** The pages on what is given out; which of them is asked follows from the kind. */
export const placesSteps: readonly Step[] = [cityPage, quotasPage, schoolsPage, flatsPage].map(stepOf)

/** The first page on places of a kind. */
export function placesStepOf(kind: string): string {
  if (kind === 'school') return 'schools'
  return kind === 'housing' ? 'flats' : 'city'
}

type PlacesPart = Pick<RoundPlan, 'places' | 'quotas' | 'reversion'>

/** Places and quotas as the form means them; what is unreadable counts as 0 and is refused by the plan or the page. */
export function readPlaces(kind: string, body: Body): PlacesPart {
  const reversion = textOf(body, 'reversion') === 'none' ? 'none' : 'city-order'
  if (kind === 'school') return { places: readSchools(body), quotas: [], reversion }
  if (kind === 'housing') return { places: readFlats(body), quotas: [], reversion }
  const quotas = hasQuotas(body)
    ? quotaRows(body).map(({ town, places }) => ({ town, places: readCount(places) ?? 0 }))
    : []
  const capacity = readCount(textOf(body, 'places')) ?? 0
  const [id, name] = [textOf(body, 'placeId') || 'city', textOf(body, 'placeName') || '全市']
  return { places: [{ id, name, town: null, capacity }], quotas, reversion }
}

function readSchools(body: Body): RoundPlan['places'] {
  return filledRows(body.schools, SCHOOL_COLUMNS).map(({ cells }) => {
    const count = readCount(cells.reserved ?? '') ?? 0
    const precedence = cells.precedence === 'open-first' ? 'open-first' : 'reserved-first'
    return {
      ...placeOf(cells),
      ...(count === 0 ? {} : { reserved: { tag: tagOf(body, cells.id ?? ''), count, precedence } as const }),
    }
  })
}

/** For whom a school keeps places; a school of the plan that is amended keeps its own. */
function tagOf(body: Body, id: string): string {
  return textOf(body, `tag.${id}`) || RESERVED_TAG
}

function readFlats(body: Body): RoundPlan['places'] {
  return filledRows(body.flats, FLAT_COLUMNS).map(({ cells }) => ({
    ...placeOf(cells),
    household: {
      smallest: readCount(cells.smallest ?? '') ?? 0,
      largest: readCount(cells.largest ?? '') ?? 0,
    },
  }))
}

function placeOf({ id = '', name = '', town = '', capacity = '' }: Row): RoundPlan['places'][number] {
  return { id, name, town: town === '' ? null : town, capacity: readCount(capacity) ?? 0 }
}
