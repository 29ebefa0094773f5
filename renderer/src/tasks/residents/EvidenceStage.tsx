import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { EvidenceView } from '#shared/ipc/evidence.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import type { OpenPages } from '../../components/pdf.ts'
import { UNREADABLE } from './evidence-files.ts'
import { openScan, UnshownScan } from './evidence-scan.ts'
import { type Lying, shownWidth } from './evidence-stage.ts'

/** A scan that is being opened, or why it is not. */
export interface OpenedScan {
  pages: OpenPages | undefined
  failure: Failure | undefined
  retry(): void
}

/** Records that the scan is looked at, then opens it; it leaves memory with the component. */
export function useScan({ id, mediaType }: EvidenceView): OpenedScan {
  const [pages, setPages] = useState<OpenPages>()
  const [failure, setFailure] = useState<Failure>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const leaving = new AbortController()
    let opened: OpenPages | undefined
    async function open(): Promise<void> {
      await api.evidence.open.mutate({ commandId: crypto.randomUUID(), evidenceId: id })
      leaving.signal.throwIfAborted()
      opened = await openScan({ id, mediaType }, leaving.signal)
      if (leaving.signal.aborted) opened.close()
      else setPages(opened)
    }
    open().catch((error: unknown) => {
      if (leaving.signal.aborted) return
      setFailure(error instanceof UnshownScan ? error.failure : failureOf(error))
    })
    return () => {
      leaving.abort()
      opened?.close()
    }
  }, [id, mediaType, attempt])
  function retry(): void {
    setFailure(undefined)
    setAttempt((count) => count + 1)
  }
  return { pages, failure, retry }
}

/** The space a scan is laid out in; what is enlarged beyond it scrolls. */
export function EvidenceStage(props: { title: string; scan: OpenedScan; lying: Lying }) {
  const { title, scan, lying } = props
  const space = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { drawn, failure } = useDrawing({ pages: scan.pages, lying, space, canvas })
  // The dialog would leave the focus on its closing cross; here the arrow keys scroll what is enlarged.
  useEffect(() => space.current?.focus({ preventScroll: true }), [])
  const shown = scan.failure ?? failure
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={space} className="evidence-stage" tabIndex={0} aria-label={`${title}的图像`}>
      {shown === undefined ? null : (
        <FailureAlert failure={shown} {...(scan.failure === undefined ? {} : { retry: scan.retry })} />
      )}
      {shown === undefined && !drawn ? <p role="status">正在打开…</p> : null}
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${title}，第 ${lying.page} 页`}
        hidden={!drawn || shown !== undefined}
      />
    </section>
  )
}

interface DrawingPlace {
  pages: OpenPages | undefined
  lying: Lying
  space: RefObject<HTMLDivElement | null>
  canvas: RefObject<HTMLCanvasElement | null>
}

/** Draws the page anew at every step; the one before stays until the next is ready. */
function useDrawing({ pages, lying, space, canvas }: DrawingPlace) {
  const size = useSize(space)
  const [drawn, setDrawn] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  useEffect(() => {
    if (pages === undefined || size === undefined) return undefined
    const leaving = new AbortController()
    async function draw(from: OpenPages, into: { width: number; height: number }): Promise<void> {
      const width = shownWidth(await from.size(lying.page), into, lying)
      const fine = Math.round(width * window.devicePixelRatio)
      const page = await from.draw(lying.page, { width: fine, turns: lying.turns, signal: leaving.signal })
      const target = canvas.current
      if (leaving.signal.aborted || target === null) return
      target.width = page.width
      target.height = page.height
      target.style.width = `${width}px`
      target.getContext('2d')?.drawImage(page, 0, 0)
      setFailure(undefined)
      setDrawn(true)
    }
    draw(pages, size).catch(() => {
      if (!leaving.signal.aborted) setFailure(UNREADABLE)
    })
    return () => leaving.abort()
  }, [pages, size, lying, canvas])
  return { drawn, failure }
}

/** The inner size of an element without its scroll bars; undefined until it is laid out. */
function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState<{ width: number; height: number }>()
  useEffect(() => {
    const watched = element.current
    if (watched === null) return undefined
    // The padding on both sides; scroll bars that come and go with the zoom must not change what "fitted" means.
    const measure = () => setSize({ width: watched.offsetWidth - 34, height: watched.offsetHeight - 34 })
    const watcher = new ResizeObserver(measure)
    watcher.observe(watched)
    return () => watcher.disconnect()
  }, [element])
  return size
}
