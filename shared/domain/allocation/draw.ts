import { CounterError } from '../../base/failure.ts'
import type { Hash } from './canonical.ts'

/** Names the rule by which the seed is put together; another rule is another name. */
const SEED_RULE = 'cixi-draw/v1'

/** What a seed is made of; hashes as `sha256:` and hex, those of the first freeze, secrets in the plan's order. */
export interface SeedParts {
  title: string
  listHash: string
  policyHash: string
  secrets: readonly string[]
  publicNumber: string
}

/** The commitment to a secret: the hex SHA-256 of its UTF-8 in NFC; `printf '%s' SECRET | sha256sum` gives the same. */
export function commitmentOf(secret: string, hash: Hash): string {
  return hash(secret.normalize('NFC'))
}

/**
 * A public number as it is part of a seed: its digits and letters alone, in lower case, so that whoever takes it down
 * last cannot choose a seed by blanks or signs. Undefined where words stand around it.
 */
export function publicNumberOf(written: string): string | undefined {
  const kept = written
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()
  return /^[0-9a-z]+$/.test(kept) ? kept : undefined
}

/**
 * The text whose SHA-256 is the seed: `cixi-draw/v1|title|listHash|policyHash|secret…|publicNumber`, in NFC.
 * @throws CounterError BAD_INPUT naming the part that is empty or holds the separator
 */
export function seedText({ title, listHash, policyHash, secrets, publicNumber }: SeedParts): string {
  const parts = [SEED_RULE, title, listHash, policyHash, ...secrets, publicNumber]
  parts.forEach((part, index) => {
    if (part === '' || part.includes('|')) throw badPart(index)
  })
  return parts.join('|').normalize('NFC')
}

/** The seed of a draw by commitments, in lower-case hex. @throws as `seedText` */
export function seedOf(parts: SeedParts, hash: Hash): string {
  return hash(seedText(parts))
}

function badPart(index: number): CounterError {
  return new CounterError('BAD_INPUT', `摇号种子的第 ${index + 1} 部分是空的或含有“|”，种子没有定下。`, {
    at: `第 ${index + 1} 部分`,
    hint: '请核对批次名称、揭示的内容和公共号码，改正后重新登记。',
  })
}
