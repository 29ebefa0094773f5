import './gate.css'
import { Button } from 'antd'
import type { Failure } from '#shared/base/failure.ts'

/** A store is there that cannot be used: what happened, what to do, what never to do, and the number to quote. */
export function UnusablePage({ problem, retry }: { problem: Failure; retry(): void }) {
  return (
    <main className="gate">
      <section className="card gate-card" aria-labelledby="gate-title">
        <h1 id="gate-title">存储不能使用</h1>
        <p role="alert">{problem.message}</p>
        {problem.hint === undefined ? null : <p>{problem.hint}</p>}
        <p>请不要删除、改名或移动存储文件；原文件没有改动。</p>
        {problem.reference === undefined ? null : (
          <p className="source">编号 {problem.reference}，需要询问时请报此编号。</p>
        )}
        <Button type="primary" onClick={retry}>
          再试一次
        </Button>
      </section>
    </main>
  )
}
