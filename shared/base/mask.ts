/** A telephone number with the middle hidden: a mobile number keeps 3 + 4 digits, a shorter one its last 2. */
export function maskPhone(value: string): string {
  const text = value.trim()
  const [head, tail] = text.length >= 11 ? [3, 4] : [0, 2]
  return keepEnds(text, head, tail)
}

/** A name with all but its first character hidden; counted in characters, so rare surnames stay whole. */
export function maskName(value: string): string {
  return keepEnds(value.trim(), 1, 0)
}

/**
 * The first `head` and last `tail` characters with a star for each one between. A text too short to hide
 * anything that way is hidden whole.
 */
export function keepEnds(text: string, head: number, tail: number): string {
  const characters = Array.from(text)
  const hidden = characters.length - head - tail
  if (hidden <= 0) return '*'.repeat(characters.length)
  return [
    ...characters.slice(0, head),
    '*'.repeat(hidden),
    ...characters.slice(characters.length - tail),
  ].join('')
}
