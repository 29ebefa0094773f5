import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { draftStore } from '../api/drafts.ts'
import { failureOf } from '../api/failure.ts'
import { MachineProvider } from '../api/machine.tsx'
import { queries } from '../api/queries.ts'
import { createQueryClient } from '../api/query-client.ts'
import { forgetReads, type OpenSession, SessionContext } from '../api/session.tsx'
import { DraftStoreContext } from '../components/draft-store.ts'
import { KeyboardProvider } from '../components/keys.tsx'
import { PageMemoryProvider } from '../components/page-memory.tsx'
import { SetUpForm } from '../tasks/session/SetUpForm.tsx'
import { UnlockPage } from '../tasks/session/UnlockPage.tsx'
import { UnusablePage } from '../tasks/session/UnusablePage.tsx'
import { pageRouter } from './router.tsx'
import { ThemeProvider } from './theme.tsx'

/** Everything around the screens: colours, keys, cache, what a page remembers, and the gate of the session. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <KeyboardProvider>
          <SessionGate />
        </KeyboardProvider>
      </QueryClientProvider>
    </ThemeProvider>
  )
}

/** Shows the one screen that fits the state of the store. */
function SessionGate() {
  const session = useQuery(queries.session())
  const client = useQueryClient()
  const phase = session.data?.phase
  useEffect(() => {
    if (phase !== 'open') forgetReads(client)
  }, [phase, client])
  if (session.data === undefined) {
    if (session.error === null) return <p className="gate-wait">正在打开</p>
    return <UnusablePage problem={failureOf(session.error)} retry={() => void session.refetch()} />
  }
  switch (session.data.phase) {
    case 'set-up':
      return <SetUpForm />
    case 'locked':
      return <UnlockPage logins={session.data.logins} />
    case 'unusable':
      return <UnusablePage problem={session.data.problem} retry={() => void session.refetch()} />
    case 'open':
      return (
        <BehindLock key={session.data.account.accountId} session={session.data}>
          <RouterProvider router={pageRouter} />
        </BehindLock>
      )
  }
}

/** What a person leaves on the pages ends with their session; their drafts come back from the store. */
function BehindLock({ session, children }: { session: OpenSession; children: ReactNode }) {
  return (
    <SessionContext value={session}>
      <MachineProvider>
        <PageMemoryProvider>
          <DraftStoreContext value={draftStore}>{children}</DraftStoreContext>
        </PageMemoryProvider>
      </MachineProvider>
    </SessionContext>
  )
}
