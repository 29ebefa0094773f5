/** The status that more than half of the lines have, to be said once for them all; undefined where there is none. */
export function usualStatus(lines: readonly { status: string }[]): string | undefined {
  return lines.find(({ status }) => lines.filter((line) => line.status === status).length * 2 > lines.length)
    ?.status
}
