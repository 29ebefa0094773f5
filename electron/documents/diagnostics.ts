import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { formatCodePoint, glyphMissing } from './typesetter.ts'

/** What Typst says about a template. Paths are dropped: they tell nothing to a reader. */
const Diagnostic = z.object({ message: z.string() })

/** Typst's own refusal of a text without glyph, in PDF/A export (Typst 0.13). */
const UNDRAWABLE = /the text \\?"(.+?)\\?" could not be displayed with any font/u

/** A template that Typst cannot compile or warns about; warnings are fatal, since text may silently vanish. */
export function templateBad(template: string, diagnostics: unknown): CounterError {
  const parsed = z.array(Diagnostic).safeParse(diagnostics)
  const words = parsed.success ? parsed.data.map((one) => one.message).join('；') : '编译器没有说明原因'
  return refusal(template, words, diagnostics)
}

/** What an export refused: a character without glyph, else a fault of the template. */
export function exportRefused(template: string, error: unknown): CounterError {
  const words = error instanceof Error ? error.message : String(error)
  const character = [...(UNDRAWABLE.exec(words)?.[1] ?? '')][0]
  if (character === undefined) return refusal(template, /message: "(.*?)"/u.exec(words)?.[1] ?? words, error)
  const privateUse = /\p{Co}/u.test(character)
  return glyphMissing({ character, codePoint: formatCodePoint(character), privateUse }, template)
}

function refusal(template: string, words: string, cause: unknown): CounterError {
  return new CounterError('TEMPLATE_BAD', `文书模板“${template}”有错，没有出文书：${words}`, {
    at: `resources/papers/${template}.typ`,
    hint: '请重新安装本软件；安装后仍有此提示的，请把这段文字告诉管理员。',
    cause,
  })
}
