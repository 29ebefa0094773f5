import { detectKind } from './file-kind.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { emptyFile, requireGoingOn, tooManyBytes } from './refusals.ts'
import { DEFAULT_MAX_BYTES, type ReadOptions, type Table } from './table.ts'

/**
 * An Excel workbook (.xlsx) or a CSV file as rows of trimmed texts, with a finding for everything a person must
 * mend or know. Dates are YYYY-MM-DD, numbers plain decimal text, truth values 是 and 否. The thread stays
 * answerable and memory bounded by the limits.
 *
 * Refused with BAD_INPUT: what is no table, an old, protected, macro, damaged or oversized workbook, an empty file,
 * a file without a header, and more rows or bytes than allowed. Cancelled with CANCELLED.
 */
export async function readTable(
  file: { name: string; bytes: Uint8Array },
  options: ReadOptions = {},
): Promise<Table> {
  const { signal, maxBytes = DEFAULT_MAX_BYTES } = options
  requireGoingOn(signal)
  if (file.bytes.length === 0) throw emptyFile()
  if (file.bytes.length > maxBytes) throw tooManyBytes(maxBytes)
  switch (detectKind(file.bytes)) {
    case 'zip':
      return readXlsx(file, options)
    case 'text':
      return readCsv(file.bytes, options)
  }
}
