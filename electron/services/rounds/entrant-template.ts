import { writeTemplate } from '#electron/exchange/index.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { LIST_COLUMNS, titleOf } from './entrant-list-columns.ts'
import { getPlan } from './entrants.ts'

/**
 * The empty workbook for a round's list of applicants, with its places, classes and tags in the notes.
 * @throws CounterError NOT_FOUND
 */
export async function getEntrantTemplate(
  { reader }: ServiceContext,
  roundId: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const { title } = getRound(reader, roundId)
  const bytes = await writeTemplate({
    sheetName: '申请名单',
    columns: LIST_COLUMNS.map(({ title: name, required, example, help }) => ({
      title: name,
      required,
      example,
      help,
      kind: 'text' as const,
    })),
    notes: notesOf(getPlan(reader, roundId), title),
  })
  // A title may hold what a file name must not; which round it is stands in the notes.
  return { bytes: new Uint8Array(bytes), fileName: '申请名单模板.xlsx' }
}

function notesOf({ places, classes, towns, ties }: RoundPlan, title: string): string[] {
  const tags = new Set(places.flatMap(({ reserved }) => reserved?.tag ?? []))
  return [
    `批次：${title}。名单有一处不能使用的，整份不登记。`,
    ...(ties.length === 0
      ? []
      : [`同分依次比：${ties.map((tie) => titleOf(tie)).join('、')}；没有填申请人证件号码的须填。`]),
    ...(classes.length === 0
      ? []
      : [`类别：${classes.map((entry) => `${entry.class} ${entry.name}`).join('、')}。`]),
    ...(tags.size === 0 ? [] : [`标签：${[...tags].join('、')}。`]),
    `受理范围：${towns.join('、')}。`,
    ...places.map(
      ({ id, name, capacity, town }) =>
        `去处 ${id}：${name}${town === null ? '' : `（${town}）`}，名额 ${capacity}。`,
    ),
  ]
}
