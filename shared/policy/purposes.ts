/** The uses of points that the program or the office's programmes select a pack for. */
export const PURPOSE_NAMES: Readonly<Record<string, string>> = {
  'health-check': '职工健康体检',
  general: '一般查询',
  school: '子女入学',
  housing: '住房保障',
  hukou: '落户',
  recuperation: '职工疗休养',
}

/** Packs that are only read beside ours, and invented ones, keep to purposes of their own. */
const OWN_PREFIXES: Readonly<Record<string, string>> = { 'comparison-': '对照', 'demo-': '示范' }

/** A purpose as staff read it. */
export function purposeWords(purpose: string): string {
  const prefix = Object.keys(OWN_PREFIXES).find((candidate) => purpose.startsWith(candidate))
  if (prefix === undefined) return PURPOSE_NAMES[purpose] ?? purpose
  const name = PURPOSE_NAMES[purpose.slice(prefix.length)]
  return name === undefined ? `${OWN_PREFIXES[prefix]}` : `${OWN_PREFIXES[prefix]}（${name}）`
}

/** A purpose told apart from every other: where its words are shared, its code stands beside them. */
export function purposeExactly(purpose: string): string {
  const words = purposeWords(purpose)
  return words.includes('（') || words === purpose || Object.hasOwn(PURPOSE_NAMES, purpose)
    ? words
    : `${words}（${purpose}）`
}

/** Whether points for the purpose can be used: not those of packs that are only read beside ours, or invented. */
export function isOfficialPurpose(purpose: string): boolean {
  return Object.keys(OWN_PREFIXES).every((prefix) => !purpose.startsWith(prefix))
}

/** Whether anything ever selects a pack for the purpose. */
export function isSelectedPurpose(purpose: string): boolean {
  const isOwn = Object.keys(OWN_PREFIXES).some((prefix) => purpose.startsWith(prefix))
  return isOwn || Object.hasOwn(PURPOSE_NAMES, purpose)
}
