import { z } from 'zod'
import { beginExport, endExport, exportColumns, listExports } from '#electron/services/exports.ts'
import {
  EndExportRequest,
  ExportableList,
  ExportColumn,
  ExportList,
  ExportListRequest,
  ExportRequest,
} from '#shared/ipc/exports.ts'
import { router, signedInProcedure } from './trpc.ts'

/** Lists that leave as files. The file itself is fetched and written by electron/main, between `begin` and `end`. */
export const exports = router({
  columns: signedInProcedure
    .input(z.strictObject({ list: ExportableList }))
    .output(z.array(ExportColumn))
    .query(({ input }) => exportColumns(input.list)),
  begin: signedInProcedure
    .input(ExportRequest)
    .output(z.object({ exportId: z.string(), fileName: z.string() }))
    .mutation(({ ctx, input }) => beginExport(ctx.service, input)),
  end: signedInProcedure
    .input(EndExportRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => endExport(ctx.service, input)),
  list: signedInProcedure
    .input(ExportListRequest)
    .output(ExportList)
    .query(({ ctx, input }) => listExports(ctx.service, input)),
})
