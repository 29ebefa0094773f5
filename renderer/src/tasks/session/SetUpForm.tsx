import './gate.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SetUpRequest } from '#shared/ipc/session.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { enterSession } from '../../api/session.tsx'
import { FormPage } from '../../components/FormPage.tsx'
import { useForm } from '../../components/use-form.ts'
import { readSetUp, setUpSteps } from './set-up-pages.ts'

/** First set-up: makes the encrypted store with its office and its first two persons. */
export function SetUpForm() {
  const client = useQueryClient()
  const form = useForm({ draftKey: 'set-up', steps: setUpSteps })
  const setUp = useMutation({
    mutationFn: (request: SetUpRequest) => api.session.setUp.mutate(request),
    onSuccess: (state) => enterSession(client, state),
  })
  return (
    <main className="gate-form">
      <FormPage
        title="第一次使用：建立存储"
        form={form}
        review
        judgementTitle="将会发生什么"
        judgement={<WhatHappens />}
        submitLabel="建立加密存储"
        submit={() =>
          setUp.mutateAsync(readSetUp(form.body)).then(
            () => true,
            () => false,
          )
        }
        busy={setUp.isPending}
        failure={setUp.error === null ? undefined : failureOf(setUp.error)}
      />
    </main>
  )
}

function WhatHappens() {
  return (
    <ul className="plain-list">
      <li>在本机建立一个加密存储，没有账号密码谁也读不出。</li>
      <li>两个账号各自持有开锁的密码。两人的密码都忘记，存储就再也打不开。</li>
      <li>复核、公布批次须由另一人办，所以一开始就要两个人。</li>
      <li>建好后用其中一个账号解锁，即可办理。</li>
    </ul>
  )
}
