import { Button } from 'antd'
import { useLock, useSession } from '../api/session.tsx'
import { KeyHint } from '../components/KeyHint.tsx'
import { PRODUCT, ROLE_WORDS } from '../text/words.ts'
import { FindField } from './FindField.tsx'
import type { FrameCommand } from './find-options.ts'

/** Product, the one search field, where I sit, who I am, and the lock. */
export function Head({ commands }: { commands: readonly FrameCommand[] }) {
  const session = useSession()
  const lock = useLock()
  return (
    <header className="head">
      <span className="mark">{PRODUCT}</span>
      <FindField commands={commands} />
      <div className="head-facts">
        <span>{session.window}</span>
        <span>
          {session.account.name} · {ROLE_WORDS[session.account.role]}
        </span>
        <Button type="text" onClick={lock}>
          锁定 <KeyHint keys="Ctrl L" />
        </Button>
      </div>
    </header>
  )
}
