import { Modal } from 'antd'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useKeyboardHold } from './keys.tsx'

const FIRST =
  'input[type="text"], select, input[type="radio"], .ant-btn-primary:not(:disabled), .drop-field button, dd > a'

/** A dialog with a title; the page's shortcuts rest while it is open and Esc closes it. */
export function Dialog(props: {
  title: string
  open: boolean
  close(): void
  footer?: ReactNode
  /** In pixels, where the usual width is too little. */
  width?: number
  children: ReactNode
}) {
  useKeyboardHold(props.open)
  useFocusBack(props.open)
  const content = useRef<HTMLDivElement>(null)
  return (
    <Modal
      title={props.title}
      open={props.open}
      onCancel={props.close}
      footer={props.footer ?? null}
      {...(props.width === undefined ? {} : { width: props.width })}
      destroyOnHidden
      afterOpenChange={(open) => {
        // antd gives the focus to the closing cross; what is to be typed, chosen or confirmed comes first.
        if (open) content.current?.querySelector<HTMLElement>(FIRST)?.focus()
      }}
      centered
    >
      <div ref={content}>{props.children}</div>
    </Modal>
  )
}

/** antd gives the focus back after its closing has run; a dialog that is taken away at once leaves it nowhere. */
function useFocusBack(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return undefined
    const before = document.activeElement
    return () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const left = before instanceof HTMLElement && before !== document.body && before.isConnected
        const place = left ? before : document.querySelector<HTMLElement>('h1[tabindex]')
        place?.focus({ preventScroll: true })
      })
    }
  }, [open])
}
