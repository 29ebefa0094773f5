import type { TRPCClient } from '@trpc/client'
import { expect, expectTypeOf, test } from 'vitest'
import { type DesktopRouter, desktopRouter, type EngineRouter } from '#electron/api/index.ts'
import { createServer } from '#electron/api/serve.ts'
import type { CasePage } from '#shared/ipc/cases.ts'

type Engine = TRPCClient<EngineRouter>
type Desktop = TRPCClient<DesktopRouter>

test('the page gets the types of the contract, days included', () => {
  expectTypeOf<ReturnType<Engine['cases']['get']['query']>>().toExtend<Promise<CasePage>>()
  expectTypeOf<ReturnType<Desktop['desktop']['savePaper']['mutate']>>().toExtend<
    Promise<{ saved: boolean }>
  >()
})

test('the desktop saves and prints what it is asked for', async () => {
  const asked: string[] = []
  const server = createServer({
    router: desktopRouter,
    createContext: () => ({
      savePaper: async (id: string) => asked.push(`save ${id}`) > 0,
      printPaper: async () => false,
    }),
    log: () => undefined,
  })
  const call = (path: string) =>
    server.call('window-1', { id: 1, type: 'mutation', path, input: { id: 'p1' } }, () => undefined)
  expect(await call('desktop.savePaper')).toEqual({ ok: true, data: { saved: true } })
  expect(await call('desktop.printPaper')).toEqual({ ok: true, data: { printed: false } })
  expect(asked).toEqual(['save p1'])
})
