const FULL_WIDTH_OFFSET = 0xfee0

/**
 * A number or code as a person typed, scanned or pasted it, in its plain form: surrounding spaces removed,
 * full-width letters and digits made half-width, letters in upper case. Nothing inside is dropped.
 */
export function plainCode(value: string): string {
  return value
    .trim()
    .replace(/[\uff01-\uff5e]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
    )
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** Whether a typed text holds a digit in any width: then it may be the number of a person or of a paper. */
export function holdsDigit(text: string): boolean {
  return /\d/.test(plainCode(text))
}
