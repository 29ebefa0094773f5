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
