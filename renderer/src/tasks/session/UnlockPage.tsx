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
  const { login, password, setLogin, setPassword, ready, unlock } = useUnlocking(logins)
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
          <LoginField logins={logins} login={login} change={setLogin} />
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

function useUnlocking(logins: readonly string[]) {
  const client = useQueryClient()
  const [login, setLogin] = useState(logins.length === 1 ? (logins[0] ?? '') : '')
  const [password, setPassword] = useState('')
  const unlock = useMutation({
    mutationFn: () => api.session.unlock.mutate({ login: login.trim(), password }),
    onSuccess: (state) => enterSession(client, state),
    onError: () => setPassword(''),
  })
  const ready = login.trim() !== '' && password !== ''
  return { login, password, setLogin, setPassword, ready, unlock }
}

/** A few accounts are chosen, many are typed. */
function LoginField(props: { logins: readonly string[]; login: string; change(login: string): void }) {
  const { logins, login, change } = props
  const field = {
    id: 'login',
    value: login,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  }
  if (logins.length > OFFERED_LOGINS) return <ImeSafeInput {...field} />
  const options = logins.map((value) => ({ value, label: value }))
  return <ListChoice {...field} autoFocus={login === ''} options={options} />
}
