import type { CounterError } from '#shared/base/failure.ts'
import { damagedWorkbook, refusal } from './refusals.ts'
import type { Archive } from './zip-reader.ts'

const SAVE_AS_XLSX = '请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再导入。'
const CHOOSE_A_TABLE = '请选择 Excel 工作簿（*.xlsx）或 CSV 文件。'

/** How files that are no tables begin, and what a person calls them. */
const FOREIGN: [begin: string | number[], name: string][] = [
  ['%PDF', 'PDF 文件'],
  [[0xff, 0xd8, 0xff], '图片'],
  [[0x89, 0x50, 0x4e, 0x47], '图片'],
  ['GIF8', '图片'],
  [[0x49, 0x49, 0x2a, 0x00], '图片'],
  [[0x4d, 0x4d, 0x00, 0x2a], '图片'],
  ['{\\rtf', '文字文档'],
  ['Rar!', '压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '压缩包'],
  [[0x1f, 0x8b], '压缩包'],
  ['MZ', '程序'],
  ['SQLite format 3', '数据库'],
]

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = 'PK'

/**
 * Whether the bytes are an archive, as a workbook is, or text, as CSV is. Decided by the content, never by the
 * file's name. What is neither is refused with BAD_INPUT, saying what it is.
 */
export function detectKind(bytes: Uint8Array): 'zip' | 'text' {
  if (startsWith(bytes, COMPOUND)) throw compoundRefusal(bytes)
  const foreign = FOREIGN.find(([begin]) => startsWith(bytes, begin))
  if (foreign !== undefined) throw notTable(foreign[1])
  if (startsWith(bytes, ZIP)) return 'zip'
  if (isMarkup(bytes)) {
    throw refusal(
      '文件其实是网页或 XML（有的系统把它存成 .xls），不是工作簿，没有导入任何数据。',
      SAVE_AS_XLSX,
    )
  }
  return 'text'
}

/** Refuses an archive that is no workbook, one with macros, and the binary form that is not read. */
export function requirePlainWorkbook(archive: Archive, fileName: string): void {
  const { names } = archive
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/(^|\/)vbaProject\.bin$/i) || /\.(xlsm|xltm|xlam)$/i.test(fileName) || has(/^xl\/macrosheets\//i)) {
    throw refusal('工作簿带有宏，打开宏可能运行外来程序，为安全起见没有读取。', SAVE_AS_XLSX)
  }
  if (has(/^word\//)) throw notTable('Word 文档')
  if (has(/^ppt\//)) throw notTable('演示文稿')
  if (has(/^xl\/workbook\.bin$/)) throw refusal('文件是二进制工作簿（*.xlsb），不能读取。', SAVE_AS_XLSX)
  if (archive.has('mimetype') && archive.has('content.xml')) {
    throw refusal('文件是 OpenDocument 表格（*.ods），不能读取。', SAVE_AS_XLSX)
  }
  if (!archive.has('[Content_Types].xml')) throw notTable('压缩包')
  if (!has(/^xl\//)) throw damagedWorkbook('no spreadsheet parts')
}

/** OLE compound files ([MS-CFB]) name their streams in UTF-16; encrypted workbooks are one ([MS-OFFCRYPTO] 2.3). */
function compoundRefusal(bytes: Uint8Array): CounterError {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasStream = (name: string) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le'))
  if (hasStream('EncryptedPackage')) {
    return refusal(
      '工作簿设有打开密码，无法读取，没有导入任何数据。',
      '请在 Excel 或 WPS 中打开，去掉打开密码后另存再导入。',
    )
  }
  if (hasStream('WordDocument')) return notTable('Word 文档')
  if (hasStream('Workbook') || hasStream('Book')) {
    return refusal('文件是旧版工作簿（*.xls），不能读取，没有导入任何数据。', SAVE_AS_XLSX)
  }
  return refusal('文件是旧版 Office 文件，不能读取，没有导入任何数据。', SAVE_AS_XLSX)
}

function notTable(what: string): CounterError {
  return refusal(`文件是${what}，不是表格，没有导入任何数据。`, CHOOSE_A_TABLE)
}

function isMarkup(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 512))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
  return /^\s*<(!doctype|html|head|meta|table|\?xml|!--|style|div)/i.test(begin)
}

function startsWith(bytes: Uint8Array, begin: string | number[]): boolean {
  const codes = typeof begin === 'string' ? Array.from(begin, (character) => character.charCodeAt(0)) : begin
  return codes.every((code, index) => bytes[index] === code)
}
