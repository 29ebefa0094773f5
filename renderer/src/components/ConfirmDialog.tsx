import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Dialog } from './Dialog.tsx'

/** Asks before a step that many records take at once; says how many in its title. */
export function ConfirmDialog(props: {
  title: string
  open: boolean
  busy: boolean
  close(): void
  confirm(): void
  children: ReactNode
}) {
  return (
    <Dialog title={props.title} open={props.open} close={props.close}>
      <div className="dialog-form">
        {props.children}
        <div className="form-buttons">
          <Button onClick={props.close}>取消</Button>
          <Button type="primary" loading={props.busy} onClick={props.confirm}>
            {props.title}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
