import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '#shared/base/parse-json.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { addWorkdays, isWorkday, WorkCalendar } from '#shared/base/workday.ts'
import { defineCommand } from '../command.ts'
import { answerLines, locate, parseValue } from '../parse.ts'

const DayQuestion = z.strictObject({ date: PlainDate })
const TermQuestion = z.strictObject({ from: PlainDate, add: z.int().min(0).max(3660) })

/** Lines that ask for the n-th working day after a day, or whether a day is one, by the State Council's calendar. */
export const workday = defineCommand({
  usage: ['workday < 每行 {"from", "add"} 或 {"date"}'],
  options: {},
  words: [0, 0],
  async run({ io }) {
    const file = join(io.resourcesDir, 'data/workdays.json')
    const text = await io.text(file)
    const calendar = locate(file, () => parseValue(WorkCalendar, parseJson(text, '$')))
    return answerLines(io, z.unknown(), (question) => answer(question, calendar))
  },
})

/** The question is told by its field, so that a refusal can name what is wrong in it. */
function answer(question: unknown, calendar: WorkCalendar): unknown {
  if (typeof question === 'object' && question !== null && 'date' in question) {
    return { workday: isWorkday(parseValue(DayQuestion, question).date, calendar) }
  }
  const { from, add } = parseValue(TermQuestion, question)
  return { date: addWorkdays(from, add, calendar) }
}
