import { type ReactNode, useEffect, useRef } from 'react'

/** The head of every page: its title, which takes the focus on arrival, facts about it, and its actions. */
export function PageHead(props: { title: string; about?: ReactNode; focus?: boolean; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { focus = false } = props
  useEffect(() => {
    if (!focus) return
    // The place where pages scroll outlives them; a page begins at its top.
    heading.current?.closest('main')?.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [focus])
  return (
    <div className="page-head">
      <div className="page-title">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.about}
      </div>
      <div className="page-actions">{props.children}</div>
    </div>
  )
}
