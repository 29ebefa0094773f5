import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CounterError } from '#shared/base/failure.ts'
import type { Io } from './io.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; strict: true; allowPositionals: true }>
>['values']

/** 0 done, 1 "the answer is no", 2 unusable input, 3 an internal fault, 130 interrupted by the user. */
export type ExitCode = 0 | 1 | 2 | 3 | 130

/** One call of a command: its options, its files, and where it reads and writes. */
export interface Call<O extends Options> {
  values: Values<O>
  positionals: string[]
  io: Io
}

export interface Definition<O extends Options> {
  /** One line a form of the call, as `--help` prints it. */
  usage: string[]
  options: O
  /** Fewest and most words that may follow besides options. */
  words: [number, number]
  run(call: Call<O>): Promise<ExitCode>
}

export interface Command {
  start(args: string[], io: Io): Promise<ExitCode>
}

/** A command with strict options: an unknown, repeated or valueless one is refused before anything runs. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  return {
    async start(args, io) {
      if (wantsHelp(args)) {
        io.note(definition.usage.map((line) => `counter ${line}`).join('\n'))
        return 0
      }
      const { values, positionals } = readArguments(args, definition)
      return definition.run({ values, positionals, io })
    },
  }
}

function wantsHelp(args: string[]): boolean {
  const end = args.indexOf('--')
  const own = end === -1 ? args : args.slice(0, end)
  return own.includes('--help') || own.includes('-h')
}

function readArguments<O extends Options>(args: string[], definition: Definition<O>) {
  const hint = `用法：counter ${definition.usage.join('；counter ')}`
  const parsed = parseStrictly(args, definition.options, hint)
  const seen = new Set<string>()
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue
    if (seen.has(token.name)) {
      throw new CounterError('BAD_INPUT', `选项 --${token.name} 出现了两次，无法确定以哪一个为准。`, {
        at: `--${token.name}`,
        hint,
      })
    }
    seen.add(token.name)
  }
  const [fewest, most] = definition.words
  if (parsed.positionals.length < fewest || parsed.positionals.length > most) {
    const wanted = fewest === most ? `${fewest}` : `${fewest} 至 ${most}`
    throw new CounterError(
      'BAD_INPUT',
      `此命令需要 ${wanted} 个参数，实际给出 ${parsed.positionals.length} 个。`,
      { at: 'arguments', hint },
    )
  }
  return parsed
}

function parseStrictly<O extends Options>(args: string[], options: O, hint: string) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true, tokens: true })
  } catch (error) {
    throw asArgumentError(error, hint)
  }
}

/** Names the option only: its value may be a secret typed in the wrong place. */
function asArgumentError(error: unknown, hint: string): unknown {
  if (!(error instanceof TypeError) || !('code' in error)) return error
  const option = /'(?:-\w, )?(--?[^'=\s]+)/.exec(error.message)?.[1] ?? 'arguments'
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return new CounterError('BAD_INPUT', `没有 ${option} 这个选项。`, { at: option, hint, cause: error })
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return new CounterError('BAD_INPUT', `选项 ${option} 的写法不对：缺少值，或多给了值。`, {
        at: option,
        hint,
        cause: error,
      })
    default:
      return error
  }
}

/** The value of an option that must be given. */
export function requireOption(value: string | undefined, name: string, why: string): string {
  if (value !== undefined && value !== '') return value
  throw new CounterError('BAD_INPUT', `缺少选项 --${name}。`, { at: `--${name}`, hint: why })
}
