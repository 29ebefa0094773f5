import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import { ExportRequest } from '#shared/ipc/exports.ts'
import { Dataset } from '#shared/ipc/imports.ts'
import { PolicyKeyRequest } from '#shared/ipc/policies.ts'

/** What only the desktop can do: dialogs and printing. Implemented in electron/main. */
export interface DesktopContext {
  /** Asks where to save the paper; false where the person changed their mind. */
  savePaper(id: string): Promise<boolean>
  printPaper(id: string): Promise<boolean>
  /** Exports a list to a file the person chooses; null where they changed their mind. @returns the rows written */
  saveExport(request: ExportRequest): Promise<number | null>
  /** Asks where to save the empty workbook of a dataset; false where the person changed their mind. */
  saveTemplate(dataset: Dataset): Promise<boolean>
  /** Asks where to save the figures of a points pack; false where the person changed their mind. */
  saveAnnexTemplate(key: string): Promise<boolean>
  /** Asks where to save the empty list of a round's applicants; false where the person changed their mind. */
  saveEntrantTemplate(roundId: string): Promise<boolean>
  /** Asks where to save a round as a folder anybody can check, packed; false where the person changed their mind. */
  saveRound(id: string): Promise<boolean>
}

const t = initTRPC.context<DesktopContext>().create()
const PaperId = z.strictObject({ id: z.string().min(1) })

const desktop = t.router({
  savePaper: t.procedure
    .input(PaperId)
    .output(z.object({ saved: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ saved: await ctx.savePaper(input.id) })),
  printPaper: t.procedure
    .input(PaperId)
    .output(z.object({ printed: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ printed: await ctx.printPaper(input.id) })),
  saveExport: t.procedure
    .input(ExportRequest)
    .output(z.object({ saved: z.boolean(), rows: z.int().nullable() }))
    .mutation(async ({ ctx, input }) => {
      const rows = await ctx.saveExport(input)
      return { saved: rows !== null, rows }
    }),
  saveTemplate: t.procedure
    .input(z.strictObject({ dataset: Dataset }))
    .output(z.object({ saved: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ saved: await ctx.saveTemplate(input.dataset) })),
  saveAnnexTemplate: t.procedure
    .input(PolicyKeyRequest)
    .output(z.object({ saved: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ saved: await ctx.saveAnnexTemplate(input.key) })),
  saveEntrantTemplate: t.procedure
    .input(z.strictObject({ roundId: z.string().min(1) }))
    .output(z.object({ saved: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ saved: await ctx.saveEntrantTemplate(input.roundId) })),
  saveRound: t.procedure
    .input(z.strictObject({ id: z.string().min(1) }))
    .output(z.object({ saved: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({ saved: await ctx.saveRound(input.id) })),
})

/** The procedures `desktop.*`, served by electron/main and not by the engine. */
export const desktopRouter = t.router({ desktop })
export type DesktopRouter = typeof desktopRouter
