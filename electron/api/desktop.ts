import { initTRPC } from '@trpc/server'
import { z } from 'zod'

/** What only the desktop can do: dialogs and printing. Implemented in electron/main. */
export interface DesktopContext {
  /** Asks where to save the paper; false where the person changed their mind. */
  savePaper(id: string): Promise<boolean>
  printPaper(id: string): Promise<boolean>
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
})

/** The procedures `desktop.*`, served by electron/main and not by the engine. */
export const desktopRouter = t.router({ desktop })
export type DesktopRouter = typeof desktopRouter
