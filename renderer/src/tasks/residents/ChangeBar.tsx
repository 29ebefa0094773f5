interface BarProps {
  /** Sizes in hundredths, without sign. */
  before: number
  after: number
  /** The largest of the table, which fills the width. */
  most: number
  /** What the total gains or loses by it. */
  changeX100: number
}

/** The size of a line on either side as two thin bars; its numbers stand beside it. */
export function ChangeBar({ before, after, most, changeX100 }: BarProps) {
  if (most === 0 || (before === 0 && after === 0)) return null
  const width = (size: number) => (size / most) * 100
  return (
    <svg className="change-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      <rect className="change-before" y="1" width={width(before)} height="5" />
      <rect
        className={changeX100 < 0 ? 'change-less' : changeX100 > 0 ? 'change-more' : 'change-after'}
        y="8"
        width={width(after)}
        height="5"
      />
    </svg>
  )
}
