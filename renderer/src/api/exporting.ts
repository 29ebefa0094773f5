import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { ExportableList, ExportRequest } from '#shared/ipc/exports.ts'
import { desktop } from './client.ts'
import { failureOf } from './failure.ts'
import { queries } from './queries.ts'
import { useSession } from './session.tsx'

/** Exporting a list to a file: what may be chosen, and what came of it. */
export function useExporting(list: ExportableList) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [saved, setSaved] = useState<number>()
  const columns = useQuery({ ...queries.exportColumns(list), enabled: open })
  const mayShowWhole = useSession().account.role === 'supervisor'

  async function run(request: Omit<ExportRequest, 'commandId' | 'list'>): Promise<void> {
    setBusy(true)
    setFailure(undefined)
    try {
      const answer = await desktop.saveExport.mutate({ ...request, list, commandId: crypto.randomUUID() })
      if (answer.rows !== null) setSaved(answer.rows)
      if (answer.saved) setOpen(false)
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    open,
    start() {
      setSaved(undefined)
      setFailure(undefined)
      setOpen(true)
    },
    close: () => setOpen(false),
    columns: columns.data,
    mayShowWhole,
    busy,
    failure,
    /** Rows of the file that was just saved. */
    saved,
    run,
  }
}
