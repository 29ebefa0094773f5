import { join } from 'node:path'
import { z } from 'zod'
import { PlainDate } from '#shared/base/plain-date.ts'
import { addWorkdays, isWorkday, WorkCalendar } from '#shared/base/workday.ts'
import { defineCommand } from '../command.ts'
import { answerLines, parseJson, parseValue } from '../parse.ts'

const Question = z.union([
  z.strictObject({ from: PlainDate, add: z.int().min(0).max(3660) }),
  z.strictObject({ date: PlainDate }),
])
type Question = z.infer<typeof Question>

/** Lines that ask for the n-th working day after a day, or whether a day is one, by the State Council's calendar. */
export const workday = defineCommand({
  usage: ['workday < 每行 {"from", "add"} 或 {"date"}'],
  options: {},
  words: [0, 0],
  async run({ io }) {
    const file = join(io.resourcesDir, 'data/workdays.json')
    const calendar = parseValue(WorkCalendar, parseJson(await io.text(file), file), 'workdays.json')
    return answerLines(io, Question, (question) => answer(question, calendar))
  },
})

function answer(question: Question, calendar: WorkCalendar): unknown {
  if ('date' in question) return { workday: isWorkday(question.date, calendar) }
  return { date: addWorkdays(question.from, question.add, calendar) }
}
