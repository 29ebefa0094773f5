import type { Failure } from '#shared/base/failure.ts'
import { EVIDENCE_MOST_BYTES, type EvidenceView } from '#shared/ipc/evidence.ts'

/** What scans show most often, in the order in which papers lie on the counter. */
export const USUAL_TITLES = [
  '身份证（人像面）',
  '身份证（国徽面）',
  '居住证（正面）',
  '居住证（背面）',
  '户口簿',
  '学历证书',
  '职业资格证书',
  '劳动合同',
  '出生医学证明',
  '房产证明',
  '其他',
] as const

export const LONGEST_TITLE = 60

/** What file choosers and drops are asked for. */
export const TAKEN_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const

const MEGABYTE = 1024 * 1024

/** Words that people write into file names, and the title they mean. */
const NAME_HINTS: readonly [word: RegExp, title: (typeof USUAL_TITLES)[number]][] = [
  [/国徽|身份证.*(反|背)/, '身份证（国徽面）'],
  [/人像|身份证.*正/, '身份证（人像面）'],
  [/居住证.*(反|背)/, '居住证（背面）'],
  [/居住证/, '居住证（正面）'],
  [/户口|户籍/, '户口簿'],
  [/学历|毕业|学位/, '学历证书'],
  [/职业资格|技能|职称/, '职业资格证书'],
  [/合同/, '劳动合同'],
  [/出生/, '出生医学证明'],
  [/房产|不动产|产权/, '房产证明'],
]

/** The title a file name speaks of; empty where it speaks of none, as scanners name by number. */
export function titleFromName(fileName: string): string {
  return NAME_HINTS.find(([word]) => word.test(fileName))?.[1] ?? ''
}

/** What is wrong with a title as typed. */
export function titleError(title: string): string | undefined {
  const { length } = title.trim()
  if (length === 0) return '请选或填写材料名称。'
  return length > LONGEST_TITLE
    ? `名称最多 ${LONGEST_TITLE} 个字，多了 ${length - LONGEST_TITLE} 个。`
    : undefined
}

/** A file that cannot be kept, refused before it is sent, in the words in which the engine would. */
export function fileFailure({ size, type }: { size: number; type: string }): Failure | undefined {
  if (size === 0) {
    return refused('文件是空的，没有内容', '请确认扫描已经完成、文件能够打开，再重新添加。')
  }
  if (size > EVIDENCE_MOST_BYTES) {
    return refused(
      `文件有 ${megabytes(size)} MB，一份材料最多 ${megabytes(EVIDENCE_MOST_BYTES)} MB`,
      '请把扫描分辨率降到 300 dpi、改用灰度重新扫描，或把多页拆成几份分别添加。',
    )
  }
  if (type !== '' && !TAKEN_TYPES.some((taken) => taken === type)) {
    return refused(
      '这个文件不是 JPEG、PNG 图片，也不是 PDF',
      '请用扫描仪或手机重新扫描，存成 JPEG、PNG 或 PDF 再添加；手机拍的 HEIC 照片请先转成 JPEG。',
    )
  }
  return undefined
}

function refused(what: string, hint: string): Failure {
  return { code: 'BAD_INPUT', at: 'bytes', message: `${what}，材料没有保存。`, hint }
}

/** To one place, and rounded up, so that what is over the limit never reads as the limit. */
function megabytes(bytes: number): number {
  return Math.ceil((bytes / MEGABYTE) * 10) / 10
}

/** A weight as it stands beside a scan. */
export function weightWords(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${megabytes(bytes)} MB`
}

/** What kind of file it is and how long, such as PDF 3 页 or JPEG. */
export function formWords({ mediaType, pages }: Pick<EvidenceView, 'mediaType' | 'pages'>): string {
  if (mediaType === 'application/pdf') return `PDF ${pages} 页`
  return mediaType === 'image/png' ? 'PNG' : 'JPEG'
}

/** Sign, word and colour of each state of a scan. */
export const EVIDENCE_LOOK = {
  pending: { sign: '?', word: '待核', tone: 'unknown' },
  accepted: { sign: '✓', word: '已采信', tone: 'yes' },
  rejected: { sign: '✕', word: '不采信', tone: 'no' },
} as const satisfies Record<
  EvidenceView['state'],
  { sign: string; word: string; tone: 'yes' | 'no' | 'unknown' }
>

/** The first scan after `id`, round to the beginning, that waits to be judged; never `id` itself. */
export function nextPending(evidence: readonly EvidenceView[], id: string): EvidenceView | undefined {
  const at = evidence.findIndex((scan) => scan.id === id)
  const inOrder = [...evidence.slice(at + 1), ...evidence.slice(0, Math.max(at, 0))]
  return inOrder.find(({ state }) => state === 'pending')
}

/** What the reader of a scan's bytes is told by the answer's status; `ok` never comes here. */
export function bytesFailure(status: number): Failure {
  if (status === 423) {
    return { code: 'LOCKED', message: '窗口已经锁定，这份材料没有打开。', hint: '请解锁后再打开。' }
  }
  if (status === 404) {
    return {
      code: 'NOT_FOUND',
      message: '没有找到这份材料，没有打开。',
      hint: '请回到居民页重新选择；刚刚还在的话请联系系统管理员。',
    }
  }
  return {
    code: 'STORE_DAMAGED',
    message: '这份材料的存档内容读不出来，或与添加时不一致，为免看错，没有打开。',
    hint: '请不要以它为依据，联系系统管理员用备份核对；手边有原件的可以重新添加。',
  }
}

/** The bytes are as they were added, but cannot be drawn. */
export const UNREADABLE: Failure = {
  code: 'BAD_INPUT',
  message: '这份材料打不开：文件在添加以前就已损坏，或用了不支持的格式。',
  hint: '请不要以它为依据，不采信并写明理由；手边有原件的请重新扫描后添加。',
}
