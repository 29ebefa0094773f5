import type { PolicyDocumentPage } from '#shared/ipc/policies.ts'
import { type Amendment, type OutsideList, type PointsPack, ruleWords } from '#shared/policy/index.ts'
import type { Policies } from './policies.ts'
import type { PolicyContent } from './policy-content.ts'

type Lines = PolicyDocumentPage['lines']

/** A document in words, line by line: what an amendment or a list says, of a pack the amendments that touch it. */
export function policyLines({ kind, policy }: PolicyContent, policies: Policies): Lines {
  switch (kind) {
    case 'pack':
      return packLines(policy, policies)
    case 'amendment':
      return amendmentLines(policy)
    case 'list':
      return listLines(policy)
  }
}

/** What an amendment does, in words. */
export function changeWords({ change }: Amendment): string {
  return change.kind === 'strike'
    ? `删除指标 ${change.code}`
    : `替换指标 ${change.indicator.code} ${change.indicator.name}`
}

function packLines(pack: PointsPack, { amendments }: Policies): Lines {
  return amendments
    .filter(({ policy }) => touches(policy, pack))
    .map(({ policy }) => ({
      title: `修订：${policy.documentNumber}`,
      text: `自 ${policy.effectiveFrom} 起${changeWords(policy)}（${policy.citation}）`,
    }))
}

/** Whether an amendment changes something of a pack as it stands. */
export function touches({ packs, change }: Amendment, pack: PointsPack): boolean {
  const code = change.kind === 'strike' ? change.code : change.indicator.code
  const isMeant = packs === null || packs.includes(pack.id)
  return isMeant && pack.indicators.some((indicator) => indicator.code === code)
}

function amendmentLines(amendment: Amendment): Lines {
  const { packs, change, citation, effectiveFrom, note } = amendment
  return [
    { title: '修订内容', text: changeWords(amendment) },
    { title: '起始日', text: `自 ${effectiveFrom} 起` },
    { title: '适用的政策包', text: packs === null ? '凡有这项指标的' : packs.join('、') },
    { title: '依据', text: citation },
    ...(change.kind === 'strike' ? [] : indicatorLines(change.indicator)),
    ...(note === undefined ? [] : [{ title: '备注', text: note }]),
  ]
}

function indicatorLines({ rule }: PointsPack['indicators'][number]): Lines {
  if (rule === null) return [{ title: '新规则', text: '未装载' }]
  return ruleWords(rule).map((text) => ({ title: '新规则', text }))
}

function listLines({ year, department, entries }: OutsideList): Lines {
  return [
    { title: '年度', text: `${year} 年` },
    { title: '公布部门', text: department },
    ...entries.map((text, index) => ({ title: `第 ${index + 1} 项`, text })),
  ]
}
