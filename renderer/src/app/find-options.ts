import { statusText } from '#shared/domain/cases/index.ts'
import type { PaperRow } from '#shared/ipc/papers.ts'
import type { Found } from '../api/queries.ts'

/** A command of the search field. `also` are other words it is found by. */
export interface FrameCommand {
  id: string
  label: string
  also: string
  keys?: string
  run(): void
}

/** One line under the search field; `about` says why it was found. */
export interface FindOption {
  id: string
  label: string
  about: string
  keys?: string
  run(): void
}

/** Lines of one kind under their label. */
export interface FindGroup {
  title: string
  options: readonly FindOption[]
}

/** A record the search field can open. */
export type FoundKind = 'resident' | 'case' | 'paper'

const SHOWN_COMMANDS = 5
const SHORTEST_NUMBER = 4
const LONGEST_TAIL = 6
const PHONE_LENGTH = 11
const NUMBER_LENGTH = 18

/** What can be typed, said where nothing is typed yet. */
export const FIND_HINT =
  '可以输入：姓名（任意几个字）· 拼音或首字母 · 证件号末 4–6 位 · 手机尾号 · 居住证号 · 收件号、文号 · 单位'

/** What to say about a number that is too short or has too many digits for a tail and too few for a whole one. */
export function numberHint(text: string): string | undefined {
  const number = text.replaceAll(/\s/g, '')
  if (!/^\d+[xX]?$/.test(number)) return undefined
  const { length } = number
  if (length < SHORTEST_NUMBER) {
    return `还差 ${SHORTEST_NUMBER - length} 位：证件号末尾、手机尾号至少输入 ${SHORTEST_NUMBER} 位。`
  }
  if (length > PHONE_LENGTH && length < NUMBER_LENGTH && length !== 15) {
    return `证件号应为 ${NUMBER_LENGTH} 位，还差 ${NUMBER_LENGTH - length} 位；也可以只输入末 ${SHORTEST_NUMBER} 至 ${LONGEST_TAIL} 位。`
  }
  return undefined
}

/** Whether a text that found nobody can be the name of somebody to register. */
function canBeName(text: string): boolean {
  return /\p{Script=Han}/u.test(text) && !/\d/.test(text)
}

/** Commands that contain what was typed, in their label or in the words they are also found by. */
export function findCommands(commands: readonly FrameCommand[], text: string): FrameCommand[] {
  const wanted = text.trim().toLowerCase()
  return commands.filter((command) => `${command.label} ${command.also}`.toLowerCase().includes(wanted))
}

/** What the field offers: residents, cases and papers with the reason of the match, then commands; no empty group. */
export function findGroups(options: {
  found: Found
  commands: readonly FrameCommand[]
  open(kind: FoundKind, id: string): void
  /** Begins to register a person of this name. */
  register(name: string): void
}): FindGroup[] {
  const { found, open } = options
  const groups: FindGroup[] = [
    {
      title: '居民',
      options: found.residents.map((match) => ({
        id: `found-${match.id}`,
        label: `${match.name}　${match.idNumberMasked}`,
        about: `${match.town} · ${match.why}`,
        run: () => open('resident', match.id),
      })),
    },
    {
      title: '办件',
      options: found.cases.map((row) => ({
        id: `found-${row.id}`,
        label: `${row.receiptNo}　${row.name}`,
        about: `${statusText(row.status)} · ${contains(row.receiptNo, found.text) ? '收件号' : '姓名'}`,
        run: () => open('case', row.id),
      })),
    },
    {
      title: '文书',
      options: found.papers.map((row) => ({
        id: `found-${row.id}`,
        label: `${row.number}　${row.name}`,
        about: `${row.title} · ${whyPaper(row, found.text)}`,
        run: () => open('paper', row.id),
      })),
    },
    { title: '没有这个人', options: registerOptions(found, options.register) },
    { title: '命令', options: commandOptions(options.commands, found.text) },
  ]
  return groups.filter((group) => group.options.length > 0)
}

function contains(part: string, text: string): boolean {
  return part.toLowerCase().includes(text.toLowerCase())
}

/** A paper is found by its number, by the name on it, or by the receipt number of its case, which it does not show. */
function whyPaper({ number, name }: PaperRow, text: string): string {
  if (contains(number, text)) return '文号'
  return contains(name, text) ? '姓名' : '收件号'
}

/** Where nobody of that name was found, the way to register them with what was typed. */
function registerOptions(found: Found, register: (name: string) => void): FindOption[] {
  if (found.residents.length > 0 || !canBeName(found.text)) return []
  const name = found.text
  return [
    { id: 'register-typed', label: `登记新居民：${name}`, about: '姓名会填好', run: () => register(name) },
  ]
}

function commandOptions(commands: readonly FrameCommand[], text: string): FindOption[] {
  return findCommands(commands, text)
    .slice(0, SHOWN_COMMANDS)
    .map((command) => ({
      id: `command-${command.id}`,
      label: command.label,
      about: '',
      ...(command.keys === undefined ? {} : { keys: command.keys }),
      run: command.run,
    }))
}
