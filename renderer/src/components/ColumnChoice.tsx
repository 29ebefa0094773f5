import { Button, Checkbox, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { useKeyboardHold } from './keys.tsx'
import type { ListColumn, ListTable } from './list-table.ts'

/** Chooses which columns are shown; the choice is kept on this machine. */
export function ColumnChoice<Row extends { id: string }>(props: {
  table: ListTable<Row>
  columns: readonly ListColumn<Row, string>[]
}) {
  const [open, setOpen] = useState(false)
  useKeyboardHold(open)
  useEffect(() => {
    if (!open) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open])
  const columns = props.table.getAllLeafColumns()
  const titles = new Map(props.columns.map((column) => [column.id, column.title]))
  const content = (
    <fieldset className="column-choice">
      <legend className="unseen">显示的列</legend>
      {columns.map((column) => (
        <Checkbox
          key={column.id}
          checked={column.getIsVisible()}
          disabled={!column.getCanHide()}
          onChange={(event) => column.toggleVisibility(event.target.checked)}
        >
          {titles.get(column.id)}
        </Checkbox>
      ))}
    </fieldset>
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button aria-haspopup="dialog" aria-expanded={open}>
        列
      </Button>
    </Popover>
  )
}
