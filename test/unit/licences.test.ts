import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')

const Entry = z.object({
  name: z.string().optional(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})
type Entry = z.infer<typeof Entry>
const { packages } = z
  .object({ packages: z.record(z.string(), Entry) })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))

/** Licences under which a package may be part of the program: none asks for its source to be given away. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'],
  ...['Apache-2.0', 'Zlib', 'Unlicense', 'CC0-1.0', 'Python-2.0', 'OFL-1.1'],
])

/** Further licences of tools that build and test the program: they bind whoever changes or hands on the tool itself. */
const ALLOWED_IN_TOOLS = new Set([...ALLOWED, 'MPL-2.0', 'CC-BY-4.0'])

/** Packages for tests alone under any other licence, each with its reason. */
const TEST_ONLY: Record<string, string> = {
  buffers: 'none stated: behind exceljs, the independent reader and writer of test/exchange',
  chainsaw: 'MIT/X11, an old name of MIT: behind exceljs as well',
  '@signalapp/sqlcipher': 'AGPL-3.0-only: the independent reader of test/store, never part of the program',
}

/** Whether one of several licences offered, or every one of several joined, may be used. */
function isAllowed(licence: string, allowed = ALLOWED): boolean {
  const plain = licence.replace(/[()]/g, '')
  return plain.split(' OR ').some((offer) => offer.split(' AND ').every((part) => allowed.has(part.trim())))
}

/** Where `name` is found by the package at `place`, as Node looks for it; undefined for what is not installed. */
function find(name: string, place: string): string | undefined {
  const nested = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`
  if (packages[nested] !== undefined) return nested
  if (place === '') return undefined
  return find(name, place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))))
}

/** The packages of these names with everything they need, by their places in the lock. */
function closureOf(names: string[]): Set<string> {
  const places = new Set<string>()
  function add(name: string, from: string): void {
    const place = find(name, from)
    if (place === undefined || places.has(place)) return
    places.add(place)
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {}
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) add(needed, place)
  }
  for (const name of names) add(name, '')
  return places
}

function licenceAt(place: string): string {
  return packages[place]?.license ?? 'none stated'
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** Packages that the program's own source imports, and so its build carries. */
function importedPackages(): string[] {
  const files = ['electron', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
  const imported = /(?:from|import)\s*\(?\s*['"](@[^/'"]+\/[^/'"]+|[^@./#'"][^/'"]*)/g
  const names = files.flatMap((text) => [...text.matchAll(imported)].map((match) => match[1] ?? ''))
  return [...new Set(names)].filter((name) => name in own.dependencies || name in own.devDependencies)
}

const own: Entry = Entry.parse(packages[''])
const shipped = closureOf([...Object.keys(own.dependencies), ...importedPackages()])

test('what the program carries is known', () => {
  const names = [...shipped].map(nameOf)
  for (const name of ['electron', 'react', 'antd', 'zod', 'kysely', 'better-sqlite3', '@node-rs/argon2'])
    expect(names).toContain(name)
  for (const name of ['vitest', '@playwright/test', ...Object.keys(TEST_ONLY)])
    expect(names).not.toContain(name)
})

test('every package the program carries may be used in it', () => {
  const refused = [...shipped]
    .map((place) => ({ place, licence: licenceAt(place) }))
    .filter(({ licence }) => !isAllowed(licence))
  expect(refused).toEqual([])
})

test('a tool of any other licence is for tests alone and named with its reason', () => {
  const others = Object.keys(packages)
    .filter((place) => place !== '' && !isAllowed(licenceAt(place), ALLOWED_IN_TOOLS))
    .map(nameOf)
  expect([...new Set(others)].sort()).toEqual(Object.keys(TEST_ONLY).sort())
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND Apache-2.0', true],
  ['MIT AND GPL-3.0-only', false],
  ['AGPL-3.0-only', false],
  ['SEE LICENSE IN LICENSE', false],
  ['UNLICENSED', false],
])('%s: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed)
})
