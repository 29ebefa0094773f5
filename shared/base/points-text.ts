/** Points kept as whole hundredths, as they are shown and printed: 7500 gives `75.00`. */
export function formatX100(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
