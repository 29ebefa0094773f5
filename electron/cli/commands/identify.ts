import { z } from 'zod'
import { assertNever } from '#shared/base/assert-never.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId, type ResidentIdCheck } from '#shared/base/resident-id.ts'
import { checkUscc, type UsccCheck } from '#shared/base/uscc.ts'
import { defineCommand } from '../command.ts'
import { answerLines } from '../parse.ts'

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resident-id'), value: z.string(), on: PlainDate.optional() }),
  z.strictObject({ kind: z.literal('uscc'), value: z.string(), on: PlainDate.optional() }),
])
type Question = z.infer<typeof Question>

/** Lines with a number to check; a line each says whether it is valid and what is wrong. */
export const identify = defineCommand({
  usage: ['identify < 每行 {"kind": "resident-id" 或 "uscc", "value", "on"?}'],
  options: {},
  words: [0, 0],
  run: ({ io }) => answerLines(io, Question, answer),
})

/** Codes only on standard output: the words belong to the page. */
function answer(question: Question): unknown {
  const { problems, ...found } = check(question)
  return { ...found, problems: problems.map((problem) => problem.code) }
}

function check(question: Question): ResidentIdCheck | UsccCheck {
  switch (question.kind) {
    case 'resident-id':
      return checkResidentId(question.value, question.on)
    case 'uscc':
      return checkUscc(question.value)
    default:
      return assertNever(question)
  }
}
