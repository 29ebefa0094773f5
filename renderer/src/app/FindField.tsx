import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { failureOf } from '../api/failure.ts'
import { queries } from '../api/queries.ts'
import { isComposingKey } from '../components/ime.ts'
import { KeyHint } from '../components/KeyHint.tsx'
import { useKeys } from '../components/keys.tsx'
import { type FindOption, type FrameCommand, findOptions } from './find-options.ts'

const LIST_ID = 'find-options'
const PAUSE_MILLISECONDS = 150

/** `text` as it was when typing last paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

/** What the field offers for what is typed, and which line is marked. */
function useFind(commands: readonly FrameCommand[]) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState(0)
  const wanted = text.trim()
  const asked = usePaused(wanted)
  const matches = useQuery({ ...queries.residentMatches(asked), enabled: open && asked !== '' })
  const options = findOptions({
    text,
    residents: wanted === '' ? [] : (matches.data ?? []),
    commands,
    openResident: (id) => void navigate({ to: '/residents/$id', params: { id } }),
  })
  const settled = asked === wanted && !matches.isFetching
  const nothing = options.length === 0 && settled ? '没有找到居民或命令。请少写几个字再查。' : undefined
  return {
    text,
    open,
    marked,
    options,
    said: matches.error === null ? nothing : failureOf(matches.error).message,
    setOpen,
    mark: (position: number) => setMarked(Math.min(Math.max(position, 0), options.length - 1)),
    type(next: string) {
      setText(next)
      setMarked(0)
    },
    clear() {
      setOpen(false)
      setText('')
      setMarked(0)
    },
  }
}

/** The one search and command field: people with the reason of the match, then commands; arrows and Enter. */
export function FindField({ commands }: { commands: readonly FrameCommand[] }) {
  const input = useRef<InputRef>(null)
  const find = useFind(commands)
  const { options, marked, open } = find
  useKeys('全局', [{ keys: 'Ctrl K', label: '查找居民或命令', run: () => input.current?.focus() }])

  function leave(): void {
    find.clear()
    input.current?.blur()
  }
  function choose(option: FindOption | undefined): void {
    if (option === undefined) return
    leave()
    option.run()
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { key, keyCode, isComposing } = event.nativeEvent
    if (isComposingKey({ key, keyCode, isComposing })) return
    if (key === 'ArrowDown') find.mark(marked + 1)
    else if (key === 'ArrowUp') find.mark(marked - 1)
    else if (key === 'Enter') choose(options[marked])
    else if (key === 'Escape') {
      leave()
      document.getElementById('main')?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className="find">
      <Input
        ref={input}
        role="combobox"
        aria-label="查找居民或命令"
        aria-expanded={open}
        aria-autocomplete="list"
        {...(open ? { 'aria-controls': LIST_ID } : {})}
        {...(open && options[marked] !== undefined ? { 'aria-activedescendant': options[marked].id } : {})}
        placeholder="姓名、拼音、证件号后四位、手机尾号、命令"
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={<KeyHint keys="Ctrl K" />}
        autoComplete="off"
        spellCheck={false}
        value={find.text}
        onFocus={() => find.setOpen(true)}
        onBlur={() => find.setOpen(false)}
        onChange={(event) => find.type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <FindList options={options} marked={marked} mark={find.mark} choose={choose}>
          {find.said}
        </FindList>
      ) : null}
    </search>
  )
}

function FindList(props: {
  options: readonly FindOption[]
  marked: number
  mark(position: number): void
  choose(option: FindOption): void
  children: string | undefined
}) {
  return (
    <div className="find-list">
      <div id={LIST_ID} role="listbox" aria-label="找到的居民和命令">
        {props.options.map((option, position) => (
          <div
            key={option.id}
            id={option.id}
            role="option"
            tabIndex={-1}
            className="find-option"
            aria-selected={position === props.marked}
            onMouseEnter={() => props.mark(position)}
            onMouseDown={(event) => {
              event.preventDefault()
              props.choose(option)
            }}
          >
            {option.label}
            <span className="source">{option.about}</span>
            {option.keys === undefined ? null : <KeyHint keys={option.keys} />}
          </div>
        ))}
      </div>
      {props.children === undefined ? null : (
        <p className="find-none" role="status">
          {props.children}
        </p>
      )}
    </div>
  )
}
