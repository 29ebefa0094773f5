/** A condition in words, as it turned out. */
export function verdictText(title: string, value: number): string {
  return value === 1 ? title : `不符合：${title}`
}
