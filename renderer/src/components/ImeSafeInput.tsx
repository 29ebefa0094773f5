import { Input, type InputProps, type InputRef } from 'antd'
import type { Ref } from 'react'
import { isComposingKey } from './ime.ts'

/** A text field in which Enter chooses a candidate while composing and calls `onEnter` only afterwards. */
export function ImeSafeInput({
  onEnter,
  ref,
  ...rest
}: Omit<InputProps, 'onPressEnter'> & { onEnter?: () => void; ref?: Ref<InputRef> }) {
  return (
    <Input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      {...(ref === undefined ? {} : { ref })}
      onKeyDown={(event) => {
        rest.onKeyDown?.(event)
        if (event.key !== 'Enter' || event.ctrlKey) return
        event.preventDefault()
        const { key, keyCode, isComposing } = event.nativeEvent
        if (!isComposingKey({ key, keyCode, isComposing })) onEnter?.()
      }}
    />
  )
}
