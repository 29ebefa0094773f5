import { z } from 'zod'
import { applyImport } from '#electron/services/imports/apply.ts'
import { getBatchPage, listBatches, listSetAside } from '#electron/services/imports/batches.ts'
import { checkImport, discardFile, listImportRows } from '#electron/services/imports/check.ts'
import { dropRow, mendRow } from '#electron/services/imports/mend.ts'
import { stageFile } from '#electron/services/imports/stage.ts'
import { listDatasets } from '#electron/services/imports/template.ts'
import { undoImport } from '#electron/services/imports/undo.ts'
import {
  ApplyImportRequest,
  ApplyProgress,
  BatchList,
  BatchListRequest,
  BatchPage,
  CheckImportRequest,
  CheckProgress,
  DatasetView,
  DropRowRequest,
  ImportRowList,
  ImportRowsRequest,
  MendedRow,
  MendRowRequest,
  SetAsideList,
  SetAsideRequest,
  StageRequest,
  UndoImportRequest,
} from '#shared/ipc/imports.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure } from './trpc.ts'

const NEVER = new AbortController().signal

export const imports = router({
  datasets: signedInProcedure.output(z.array(DatasetView)).query(() => listDatasets()),
  stage: signedInProcedure.input(StageRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of stageFile(ctx.service, input, signal ?? NEVER)) yield CheckProgress.parse(step)
  }),
  check: signedInProcedure.input(CheckImportRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of checkImport(ctx.service, input, signal ?? NEVER)) yield CheckProgress.parse(step)
  }),
  rows: signedInProcedure
    .input(ImportRowsRequest)
    .output(ImportRowList)
    .query(({ ctx, input }) => listImportRows(ctx.service, input)),
  discard: signedInProcedure
    .input(z.strictObject({ stageId: z.string() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      discardFile(ctx.service, input.stageId)
      return {}
    }),
  takeIn: signedInProcedure.input(ApplyImportRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of applyImport(ctx.service, input, signal ?? NEVER)) yield ApplyProgress.parse(step)
  }),
  undo: signedInProcedure.input(UndoImportRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of undoImport(ctx.service, input, signal ?? NEVER)) yield ApplyProgress.parse(step)
  }),
  list: signedInProcedure
    .input(BatchListRequest)
    .output(BatchList)
    .query(({ ctx, input }) => listBatches(ctx.service, input)),
  get: signedInProcedure
    .input(RecordId)
    .output(BatchPage)
    .query(({ ctx, input }) => getBatchPage(ctx.service, input.id)),
  setAside: signedInProcedure
    .input(SetAsideRequest)
    .output(SetAsideList)
    .query(({ ctx, input }) => listSetAside(ctx.service, input)),
  mend: signedInProcedure
    .input(MendRowRequest)
    .output(MendedRow)
    .mutation(({ ctx, input }) => mendRow(ctx.service, input)),
  dropRow: signedInProcedure
    .input(DropRowRequest)
    .output(z.object({}))
    .mutation(({ ctx, input }) => dropRow(ctx.service, input)),
})
