import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, useRef } from 'react'
import { isComposingKey } from '../components/ime.ts'
import { KeyHint } from '../components/KeyHint.tsx'
import { EVERYWHERE } from '../components/key-match.ts'
import { useKeys } from '../components/keys.tsx'
import { FindList } from './FindList.tsx'
import type { FrameCommand } from './find-options.ts'
import { type Find, useFind } from './use-find.ts'

const LIST_ID = 'find-options'
/** The longest text the engine looks for. */
const LONGEST = 50

/** The one search and command field: people and records with the reason of the match, then commands. */
export function FindField({ commands }: { commands: readonly FrameCommand[] }) {
  const input = useRef<InputRef>(null)
  const find = useFind(commands, () => input.current?.blur())
  // What was looked for before is selected, so that typing replaces it.
  const toField = () => input.current?.focus({ cursor: 'all' })
  useKeys(EVERYWHERE, [{ keys: 'Ctrl K', label: '查找居民、办件、文书或命令', run: toField }])
  return (
    <search className="find">
      <Input
        ref={input}
        role="combobox"
        aria-label="查找居民、办件、文书或命令"
        aria-expanded={find.open}
        aria-autocomplete="list"
        {...(find.open ? { 'aria-controls': LIST_ID } : {})}
        {...(find.open && find.marked !== undefined ? { 'aria-activedescendant': find.marked.id } : {})}
        placeholder="姓名、拼音首字母、证件号末 4–6 位、手机尾号、收件号、单位"
        prefix={<SearchOutlined aria-hidden="true" />}
        suffix={<KeyHint keys="Ctrl K" />}
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST}
        value={find.text}
        onFocus={find.show}
        onBlur={find.hide}
        onChange={(event) => find.type(event.target.value)}
        onKeyDown={(event) => steer(event, find)}
      />
      {find.open ? <FindList id={LIST_ID} find={find} /> : null}
    </search>
  )
}

/** Arrows mark, Enter runs, Esc leaves; what belongs to an input method is left to it. */
function steer(event: KeyboardEvent<HTMLInputElement>, find: Find): void {
  const { key, keyCode, isComposing } = event.nativeEvent
  if (isComposingKey({ key, keyCode, isComposing })) return
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const option = find.move(key === 'ArrowDown' ? 1 : -1)
    if (option !== undefined) document.getElementById(option.id)?.scrollIntoView({ block: 'nearest' })
  } else if (key === 'Enter') find.enter()
  else if (key === 'Escape') {
    find.clear()
    document.getElementById('main')?.focus()
  } else return
  event.preventDefault()
  event.stopPropagation()
}
