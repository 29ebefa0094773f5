/** Begins the line of an exported workbook that says who took the list out, where, when and why. */
export const WATERMARK_MARK = '【导出登记】'
/** Begins a line of remarks above the header of an exported workbook. */
export const NOTE_MARK = '【说明】'
/** The sheet of a template that explains its columns; never read as data. */
export const HELP_SHEET = '填写说明'
/** Begins the invented cells of a template's example row. */
export const EXAMPLE_MARK = '示例'

/** Whether a row above the header is one that our own export wrote, so that an export can be read back. */
export function isExportMark(cells: string[]): boolean {
  const [first = '', ...rest] = cells
  return (
    (first.startsWith(WATERMARK_MARK) || first.startsWith(NOTE_MARK)) && rest.every((cell) => cell === '')
  )
}
