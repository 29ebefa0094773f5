import { createTRPCClient } from '@trpc/client'
import type { DesktopRouter, EngineRouter } from '#electron/api/index.ts'
import { bridgeLink } from './bridge-link.ts'

const links = [bridgeLink(window.bridge)]

/** The engine's procedures, typed by its routers. */
export const api = createTRPCClient<EngineRouter>({ links })

/** What only the shell can do: dialogs and printing. */
export const { desktop } = createTRPCClient<DesktopRouter>({ links })
