import type { Verdict } from '#shared/ipc/common.ts'
import { VERDICT_LOOK } from './verdict-look.ts'

/** A verdict as sign, word and colour; `word` replaces the usual word where the screen has a more exact one. */
export function VerdictTag({ verdict, word }: { verdict: Verdict; word?: string }) {
  const look = VERDICT_LOOK[verdict]
  return <Tag tone={look.tone} sign={look.sign} word={word ?? look.word} />
}

/** A short state: sign, word and colour of a tone, or plain. */
export function Tag({
  tone,
  sign,
  word,
}: {
  tone: 'yes' | 'no' | 'unknown' | 'plain'
  sign?: string
  word: string
}) {
  return (
    <span className={`tag tag-${tone}`}>
      {sign === undefined ? null : <span aria-hidden="true">{sign}</span>}
      {word}
    </span>
  )
}
