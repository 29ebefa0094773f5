import { writeTemplate } from '#electron/exchange/index.ts'
import type { Dataset, DatasetView } from '#shared/ipc/imports.ts'
import { DATASETS, rulesOf } from './datasets/index.ts'

/** Every kind of file that can be taken in, with its columns. */
export function listDatasets(): DatasetView[] {
  return Object.values(DATASETS).map(({ dataset, title, department, columns }) => ({
    dataset,
    title,
    department,
    columns: columns.map(({ key, title: name, required, help, example }) => ({
      key,
      title: name,
      required,
      help,
      example,
    })),
  }))
}

/** The empty workbook of a dataset for a department to fill in. */
export async function getTemplate(
  dataset: Dataset,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; fileName: string }> {
  const { title, columns } = rulesOf(dataset)
  const bytes = await writeTemplate({
    sheetName: title,
    columns: columns.map((column) => ({ ...column, kind: 'text' as const })),
    notes: [
      '一次最多 20 万行；更多的请拆成几份，每份都保留表头。',
      '留空表示不知道，不会清除已登记的内容。',
      '同一个文件重复导入不会重复登记。',
    ],
  })
  return { bytes: new Uint8Array(bytes), fileName: `${title}导入模板.xlsx` }
}
