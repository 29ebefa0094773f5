import type { DraftBody } from '#shared/ipc/drafts.ts'
import type { Body, Step } from './form-page.ts'
import { formatDay, formatMoment, formatTime } from './format.ts'

/** How long typing must pause before a draft is saved. */
export const PAUSE_MILLISECONDS = 600

/** What a person has put into a form: only what they answered, so that defaults never count as a draft. */
export interface Entered {
  answers: Body
  position: number
}

export const NOTHING_ENTERED: Entered = { answers: {}, position: 0 }

/** What became of a draft last. */
export type DraftStatus =
  | { state: 'none' }
  | { state: 'saved'; at: string }
  | { state: 'not-saved' }
  | { state: 'not-read' }

/** The form as it may be kept: without what was answered to questions for passwords. */
export function draftOf(entered: Entered, steps: readonly Step[]): DraftBody {
  const secret = new Set(
    steps.flatMap((step) =>
      step.questions.filter(({ kind }) => kind === 'password').map((question) => question.name),
    ),
  )
  const kept = Object.entries(entered.answers).filter(([name]) => !secret.has(name))
  return {
    answers: Object.fromEntries(
      kept.map(([name, answer]) => [name, typeof answer === 'string' ? answer : [...answer]]),
    ),
    position: entered.position,
  }
}

/** A kept draft put back; what was typed while it was being read stays. */
export function restore(entered: Entered, draft: DraftBody): Entered {
  return {
    answers: { ...draft.answers, ...entered.answers },
    position: entered.position === 0 ? draft.position : entered.position,
  }
}

/** When something was saved, as short as it is clear on the day of `now`: `14:32`, or with its day. */
export function savedWords(savedAt: string, now: string): string {
  return formatDay(savedAt) === formatDay(now) ? formatTime(savedAt) : formatMoment(savedAt)
}

export interface DraftSaver {
  /** Takes what the form says now; it is saved at the next pause. */
  change(body: DraftBody): void
  /** Saves at once what waits; resolves when it is written or refused. */
  flush(): Promise<void>
  /** Drops what waits; a write under way that fails is not tried again. */
  drop(): void
}

/**
 * Saves a draft on every pause, one write after the other and only the latest. What could not be written waits for
 * the next pause. `later` calls back after so many milliseconds and gives the way to take it back.
 */
export function createDraftSaver(options: {
  write(body: DraftBody): Promise<{ savedAt: string }>
  later(run: () => void, milliseconds: number): () => void
  tell(status: DraftStatus): void
}): DraftSaver {
  let waiting: DraftBody | undefined
  let takeBack = () => {}
  let writing = Promise.resolve()
  let drops = 0

  async function writeLatest(): Promise<void> {
    if (waiting === undefined) return
    const body = waiting
    const before = drops
    waiting = undefined
    try {
      const { savedAt } = await options.write(body)
      if (drops === before) options.tell({ state: 'saved', at: savedAt })
    } catch {
      if (drops !== before) return
      waiting ??= body
      options.tell({ state: 'not-saved' })
    }
  }
  function flush(): Promise<void> {
    takeBack()
    writing = writing.then(writeLatest)
    return writing
  }
  return {
    change(body) {
      waiting = body
      takeBack()
      takeBack = options.later(() => void flush(), PAUSE_MILLISECONDS)
    },
    flush,
    drop() {
      drops += 1
      takeBack()
      waiting = undefined
    },
  }
}
