/** The parts of a keyboard event that tell whether an input method is composing. */
export interface KeyStroke {
  key: string
  keyCode: number
  isComposing: boolean
}

const PROCESSED_BY_INPUT_METHOD = 229

/**
 * Whether a key belongs to the input method that is composing. Such an Enter chooses a candidate and must do
 * nothing else. Some input methods report the key code 229 only, others the flag only.
 */
export function isComposingKey(stroke: KeyStroke): boolean {
  return stroke.isComposing || stroke.keyCode === PROCESSED_BY_INPUT_METHOD
}
