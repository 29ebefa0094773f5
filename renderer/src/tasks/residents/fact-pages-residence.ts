import { StaySeason, seasonText, Tenure, tenureText } from '#shared/domain/people/index.ts'
import {
  countError,
  dayError,
  optionalDayError,
  optionalTextError,
  readCount,
  readDay,
} from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionalText, optionsOf, reading, yearError } from './fact-questions.ts'

const MOST_SQUARE_METRES = 100_000

export const residence: FactQuestions = {
  questions: [
    {
      name: 'registeredOn',
      label: '居住登记日期',
      kind: 'day',
      hint: '居住登记，不是居住证签发日',
      half: true,
    },
    {
      name: 'endedOn',
      label: '注销日期',
      kind: 'day',
      hint: '已迁出、注销的才填；现在有效的不填',
      half: true,
      optional: true,
    },
    { name: 'address', label: '登记的地址', kind: 'text', optional: true },
  ],
  read(body, today) {
    const [text, endedText] = [textOf(body, 'registeredOn'), textOf(body, 'endedOn')]
    const [registeredOn, endedOn = null] = [readDay(text), readDay(endedText)]
    const reversed = registeredOn !== undefined && endedOn !== null && endedOn < registeredOn
    const made = reading(
      {
        registeredOn: dayError(text, '居住登记日期', today),
        endedOn:
          optionalDayError(endedText, '注销日期', today) ??
          (reversed ? '注销日期早于居住登记日期。请照材料核对。' : undefined),
        address: optionalTextError(textOf(body, 'address'), '地址', 100),
      },
      () =>
        registeredOn === undefined
          ? undefined
          : { kind: 'residence', registeredOn, ...optionalText(body, 'address') },
    )
    return endedOn === null ? made : { ...made, valid: { from: null, to: endedOn } }
  },
}

export const permit: FactQuestions = {
  questions: [
    { name: 'issuedOn', label: '签发日期', kind: 'day', half: true },
    { name: 'endorsedUntil', label: '签注有效至', kind: 'day', hint: '证件背面最后一次签注', half: true },
    { name: 'number', label: '居住证号', kind: 'code', half: true, optional: true },
  ],
  read(body, today) {
    const issuedText = textOf(body, 'issuedOn')
    const endorsedText = textOf(body, 'endorsedUntil')
    const [issuedOn, endorsedUntil] = [readDay(issuedText), readDay(endorsedText)]
    const reversed = issuedOn !== undefined && endorsedUntil !== undefined && endorsedUntil < issuedOn
    return reading(
      {
        issuedOn: dayError(issuedText, '居住证签发日期', today),
        endorsedUntil:
          dayError(endorsedText, '签注有效期') ??
          (reversed ? '签注有效期早于签发日期。请照证件核对。' : undefined),
        number: optionalTextError(textOf(body, 'number'), '居住证号', 40),
      },
      () =>
        issuedOn === undefined || endorsedUntil === undefined
          ? undefined
          : { kind: 'permit', issuedOn, endorsedUntil, ...optionalText(body, 'number') },
    )
  },
}

export const endorsement: FactQuestions = {
  questions: [
    { name: 'endorsedOn', label: '签注日期', kind: 'day', half: true },
    { name: 'until', label: '有效至', kind: 'day', hint: '一年一签，逐年各记一条', half: true },
  ],
  read(body, today) {
    const [onText, untilText] = [textOf(body, 'endorsedOn'), textOf(body, 'until')]
    const [endorsedOn, until] = [readDay(onText), readDay(untilText)]
    const reversed = endorsedOn !== undefined && until !== undefined && until < endorsedOn
    return reading(
      {
        endorsedOn: dayError(onText, '签注日期', today),
        until: dayError(untilText, '有效期') ?? (reversed ? '有效期早于签注日期。请照证件核对。' : undefined),
      },
      () =>
        endorsedOn === undefined || until === undefined
          ? undefined
          : { kind: 'endorsement', endorsedOn, until },
    )
  },
}

export const housing: FactQuestions = {
  questions: [
    { name: 'tenure', label: '住房', kind: 'choice', options: optionsOf(Tenure.options, tenureText) },
    { name: 'address', label: '地址', kind: 'text', optional: true },
    {
      name: 'area',
      label: '建筑面积（平方米）',
      kind: 'count',
      hint: '照产权证或租赁合同，只写整数',
      half: true,
      optional: true,
    },
  ],
  period: { from: '入住日期', to: '搬离日期', open: '现在住着不填' },
  read(body) {
    const tenure = Tenure.safeParse(textOf(body, 'tenure')).data
    const areaText = textOf(body, 'area')
    const areaSquareMetres = readCount(areaText)
    return reading(
      {
        tenure: tenure === undefined ? '请照合同或产权证选择。' : undefined,
        address: optionalTextError(textOf(body, 'address'), '地址', 100),
        area:
          areaText === ''
            ? undefined
            : countError(areaText, '面积', { least: 1, most: MOST_SQUARE_METRES, unit: '平方米' }),
      },
      () =>
        tenure === undefined
          ? undefined
          : {
              kind: 'housing',
              tenure,
              ...optionalText(body, 'address'),
              ...(areaSquareMetres === undefined ? {} : { areaSquareMetres }),
            },
    )
  },
}

export const stay: FactQuestions = {
  questions: [
    {
      name: 'season',
      label: '节日',
      kind: 'choice',
      options: optionsOf(StaySeason.options, seasonText),
    },
    { name: 'year', label: '年度', kind: 'count', hint: '留在本市过节的那一年', half: true },
    {
      name: 'registeredOn',
      label: '登记日期',
      kind: 'day',
      hint: '镇街、村社登记的日期；政策限定登记时间的必须有',
      half: true,
      optional: true,
    },
  ],
  read(body, today) {
    const season = StaySeason.safeParse(textOf(body, 'season')).data
    const yearText = textOf(body, 'year')
    const year = readCount(yearText)
    const dayText = textOf(body, 'registeredOn')
    const registeredOn = readDay(dayText)
    return reading(
      {
        season: season === undefined ? '请选择节日。' : undefined,
        year: yearError(yearText, '年度', today),
        registeredOn: optionalDayError(dayText, '登记日期', today),
      },
      () =>
        season === undefined || year === undefined
          ? undefined
          : { kind: 'stay', season, year, ...(registeredOn === undefined ? {} : { registeredOn }) },
    )
  },
}
