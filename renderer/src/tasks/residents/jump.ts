/**
 * Brings a part of the page into view and gives it the focus; a closed one is opened. The focus goes to no button, so
 * that an Enter too many decides nothing.
 */
export function jumpTo(id: string): void {
  const part = document.getElementById(id)
  if (part instanceof HTMLDetailsElement) {
    part.open = true
    show(part, part.querySelector('summary'))
  } else show(part, part)
}

/** Goes to the first thing in a part that waits for a decision, or to the part itself. */
export function jumpToWaiting(id: string): void {
  const part = document.getElementById(id)
  const waiting = part?.querySelector<HTMLElement>('[data-waiting]') ?? null
  const folded = waiting?.closest('details')
  if (folded) folded.open = true
  show(waiting ?? part, waiting ?? part)
}

function show(part: Element | null, focused: HTMLElement | null): void {
  part?.scrollIntoView({ block: part === focused && part.matches('[data-waiting]') ? 'center' : 'start' })
  focused?.focus({ preventScroll: true })
}
