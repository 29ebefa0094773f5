import { KeyHint } from '../components/KeyHint.tsx'
import type { FindOption } from './find-options.ts'
import type { Find } from './use-find.ts'

/** What the search field offers, each kind under its label. */
export function FindList({ id, find }: { id: string; find: Find }) {
  return (
    <div className="find-list">
      <div id={id} role="listbox" aria-label="找到的居民、办件、文书和命令">
        {find.groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox is no set of form fields
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="find-group" aria-hidden="true">
              {group.title}
            </div>
            {group.options.map((option) => (
              <Line key={option.id} option={option} find={find} />
            ))}
          </div>
        ))}
      </div>
      {find.said === undefined ? null : (
        <p className="find-none" role="status">
          {find.said}
        </p>
      )}
    </div>
  )
}

function Line({ option, find }: { option: FindOption; find: Find }) {
  return (
    <div
      id={option.id}
      role="option"
      tabIndex={-1}
      className="find-option"
      aria-selected={option.id === find.marked?.id}
      onMouseMove={() => find.mark(option)}
      onMouseDown={(event) => {
        event.preventDefault()
        find.choose(option)
      }}
    >
      <span className="find-label">{option.label}</span>
      <span className="source">{option.about}</span>
      {option.keys === undefined ? null : <KeyHint keys={option.keys} />}
    </div>
  )
}
