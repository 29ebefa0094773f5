import { OffenceKind, offenceText } from '#shared/domain/people/index.ts'
import { dayError, readDay, textError } from '../../components/form-checks.ts'
import { textOf } from '../../components/form-page.ts'
import { type FactQuestions, optionsOf, reading } from './fact-questions.ts'

export const offence: FactQuestions = {
  questions: [
    { name: 'nature', label: '性质', kind: 'choice', options: optionsOf(OffenceKind.options, offenceText) },
    {
      name: 'document',
      label: '决定文书号',
      kind: 'text',
      hint: '判决书、处罚决定书或失信决定的文号',
      half: true,
    },
    { name: 'decidedOn', label: '决定日期', kind: 'day', half: true },
  ],
  read(body, today) {
    const nature = OffenceKind.safeParse(textOf(body, 'nature')).data
    const [document, dayText] = [textOf(body, 'document'), textOf(body, 'decidedOn')]
    const decidedOn = readDay(dayText)
    return reading(
      {
        nature: nature === undefined ? '请照决定文书选择。' : undefined,
        document: textError(document, '决定文书号', 100),
        decidedOn: dayError(dayText, '决定日期', today),
      },
      () =>
        nature === undefined || decidedOn === undefined
          ? undefined
          : { kind: 'offence', nature, document, decidedOn },
    )
  },
}
