import { useState } from 'react'
import { Fingerprint } from '../../components/Lines.tsx'

/**
 * Copies through a selection: the window grants no page the clipboard, and this is what pressing Ctrl C does.
 * @returns whether it was copied
 */
function copy(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  const before = document.activeElement
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

/** A hash in full with the way to copy it; `name` says what of. */
export function RoundHash({ name, hash }: { name: string; hash: string }) {
  const [copied, setCopied] = useState<boolean>()
  return (
    <>
      <Fingerprint hash={hash} />{' '}
      <button
        type="button"
        className="plain-button link-button"
        aria-label={`复制${name}`}
        onClick={() => setCopied(copy(hash))}
      >
        复制
      </button>{' '}
      <span className="source" role="status">
        {copied === undefined ? '' : copied ? '已复制' : '没有复制成，请选中后按 Ctrl C'}
      </span>
    </>
  )
}
