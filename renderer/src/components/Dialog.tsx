import { Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useKeyboardHold } from './keys.tsx'

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
        // antd gives the focus to the closing cross; what is to be typed or confirmed comes first.
        if (open)
          content.current?.querySelector<HTMLElement>('input[type="text"], .ant-btn-primary, dd > a')?.focus()
      }}
      centered
    >
      <div ref={content}>{props.children}</div>
    </Modal>
  )
}
