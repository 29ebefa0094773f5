import type { EndorsementClock, PermitClocks } from '#shared/domain/people/index.ts'
import type { ResidentPage } from '#shared/ipc/residents.ts'

type ClockLine = ResidentPage['clocks'][number]

/** The three clocks in the staff's words, one line each and never mixed up. */
export function clockLines({ residence, permit, endorsement }: PermitClocks): ClockLine[] {
  return [
    line('居住登记', residence && `${residence.since} 登记，已满 ${residence.months} 个月`),
    line('居住证签发', permit && `${permit.issuedOn} 签发，已满 ${permit.years} 年`),
    line('居住证签注', endorsement && endorsementText(endorsement)),
  ]
}

function line(name: string, text: string | null): ClockLine {
  return text === null ? { name, text: '没有记录', known: false } : { name, text, known: true }
}

function endorsementText({ periods, gaps, until, suspended, due }: EndorsementClock): string {
  const state = suspended
    ? `签注至 ${until}，已过期，居住证使用功能中止，应尽快补办`
    : `签注至 ${until}，下次签注 ${due.from} 至 ${due.to}`
  const recorded = periods.length === 0 ? '历次签注没有登记' : `登记有 ${periods.length} 次签注`
  return [state, recorded, ...gapsText(gaps)].join('；')
}

/** Gaps in the record: an endorsement that was made and not entered looks the same as one that was missed. */
function gapsText(gaps: EndorsementClock['gaps']): string[] {
  if (gaps.length === 0) return []
  const each = gaps.map(({ from, to, days }) => `${from} 至 ${to}（${days} 天）`)
  return [`记录中有 ${gaps.length} 段没有签注：${each.join('、')}`]
}
