import type { Seat, Why } from '#shared/domain/allocation/index.ts'

const TIE_WORDS: Readonly<Record<string, string>> = {
  residenceMonths: '居住登记月数',
  insuredMonths: '社保缴费月数',
}

/** Why a case has a place or has none, in the words of screens and notices. */
export function seatWords(seat: Seat, { rank, places }: { rank: number; places: number }): string {
  if (seat.place !== null) return `排名第 ${rank}，在 ${places} 个名额之内`
  const [why] = seat.why ?? []
  return `排名第 ${rank}，未入选：${why === undefined ? '名额已满' : whyWords(why)}`
}

function whyWords({ code, tie, own, cutoff }: Why): string {
  switch (code) {
    case 'LOWER_POINTS':
      return `积分 ${pointsWords(own)}，最后一名入选者 ${pointsWords(cutoff)}`
    case 'LOST_TIE':
      return `与最后一名入选者同分，${TIE_WORDS[tie ?? ''] ?? '同分次序'} ${own ?? ''} 少于 ${cutoff ?? ''}`
    case 'LOST_TICKET':
      return '与最后一名入选者各项相同，签号在后'
    case 'NOT_CONSENTED':
      return '本人未同意参加'
    case 'NO_SEATS':
      return '没有名额'
    case 'NOT_ELIGIBLE':
    case 'LOWER_CLASS':
      return '不在本批次的次序之内'
  }
}

function pointsWords(points: number | string | undefined): string {
  return typeof points === 'number' ? `${points.toFixed(2)} 分` : '未知'
}
