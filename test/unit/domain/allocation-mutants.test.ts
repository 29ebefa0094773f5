import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** One fault put into one file of shared/domain/allocation: `text` stands there exactly once and becomes `fault`. */
interface Mutant {
  file: string
  text: string
  fault: string
}

const MUTANTS: Record<string, Mutant> = {
  'fewer points stand before more': {
    file: 'ranking.ts',
    text: "codes[index] = direction === 'asc' ? value - least : most - value",
    fault: "codes[index] = direction === 'desc' ? value - least : most - value",
  },
  'a later class stands before an earlier one': {
    file: 'market.ts',
    text: 'const level = codes[wish] ?? 0',
    fault: 'const level = range - 1 - (codes[wish] ?? 0)',
  },
  'within a class a later rank stands before an earlier one': {
    file: 'deferred-acceptance.ts',
    text: 'proposer > lastOf(tiers, tier)',
    fault: 'proposer < lastOf(tiers, tier)',
  },
  'of those turned away together only some have another turn': {
    file: 'deferred-acceptance.ts',
    text: 'bits &= bits - 1',
    fault: 'bits = 0',
  },
  'whoever is turned away leaves a wish out': {
    file: 'deferred-acceptance.ts',
    text: '(granted[comer] ?? 0) + 1',
    fault: '(granted[comer] ?? 0) + 2',
  },
  'those turned away have one more turn and no other': {
    file: 'deferred-acceptance.ts',
    text: 'turnedAway += propose(comer, (granted',
    fault: 'propose(comer, (granted',
  },
  'a full place sends away somebody who is not the last': {
    file: 'tiers.ts',
    text: 'if (top > late) {\n    tops[tier] = links',
    fault: 'if (late === NOBODY) {\n    tops[tier] = links',
  },
  'the heap of latecomers has the first of them on top': {
    file: 'tiers.ts',
    text: 'const top = one > other ? one : other\n  const below = one > other ? other : one',
    fault: 'const top = one > other ? other : one\n  const below = one > other ? one : other',
  },
  'latecomers are lost when one of them is sent away': {
    file: 'tiers.ts',
    text: 'links[2 * pair] = pairs',
    fault: 'links[2 * pair] = NOBODY',
  },
  'a place has a seat more than its capacity': {
    file: 'market.ts',
    text: 'split[place] = capacity - kept',
    fault: 'split[place] = capacity - kept + 1',
  },
  'a place is full with a seat left': {
    file: 'market.ts',
    text: 'split[place] = capacity - kept',
    fault: 'split[place] = Math.max(0, capacity - kept - 1)',
  },
  'reserved-first is taken for open-first': {
    file: 'market.ts',
    text: 'openFirst[place] === 0',
    fault: 'openFirst[place] === 1',
  },
  'seats kept for a tag go to anybody': {
    file: 'market.ts',
    text: 'tagged[wish] === 1 ? level : range + level',
    fault: 'level',
  },
  'unfilled places of a quota do not revert': {
    file: 'plan.ts',
    text: "revert: reversion === 'city-order'",
    fault: "revert: reversion === 'none'",
  },
  'the ticket is drawn without the seed': {
    file: 'tickets.ts',
    text: 'return hash(`$' + '{seed}|$' + '{no}`)',
    fault: 'return hash(no)',
  },
  'equals stand by the middle of their tickets': {
    file: 'tickets.ts',
    text: 'ticket.slice(0, 8)',
    fault: 'ticket.slice(8, 16)',
  },
  'the ticket is left out of the order': {
    file: 'ranking.ts',
    text: 'for (let index = columns.length - 1; index >= 0; index -= 1) {\n    for (const shift',
    fault: 'for (let index = columns.length - 2; index >= 0; index -= 1) {\n    for (const shift',
  },
  'wishes are read from the last one': {
    file: 'market.ts',
    text: 'const place = wishPlaces[wish] ?? 0\n      const reservedPlace',
    fault:
      'const place = wishPlaces[last - 1 - wish + (starts[applicant] ?? 0)] ?? 0\n      const reservedPlace',
  },
  'in turn somebody takes the last wish that has seats': {
    file: 'deferred-acceptance.ts',
    text: 'granted[applicant] = wish\n      break',
    fault: 'granted[applicant] = wish',
  },
  'a holder of a tag is told the cut-off of the others': {
    file: 'certificate.ts',
    text: 'certificate.reservedIsEasier[place] === 1 ? lastReserved : lastOpen',
    fault: 'certificate.reservedIsEasier[place] === 0 ? lastReserved : lastOpen',
  },
  'the cut-off is that of the last rank, whatever the class': {
    file: 'certificate.ts',
    text: '(levels.codes[wish] ?? 0) < (levels.codes[last] ?? 0)',
    fault: 'rank < 0',
  },
}

const root = resolve(import.meta.dirname, '../../..')
let folder = ''
/** By name of the mutant the laws that it breaks; those of the engine as it is by the empty name. */
let broken = new Map<string, string[]>()

beforeAll(async () => {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = mkdtempSync(join(root, 'test-results', 'mutants-'))
  const copies = [copyOfEngine(), ...Object.values(MUTANTS).map(copyOfEngine)]
  const laws = join(import.meta.dirname, 'allocation-laws.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [laws, ...copies])
  const lines = stdout.trimEnd().split('\n')
  broken = new Map(['', ...Object.keys(MUTANTS)].map((name, index) => [name, JSON.parse(lines[index] ?? '')]))
}, 120_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A copy of the engine and what it imports, with a fault or without: the path of its index.ts. */
function copyOfEngine(mutant?: Mutant): string {
  const copy = mkdtempSync(join(folder, 'shared-'))
  for (const part of ['base', join('domain', 'allocation')])
    cpSync(join(root, 'shared', part), join(copy, part), { recursive: true })
  const engine = join(copy, 'domain', 'allocation')
  if (mutant !== undefined) {
    const source = readFileSync(join(engine, mutant.file), 'utf8')
    writeFileSync(
      join(engine, mutant.file),
      source.replace(mutant.text, () => mutant.fault),
    )
  }
  return join(engine, 'index.ts')
}

describe('the laws of the engine', () => {
  it('hold for the engine as it is', () => {
    expect(broken.get('')).toEqual([])
  })

  it.each(Object.entries(MUTANTS))('kill the mutant: %s', (name, { file, text }) => {
    const source = readFileSync(join(root, 'shared/domain/allocation', file), 'utf8')
    const message = `${file} has changed: the mutant “${name}” needs a new place`
    expect(source.split(text).length - 1, message).toBe(1)
    expect(broken.get(name)).not.toEqual([])
  })
})
