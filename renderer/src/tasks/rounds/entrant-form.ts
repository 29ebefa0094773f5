import { mechanismOf, type RoundPlan, RoundPoints } from '#shared/domain/allocation/index.ts'
import type { EntrantGiven, EntrantRow } from '#shared/ipc/round-entrants.ts'
import { countError, optionalTextError, readCount, textError } from '../../components/form-checks.ts'
import {
  type Body,
  chosenOf,
  type Errors,
  gatherErrors,
  type Question,
  type TableColumn,
  textOf,
} from '../../components/form-page.ts'
import { halfWidth } from '../../components/format.ts'
import { answerOf, filledRows, tableError } from '../../components/table-rows.ts'
import { readTies, tieBody, tieErrors, tieQuestions } from './tie-values.ts'

type EntrantWish = NonNullable<EntrantGiven['wishes']>[number]

const MOST_PERSONS = 30

type Row = Pick<EntrantRow, 'given' | 'residentId'>

/** What may be changed of an application under a plan: wishes, class, household, marks; points, ties and consent where it brought them. */
export function entrantQuestions(plan: RoundPlan, { residentId }: Row): Question[] {
  const questions: (Question | false)[] = [
    byWishes(plan) && {
      name: 'wishes',
      label: '志愿，先后为序',
      kind: 'table',
      columns: wishColumns(plan),
      ...(plan.kind === 'housing' ? { optional: true } : {}),
    },
    plan.classes.length > 0 && {
      name: 'class',
      label: '类别',
      kind: 'list',
      half: true,
      options: plan.classes.map((row) => ({ value: String(row.class), label: `${row.class} ${row.name}` })),
    },
    plan.kind === 'housing' && { name: 'household', label: '家庭人口', kind: 'count', half: true },
    ownPoints(plan, residentId) && { name: 'points', label: '积分', kind: 'count', half: true },
    ...(residentId === null ? tieQuestions(plan) : []),
    tagsOf(plan).length > 0 && {
      name: 'tags',
      label: '可用留额',
      kind: 'many',
      half: true,
      optional: true,
      options: tagsOf(plan).map((tag) => ({ value: tag, label: tag })),
    },
    residentId === null && {
      name: 'consent',
      label: '本人是否同意参加',
      kind: 'choice',
      half: true,
      options: [
        { value: 'yes', label: '同意' },
        { value: 'no', label: '不同意，不给名额' },
      ],
    },
    {
      name: 'refused',
      label: '不符合的条件',
      kind: 'text',
      optional: true,
      hint: '查明不符合条件的写明哪一条：留在名单上，不给名额',
    },
    { name: 'reason', label: '更改的理由（记入经过）', kind: 'text' },
  ]
  return questions.filter((question) => question !== false)
}

/** What an application says now, as answers. */
export function entrantBody(plan: RoundPlan, { given }: Row): Body {
  return {
    wishes: answerOf((given.wishes ?? []).map((wish) => wishCells(plan, wish))),
    class: given.class === undefined ? '' : String(given.class),
    household: given.household === undefined ? '' : String(given.household),
    points: given.points === undefined ? '' : String(given.points),
    tags: given.tags ?? [],
    refused: given.refused ?? '',
    consent: given.consent === false ? 'no' : 'yes',
    ...tieBody(given.ties),
  }
}

export function entrantErrors(plan: RoundPlan, row: Row, body: Body): Errors {
  const own = ownPoints(plan, row.residentId)
  const household = textOf(body, 'household')
  return gatherErrors({
    wishes: byWishes(plan) ? wishesError(plan, body) : undefined,
    household:
      plan.kind === 'housing'
        ? countError(household, '家庭人口', { least: 1, most: MOST_PERSONS, unit: '人' })
        : undefined,
    points:
      own && !RoundPoints.safeParse(pointsOf(body)).success
        ? '积分只写数字，最多两位小数，如 60 或 60.5。'
        : undefined,
    ...(row.residentId === null ? tieErrors(plan, body) : {}),
    refused: optionalTextError(textOf(body, 'refused'), '不符合的条件', 200),
    reason: textError(textOf(body, 'reason'), '更改的理由', 200),
  })
}

/** The application as changed; what the form does not ask about stays. Ask `entrantErrors` before. */
export function readGiven(plan: RoundPlan, { given, residentId }: Row, body: Body): EntrantGiven {
  const {
    wishes: _wishes,
    class: _class,
    household: _household,
    refused: _refused,
    tags: _tags,
    ...kept
  } = given
  const refused = textOf(body, 'refused')
  const tags = chosenOf(body, 'tags')
  const wishes = readWishes(plan, body).map((wish) => ({ ...unasked(plan, given, wish), ...wish }))
  const [chosenClass, household] = [readCount(textOf(body, 'class')), readCount(textOf(body, 'household'))]
  return {
    ...kept,
    ...(wishes.length === 0 ? {} : { wishes }),
    ...(chosenClass === undefined ? {} : { class: chosenClass }),
    ...(household === undefined ? {} : { household }),
    ...(ownPoints(plan, residentId) ? { points: pointsOf(body) } : {}),
    ...(residentId === null ? ownAnswers(plan, given, body) : {}),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(refused === '' ? {} : { refused }),
  }
}

/** What counts of an application where no stored resident stands behind it. */
function ownAnswers(
  plan: RoundPlan,
  { ties, consent }: EntrantGiven,
  body: Body,
): Pick<EntrantGiven, 'ties' | 'consent'> {
  const agrees = textOf(body, 'consent') !== 'no'
  return {
    ...(plan.ties.length === 0 ? {} : { ties: { ...ties, ...readTies(plan, body) } }),
    ...(consent === undefined && agrees ? {} : { consent: agrees }),
  }
}

function byWishes(plan: RoundPlan): boolean {
  return mechanismOf(plan) === 'deferred-acceptance'
}

/** Points of the application itself count only where no stored resident stands behind it. */
function ownPoints({ order }: RoundPlan, residentId: string | null): boolean {
  return order === 'points' && residentId === null
}

function tagsOf({ places }: RoundPlan): string[] {
  return [...new Set(places.flatMap(({ reserved }) => reserved?.tag ?? []))]
}

/** The class of a wish for a flat is by size and none of the form. */
function asksClass({ kind, classes }: RoundPlan): boolean {
  return kind === 'school' && classes.length > 0
}

function wishColumns(plan: RoundPlan): TableColumn[] {
  const place: TableColumn = {
    name: 'place',
    label: '去处',
    kind: 'choice',
    width: 50,
    options: plan.places.map(({ id, name }) => ({ value: id, label: name })),
  }
  const ownClass: TableColumn = {
    name: 'class',
    label: '另有类别',
    kind: 'choice',
    optional: true,
    width: 22,
    options: plan.classes.map((row) => ({ value: String(row.class), label: `${row.class} ${row.name}` })),
  }
  const refused: TableColumn = {
    name: 'refused',
    label: '此处不符合',
    kind: 'text',
    optional: true,
    width: 24,
  }
  return asksClass(plan) ? [place, ownClass, refused] : [place, refused]
}

function wishCells(plan: RoundPlan, wish: EntrantWish): string[] {
  const ownClass = wish.class === undefined ? '' : String(wish.class)
  return [wish.place, ...(asksClass(plan) ? [ownClass] : []), wish.refused ?? '']
}

function readWishes(plan: RoundPlan, body: Body): EntrantWish[] {
  return filledRows(body.wishes, wishColumns(plan)).map(
    ({ cells: { place = '', refused = '', ...cells } }) => {
      const ownClass = readCount(cells.class ?? '')
      return {
        place,
        ...(ownClass === undefined ? {} : { class: ownClass }),
        ...(refused === '' ? {} : { refused }),
      }
    },
  )
}

/** What a wish said before that the form does not ask about. */
function unasked(
  plan: RoundPlan,
  { wishes = [] }: EntrantGiven,
  { place }: EntrantWish,
): Partial<EntrantWish> {
  const before = wishes.find((wish) => wish.place === place)
  if (before === undefined) return {}
  const { class: ownClass, refused: _refused, ...kept } = before
  return asksClass(plan) || ownClass === undefined ? kept : { ...kept, class: ownClass }
}

function wishesError(plan: RoundPlan, body: Body): string | undefined {
  const places = readWishes(plan, body).map(({ place }) => place)
  if (places.length === 0 && plan.kind === 'school') return '请至少写一个志愿。'
  const wrong = tableError(body.wishes, wishColumns(plan))
  if (wrong !== undefined) return wrong
  return new Set(places).size < places.length ? '同一个去处写了两次。' : undefined
}

function pointsOf(body: Body): string {
  return halfWidth(textOf(body, 'points')).replaceAll('．', '.')
}
