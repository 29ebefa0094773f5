/**
 * A file name for a paper: its number, with what file systems refuse replaced. The number carries no personal data.
 */
export function paperFileName(number: string): string {
  return `${number.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/, '') || '文书'}.pdf`
}
