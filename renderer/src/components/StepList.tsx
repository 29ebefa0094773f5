/** The steps of a form or of work in steps: which are done, which is now; a done one can be gone back to. */
export function StepList(props: {
  titles: readonly string[]
  /** Of the present step, from 0. */
  position: number
  goTo(position: number): void
}) {
  const { titles, position, goTo } = props
  return (
    <nav className="card form-steps" aria-label="步骤">
      <ol>
        {titles.map((title, at) => {
          const state = at < position ? 'done' : at === position ? 'now' : 'later'
          const words = { done: '已填', now: '正在填', later: '未到' }[state]
          const content = (
            <>
              <span aria-hidden="true">{{ done: '✓', now: '●', later: '○' }[state]} </span>
              {at + 1} {title}
              <span className="unseen">（{words}）</span>
            </>
          )
          return (
            <li
              key={title}
              className={`form-step form-step-${state}`}
              {...(state === 'now' ? { 'aria-current': 'step' } : {})}
            >
              {state === 'done' ? (
                <button type="button" className="plain-button" onClick={() => goTo(at)}>
                  {content}
                </button>
              ) : (
                content
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
