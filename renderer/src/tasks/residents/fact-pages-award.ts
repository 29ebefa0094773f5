import { AwardGiver, awardGiverText, PatentKind, patentText } from '#shared/domain/people/index.ts'
import { MOST_OWNERS } from '#shared/policy/index.ts'
import { countError, dayError, readCount, readDay, readFen, textError } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionsOf, reading } from './fact-questions.ts'

const MOST_AWARDED_X100 = 10_000

export const patent: FactQuestions = {
  questions: [
    { name: 'what', label: '种类', kind: 'choice', options: optionsOf(PatentKind.options, patentText) },
    { name: 'title', label: '专利名称', kind: 'text', hint: '照专利证书写' },
    { name: 'number', label: '专利号', kind: 'code', half: true },
    { name: 'grantedOn', label: '授权公告日', kind: 'day', half: true },
    { name: 'owners', label: '专利权人（人）', kind: 'count', hint: '证书上共几人，含本人', half: true },
    {
      name: 'first',
      label: '本人是否排第一',
      kind: 'choice',
      options: [
        { value: 'yes', label: '是' },
        { value: 'no', label: '否' },
      ],
      half: true,
    },
  ],
  read(body, today) {
    const what = PatentKind.safeParse(textOf(body, 'what')).data
    const [title, number, first] = [textOf(body, 'title'), textOf(body, 'number'), textOf(body, 'first')]
    const [dayText, ownersText] = [textOf(body, 'grantedOn'), textOf(body, 'owners')]
    const [grantedOn, owners] = [readDay(dayText), readCount(ownersText)]
    return reading(
      {
        what: what === undefined ? '请照专利证书选择。' : undefined,
        title: textError(title, '专利名称', 100),
        number: textError(number, '专利号', 100),
        grantedOn: dayError(dayText, '授权公告日', today),
        owners: countError(ownersText, '专利权人数', { least: 1, most: MOST_OWNERS, unit: '人' }),
        first: firstError(first, owners),
      },
      () =>
        what === undefined || grantedOn === undefined || owners === undefined
          ? undefined
          : { kind: 'patent', what, title, number, grantedOn, owners, first: first === 'yes' },
    )
  },
}

function firstError(first: string, owners: number | undefined): string | undefined {
  if (first === '') return '请照专利证书上的次序选择。'
  return owners === 1 && first === 'no' ? '只有一位专利权人，本人就是第一位。请核对人数。' : undefined
}

export const award: FactQuestions = {
  questions: [
    {
      name: 'giver',
      label: '由谁给分',
      kind: 'choice',
      options: optionsOf(AwardGiver.options, awardGiverText),
    },
    { name: 'by', label: '镇街或村社名称', kind: 'text', hint: '写全称，同一个村社每次写法一致' },
    { name: 'points', label: '给的分', kind: 'code', hint: '最多两位小数，如 2 或 1.5', half: true },
    { name: 'awardedOn', label: '给分日期', kind: 'day', half: true },
  ],
  read(body, today) {
    const giver = AwardGiver.safeParse(textOf(body, 'giver')).data
    const [by, dayText] = [textOf(body, 'by'), textOf(body, 'awardedOn')]
    const [awardedOn, pointsX100] = [readDay(dayText), readHundredths(textOf(body, 'points'))]
    return reading(
      {
        giver: giver === undefined ? '请选择由镇街还是村社给分。' : undefined,
        by: textError(by, '镇街或村社名称', 100),
        points: pointsX100 === undefined ? '请写 0.01 至 100 之间的分数，如 2 或 1.5。' : undefined,
        awardedOn: dayError(dayText, '给分日期', today),
      },
      () =>
        giver === undefined || awardedOn === undefined || pointsX100 === undefined
          ? undefined
          : { kind: 'award', giver, by, pointsX100, awardedOn },
    )
  },
}

/** Points as typed, in hundredths: two decimals, as fen are of yuan. */
function readHundredths(text: string): number | undefined {
  const hundredths = readFen(text)
  if (hundredths === undefined || hundredths < 1) return undefined
  return hundredths > MOST_AWARDED_X100 ? undefined : hundredths
}
