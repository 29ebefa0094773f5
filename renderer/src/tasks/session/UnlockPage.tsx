import './gate.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { enterSession } from '../../api/session.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { ListChoice } from '../../components/QuestionField.tsx'
import { PRODUCT } from '../../text/words.ts'

const OFFERED_LOGINS = 12

/** Locked: what is on disk is unreadable until somebody unlocks with an own account. */
export function UnlockPage({ logins }: { logins: readonly string[] }) {
  const client = useQueryClient()
  const [login, setLogin] = useState(logins.length === 1 ? (logins[0] ?? '') : '')
  const [password, setPassword] = useState('')
  const unlock = useMutation({
    mutationFn: () => api.session.unlock.mutate({ login: login.trim(), password }),
    onSuccess: (state) => enterSession(client, state),
    onError: () => setPassword(''),
  })
  const ready = login.trim() !== '' && password !== ''
  const known = logins.length <= OFFERED_LOGINS
  return (
    <main className="gate">
      <form
        className="card gate-card"
        aria-labelledby="gate-title"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !unlock.isPending) unlock.mutate()
        }}
      >
        <h1 id="gate-title">解锁{PRODUCT}</h1>
        <p>存储已锁定。草稿仍在，换人登录即清除。</p>
        <div className="field">
          <label htmlFor="login">账号</label>
          {known ? (
            <ListChoice
              id="login"
              autoFocus={login === ''}
              value={login}
              options={logins.map((value) => ({ value, label: value }))}
              onChange={(event) => setLogin(event.target.value)}
            />
          ) : (
            <ImeSafeInput id="login" value={login} onChange={(event) => setLogin(event.target.value)} />
          )}
        </div>
        <div className="field">
          <label htmlFor="password">密码</label>
          <Input.Password
            id="password"
            autoFocus={login !== ''}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <FailureAlert failure={unlock.error === null ? undefined : failureOf(unlock.error)} />
        <Button type="primary" htmlType="submit" loading={unlock.isPending} disabled={!ready}>
          解锁
        </Button>
        {ready ? null : <p className="source">选择账号并填写密码后即可解锁。</p>}
      </form>
    </main>
  )
}
