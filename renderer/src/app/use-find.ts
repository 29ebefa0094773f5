import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { failureOf } from '../api/failure.ts'
import { type Found, queries } from '../api/queries.ts'
import { NAME_TO_REGISTER, useRemembered } from '../components/page-memory.tsx'
import { usePaused } from '../components/use-paused.ts'
import {
  FIND_HINT,
  type FindGroup,
  type FindOption,
  type FoundKind,
  type FrameCommand,
  findGroups,
  numberHint,
} from './find-options.ts'

const PAUSE_MILLISECONDS = 150
const NOTHING: Found = { text: '', residents: [], cases: [], papers: [] }

/** The search field under way. */
export interface Find {
  text: string
  open: boolean
  groups: readonly FindGroup[]
  /** The marked line; the first one until the person marks another. */
  marked: FindOption | undefined
  /** What there is to say instead of or beside the lines. */
  said: string | undefined
  /** Shows the lines. */
  show(): void
  /** Puts the lines away and keeps what was typed. */
  hide(): void
  type(text: string): void
  mark(option: FindOption): void
  /** Marks the line `by` lines further down, and gives it. */
  move(by: number): FindOption | undefined
  /** Runs the marked line; while the answer to what was typed is still to come, as soon as it is there. */
  enter(): void
  choose(option: FindOption): void
  clear(): void
}

/** What was found last, and whether that is the answer to `wanted`. Until then the lines before stay as they are. */
function useFound(wanted: string) {
  const asked = usePaused(wanted, PAUSE_MILLISECONDS)
  const answer = useQuery(queries.found(asked))
  return {
    found: answer.data ?? NOTHING,
    settled: asked === wanted && !answer.isPlaceholderData && !answer.isPending,
    failure: answer.error === null ? undefined : failureOf(answer.error),
  }
}

function useOpenRecord(): (kind: FoundKind, id: string) => void {
  const navigate = useNavigate()
  return (kind, id) => {
    const to = { resident: '/residents/$id', case: '/cases/$id', paper: '/papers/$id' } as const
    void navigate({ to: to[kind], params: { id } })
  }
}

/** Opens the form of a new resident with the name that was looked for. */
function useRegisterTyped(): (name: string) => void {
  const navigate = useNavigate()
  const { remember } = useRemembered(NAME_TO_REGISTER, '')
  return (name) => {
    remember(name)
    void navigate({ to: '/residents/new' })
  }
}

/** The marked line: the first until the person marks another, which stays marked while lines come and go. */
function useMark(options: readonly FindOption[]) {
  const [id, setId] = useState<string>()
  const position = Math.max(
    0,
    options.findIndex((option) => option.id === id),
  )
  return {
    marked: options[position],
    mark: (option: FindOption) => setId(option.id),
    unmark: () => setId(undefined),
    move(by: number): FindOption | undefined {
      const option = options[Math.min(Math.max(position + by, 0), options.length - 1)]
      setId(option?.id)
      return option
    },
  }
}

/** Enter runs what is marked, but not before the answer is there: a quick hand must not open somebody else. */
function useEnter(settled: boolean, run: () => void) {
  const [entered, setEntered] = useState(false)
  const runOnce = useEffectEvent(() => {
    setEntered(false)
    run()
  })
  useEffect(() => {
    if (entered && settled) runOnce()
  }, [entered, settled])
  return { enter: () => setEntered(true), forgetEnter: () => setEntered(false) }
}

/** What there is to say beside the lines: what can be typed, what a number lacks, or that nothing was found. */
function sayAbout(text: string, nothingFound: boolean): string | undefined {
  if (text === '') return FIND_HINT
  return numberHint(text) ?? (nothingFound ? '没有找到。请少写几个字，或换证件号、手机尾号再查。' : undefined)
}

/** What the field offers for what is typed; `leave` is called before a line is run. */
export function useFind(commands: readonly FrameCommand[], leave: () => void): Find {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const { found, settled, failure } = useFound(text.trim())
  const groups = findGroups({ found, commands, open: useOpenRecord(), register: useRegisterTyped() })
  const { marked, unmark, ...marking } = useMark(groups.flatMap((group) => group.options))
  const { enter, forgetEnter } = useEnter(settled, () => {
    if (marked !== undefined) choose(marked)
  })
  function type(next: string): void {
    setText(next)
    unmark()
    forgetEnter()
  }
  function hide(): void {
    setOpen(false)
    forgetEnter()
  }
  function clear(): void {
    hide()
    type('')
  }
  function choose(option: FindOption): void {
    clear()
    leave()
    option.run()
  }
  const said = failure?.message ?? sayAbout(text.trim(), groups.length === 0 && settled)
  const show = () => setOpen(true)
  return { text, open, groups, marked, ...marking, said, show, hide, type, enter, choose, clear }
}
