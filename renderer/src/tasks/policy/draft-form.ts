import type { DraftPolicyRequest, PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { dayError, readDay, textError } from '../../components/form-checks.ts'
import { type Errors, gatherErrors, type Question } from '../../components/form-page.ts'

const MEGABYTE = 1024 * 1024
const MOST_BYTES = 5 * MEGABYTE
const MOST_WORDS = 80

/** What was chosen and typed so far; the annex questions matter for a workbook only. */
export interface DraftAnswers {
  file: File | undefined
  of: string
  policyId: string
  documentNumber: string
  effectiveFrom: string
}

export const NO_ANSWERS: DraftAnswers = {
  file: undefined,
  of: '',
  policyId: '',
  documentNumber: '',
  effectiveFrom: '',
}

/** The few questions an annex table needs: its figures say nothing of where they belong. */
export const ANNEX_QUESTIONS: readonly (Question & { name: keyof Omit<DraftAnswers, 'file'> })[] = [
  {
    name: 'of',
    label: '替换哪个政策包的数值',
    kind: 'list',
    hint: '指标和计分办法取自这个政策包，数值取自附表',
  },
  {
    name: 'policyId',
    label: '新版本的编号',
    kind: 'code',
    half: true,
    hint: '小写字母、数字和连字符，如 cixi-2026',
  },
  { name: 'effectiveFrom', label: '从哪天起用', kind: 'day', half: true },
  { name: 'documentNumber', label: '文号', kind: 'text', hint: '照正式文件填写' },
]

/** Whether the file is an annex table and not a document of its own. */
export function isAnnex(file: Pick<File, 'name'> | undefined): boolean {
  return file?.name.toLowerCase().endsWith('.xlsx') ?? false
}

/** What is wrong with the answers, by question; the annex questions only where they are asked. */
export function draftErrors(answers: DraftAnswers, all: readonly PolicyDocumentRow[]): Errors {
  const file = fileError(answers.file)
  if (!isAnnex(answers.file)) return gatherErrors({ file })
  return gatherErrors({
    file,
    of: answers.of === '' ? '请选择这张附表属于哪个政策包。' : undefined,
    policyId: idError(answers.policyId.trim(), all),
    documentNumber: textError(answers.documentNumber.trim(), '文号', MOST_WORDS),
    effectiveFrom: dayError(answers.effectiveFrom, '起用日期'),
  })
}

function fileError(file: Pick<File, 'name' | 'size'> | undefined): string | undefined {
  if (file === undefined) return '请选择文件，或把文件拖到框里。'
  if (!/\.(json|xlsx)$/i.test(file.name)) return '政策文件应为 .json，附表应为 .xlsx。请换一个文件。'
  if (file.size === 0) return '这个文件是空的，请重新保存后再选。'
  return file.size > MOST_BYTES
    ? `文件有 ${Math.ceil(file.size / MEGABYTE)} MB，最大 ${MOST_BYTES / MEGABYTE} MB。请核对是否选错了文件。`
    : undefined
}

function idError(id: string, all: readonly PolicyDocumentRow[]): string | undefined {
  if (id === '') return '请给新版本起一个编号。'
  if (!/^[a-z0-9-]+$/.test(id)) return '编号只用小写字母、数字和连字符，如 cixi-2026。'
  const taken = all.find((row) => row.policyId === id && row.state !== 'withdrawn')
  return taken === undefined ? undefined : `编号 ${id} 已是《${taken.name}》的编号，请换一个。`
}

/** The request the answers make; undefined while something is wrong. */
export async function draftRequest(
  answers: DraftAnswers,
): Promise<Omit<DraftPolicyRequest, 'commandId'> | undefined> {
  const { file } = answers
  if (file === undefined || Object.keys(draftErrors(answers, [])).length > 0) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (!isAnnex(file)) return { fileName: file.name, bytes, annex: null }
  const effectiveFrom = readDay(answers.effectiveFrom)
  if (effectiveFrom === undefined) return undefined
  const { of, policyId, documentNumber } = answers
  const annex = { of, policyId: policyId.trim(), documentNumber: documentNumber.trim(), effectiveFrom }
  return { fileName: file.name, bytes, annex }
}
