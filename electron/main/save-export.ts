import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Engine } from '#electron/engine/client.ts'
import type { EndExportRequest, ExportRequest } from '#shared/ipc/exports.ts'
import { askEngine, toError } from './ask-engine.ts'
import type { Machine } from './desktop.ts'
import { save } from './save-file.ts'

const Begun = z.object({ exportId: z.string(), fileName: z.string() })
const CANCELLED = { outcome: 'cancelled', rows: null, sha256: null } as const

/**
 * Exports a list into a file. It is in the register before it is made; what became of it is added after. It is made
 * when the place is chosen: a lock while the dialog was open must not be outlived by rows that were read before it.
 * @returns the rows written; null where the person changed their mind
 */
export async function saveExport(
  engine: Pick<Engine, 'call' | 'bytes'>,
  machine: Pick<Machine, 'askWhereToSave'>,
  request: ExportRequest,
): Promise<number | null> {
  const begin = { id: 0, type: 'mutation', path: 'exports.begin', input: request } as const
  const { exportId, fileName } = Begun.parse(await askEngine(engine, begin))
  let ending: Pick<EndExportRequest, 'outcome' | 'rows' | 'sha256'> = CANCELLED
  try {
    const path = await machine.askWhereToSave({ title: '导出名单', fileName, kind: 'xlsx' })
    if (path !== undefined) {
      const made = await engine.bytes({ what: 'export', id: exportId })
      if (!made.ok) throw toError(made.failure)
      const { bytes, rows = 0, sha256 = null } = made
      await save(path, bytes)
      ending = { outcome: 'done', rows, sha256 }
    }
  } finally {
    const input = { commandId: randomUUID(), exportId, ...ending }
    await engine.call('desktop', { id: 0, type: 'mutation', path: 'exports.end', input }, () => {})
  }
  return ending.rows
}
