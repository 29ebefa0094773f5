import type { ResidentMatch } from '#shared/ipc/residents.ts'

/** A command of the search field. `also` are other words it is found by. */
export interface FrameCommand {
  id: string
  label: string
  also: string
  keys?: string
  run(): void
}

/** One line under the search field. */
export interface FindOption {
  id: string
  label: string
  about: string
  keys?: string
  run(): void
}

const SHOWN_COMMANDS = 5

/** Commands that contain what was typed, in words or in the first letters of their pinyin. */
export function findCommands(commands: readonly FrameCommand[], text: string): FrameCommand[] {
  const wanted = text.trim().toLowerCase()
  return commands.filter((command) => `${command.label} ${command.also}`.toLowerCase().includes(wanted))
}

/** What the field offers for `text`: the residents that match with the reason why, then commands. */
export function findOptions(options: {
  text: string
  residents: readonly ResidentMatch[]
  commands: readonly FrameCommand[]
  openResident(id: string): void
}): FindOption[] {
  const residents = options.residents.map((match) => ({
    id: `resident-${match.id}`,
    label: `${match.name}　${match.idNumberMasked}`,
    about: `${match.town} · ${match.why}`,
    run: () => options.openResident(match.id),
  }))
  const commands = findCommands(options.commands, options.text)
    .slice(0, SHOWN_COMMANDS)
    .map((command) => ({
      id: `command-${command.id}`,
      label: command.label,
      about: '命令',
      ...(command.keys === undefined ? {} : { keys: command.keys }),
      run: command.run,
    }))
  return [...residents, ...commands]
}
