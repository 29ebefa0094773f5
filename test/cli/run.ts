import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const entry = new URL('../../electron/cli/index.ts', import.meta.url).pathname

/** The one JSON object of a refusal: exactly four keys. */
const Refusal = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string().min(1),
    at: z.string().nullable(),
    hint: z.string().nullable(),
  }),
})

export interface Outcome {
  code: number | null
  /** Standard output, each line parsed: a line that is not JSON fails the test here. */
  printed: unknown[]
  messages: string
  /** The refusal, when standard error ends in one. */
  error: z.infer<typeof Refusal>['error'] | undefined
}

/** Runs the command as its users do: a process of its own, from source. */
export async function counter(args: string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  // The command may refuse before it has read everything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [output, messages, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  const printed = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
  return { code, printed, messages, error: refusalIn(messages) }
}

function refusalIn(messages: string): Outcome['error'] {
  const last = messages.trimEnd().split('\n').at(-1) ?? ''
  return last.startsWith('{') ? Refusal.parse(JSON.parse(last)).error : undefined
}

/** JSON lines of the values. */
export function jsonLines(values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}
