import { Button } from 'antd'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { Answer, Option, Question, TableColumn } from './form-page.ts'
import { isComposingKey } from './ime.ts'
import { answerOf, type Cells, cellError, pasted, rowsOf, withCell } from './table-rows.ts'

interface TableFieldProps {
  id: string
  question: Question
  answer: Answer | undefined
  /** Shown cells say what is wrong with them. */
  showErrors: boolean
  describedBy: string | undefined
  /** Options of choices that are data. */
  options: readonly Option[]
  change(answer: Answer): void
  leave(): void
}

/**
 * A table that is filled in: Tab goes from cell to cell, Enter and the arrows from row to row, and rows copied from a
 * spreadsheet are put in where the focus stands. There is always one row to type into.
 */
export function TableField(props: TableFieldProps) {
  const { id, question } = props
  const columns = columnsOf(props)
  const rows = rowsOf(props.answer)
  const shown: readonly Cells[] = rows.length === 0 ? [[]] : rows
  const put = (next: readonly Cells[]) => props.change(answerOf(next))
  function addRow(): void {
    put([...shown, columns.map(() => '')])
    focusLater(id, shown.length, 0)
  }
  return (
    <div className="table-field">
      <table aria-label={question.label} aria-describedby={props.describedBy}>
        <TableHead columns={columns} />
        <tbody>
          {shown.map((_cells, row) => (
            <TableRow
              key={row}
              {...props}
              rows={shown}
              row={row}
              columns={columns}
              put={put}
              addRow={row === shown.length - 1 ? addRow : undefined}
            />
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button onClick={addRow}>添加一行</Button>
        <span className="source">可从电子表格复制多行，粘贴到任一格；回车到下一行。</span>
      </div>
    </div>
  )
}

function TableHead({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.name} scope="col" style={{ width: `${column.width}%` }}>
            {column.label}
          </th>
        ))}
        <th>
          <span className="unseen">删除</span>
        </th>
      </tr>
    </thead>
  )
}

function TableRow(
  props: TableFieldProps & {
    rows: readonly Cells[]
    row: number
    columns: readonly TableColumn[]
    put(rows: readonly Cells[]): void
    addRow: (() => void) | undefined
  },
) {
  const { rows, row, columns, put } = props
  const cells = rows[row] ?? []
  function remove(): void {
    put(rows.filter((_, index) => index !== row))
    focusLater(props.id, Math.max(0, Math.min(row, rows.length - 2)), 0)
  }
  return (
    <tr>
      {columns.map((column, at) => (
        <td key={column.name}>
          <Cell
            {...props}
            place={{ row, column: at }}
            column={column}
            cells={cells}
            put={(text) => put(withCell(rows, { row, column: at, columns: columns.length }, text))}
            paste={(text) => put(pasted(rows, { row, column: at, columns }, text))}
          />
        </td>
      ))}
      <td>
        <Button
          type="text"
          aria-label={`删除第 ${row + 1} 行`}
          disabled={rows.length === 1 && cells.every((cell) => cell === '')}
          onClick={remove}
        >
          ✕
        </Button>
      </td>
    </tr>
  )
}

/** Choices without options of their own take those the screen gives. */
function columnsOf({ question, options }: TableFieldProps): readonly TableColumn[] {
  return (question.columns ?? []).map((column) =>
    column.kind === 'choice' && column.options === undefined ? { ...column, options } : column,
  )
}

function cellId(id: string, row: number, column: number): string {
  return row === 0 && column === 0 ? id : `${id}-${row}-${column}`
}

/** Moves the focus once the rows are as they were just changed to. */
function focusLater(id: string, row: number, column: number): void {
  setTimeout(() => document.getElementById(cellId(id, row, column))?.focus())
}

function Cell(
  props: TableFieldProps & {
    place: { row: number; column: number }
    column: TableColumn
    cells: Cells
    put(text: string): void
    paste(text: string): void
    addRow: (() => void) | undefined
  },
) {
  const { id, place, column, cells } = props
  const text = cells[place.column] ?? ''
  const empty = cells.every((cell) => cell.trim() === '')
  const error = props.showErrors && !empty ? cellError(text, column) : undefined
  const common = {
    id: cellId(id, place.row, place.column),
    'aria-label': `第 ${place.row + 1} 行${column.label}`,
    'aria-invalid': error !== undefined,
    title: error,
    className: error === undefined ? 'table-cell' : 'table-cell table-cell-error',
    value: text,
    onBlur: props.leave,
    onChange: (event: { target: { value: string } }) => props.put(event.target.value),
    onPaste(event: ClipboardEvent): void {
      const copied = event.clipboardData.getData('text/plain')
      if (!/[\t\n]/.test(copied.trimEnd())) return
      event.preventDefault()
      props.paste(copied)
    },
    onKeyDown: (event: KeyboardEvent) => onCellKey(event, props),
  }
  if (column.kind !== 'choice')
    return (
      <input
        {...common}
        type="text"
        autoComplete="off"
        spellCheck={false}
        inputMode={column.kind === 'count' ? 'numeric' : undefined}
        placeholder={column.optional === true ? '可不填' : undefined}
      />
    )
  const options = column.options ?? []
  return (
    <select {...common}>
      <option value="">{column.optional === true ? '不填' : '请选择'}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
      {text === '' || options.some(({ value }) => value === text) ? null : (
        <option value={text}>{text}（没有这一项）</option>
      )}
    </select>
  )
}

/** Enter and the arrows go from row to row; a choice keeps its arrows, and composing keeps every key. */
function onCellKey(
  event: KeyboardEvent,
  props: {
    id: string
    place: { row: number; column: number }
    column: TableColumn
    addRow: (() => void) | undefined
  },
): void {
  const { id, place, column, addRow } = props
  const { key, keyCode, isComposing } = event.nativeEvent
  if (event.ctrlKey || event.altKey || isComposingKey({ key, keyCode, isComposing })) return
  const step = key === 'Enter' || key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (step === 0 || (column.kind === 'choice' && key !== 'Enter')) return
  event.preventDefault()
  const next = document.getElementById(cellId(id, place.row + step, place.column))
  if (next !== null) next.focus()
  else if (key === 'Enter') addRow?.()
}
