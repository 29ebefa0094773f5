import type { EntrantPage, WishView } from '#shared/ipc/round-results.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { viaText } from './holding-words.ts'
import { comparisonOf, wishLook } from './wish-comparison.ts'

const ARRANGED = viaText('arrange') ?? ''

/** Every wish in its order: what came of it, why, own value against the last admitted's, what would have been enough. */
export function EntrantWishes(props: {
  wishes: readonly WishView[]
  /** The round goes by wishes; else the one reason stands alone. */
  byWishes: boolean
  /** Before the run nothing has come of a wish yet. */
  ran: boolean
  reply: EntrantPage['reply']
  outside: EntrantPage['outside']
}) {
  const { wishes, byWishes, ran, reply, outside } = props
  if (wishes.length === 0) return <p className="reason-why">还没有运行，各志愿的结果运行后显示。</p>
  return (
    <ol className="wish-list">
      {outside === null ? null : (
        <li>
          <div className="wish-head">
            <span className="source">志愿以外</span>
            <strong>{outside.placeName}</strong>
            <Tag tone="yes" sign="✓" word={ARRANGED} />
          </div>
          <p>{outside.words}</p>
        </li>
      )}
      {wishes.map((wish) => (
        <li key={`${wish.wish} ${wish.placeId}`}>
          <div className="wish-head">
            {byWishes ? <span className="source">第 {wish.wish} 志愿</span> : null}
            <strong>{wish.placeName}</strong>
            {ran ? <Tag {...wishLook(wish, { byWishes, reply })} /> : null}
            {wish.waiting === null ? null : <span>候补次序第 {wish.waiting} 位</span>}
          </div>
          <p>{wish.words}</p>
          <Compared wish={wish} />
          {wish.enough === undefined ? null : <p className="reason-why">差多少：{wish.enough}</p>}
        </li>
      ))}
    </ol>
  )
}

/** The two values in words, with bars on one scale where they are numbers; the mark is the last admitted. */
function Compared({ wish }: { wish: WishView }) {
  const { own, cutoff } = wish
  if (own === undefined || cutoff === undefined) return null
  const shares = comparisonOf(wish)
  return (
    <div className="compare-rows">
      <span>本人</span>
      {shares === undefined ? <span /> : <Bar share={shares.own} mark={shares.cutoff} />}
      <span className="figures">{own}</span>
      <span>最后一名</span>
      {shares === undefined ? <span /> : <Bar share={shares.cutoff} mark={shares.cutoff} />}
      <span className="figures">{cutoff}</span>
    </div>
  )
}

function Bar({ share, mark }: { share: number; mark: number }) {
  return (
    <svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" className="compare-bar">
      <rect className="bar-ground" y="2" width="1000" height="8" />
      <rect className="bar-fill" y="2" width={share * 1000} height="8" />
      <rect className="compare-mark" x={mark * 1000 - 2} width="4" height="12" />
    </svg>
  )
}
