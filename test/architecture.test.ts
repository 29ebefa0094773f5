import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'
import { findCycles, findForbidden, type Import } from './fixtures/architecture.ts'

const root = resolve(import.meta.dirname, '..')
const sourceFolders = ['shared', 'electron', 'renderer', 'test']
const topLevel = new Set([
  'electron',
  'renderer',
  'shared',
  'resources',
  'test',
  'electron.vite.config.ts',
  'package.json',
  'tsconfig.json',
  'README.md',
  'package-lock.json',
  'biome.json',
  'vitest.config.ts',
  // What git ignores.
  'node_modules',
  'out',
  'test-results',
])

/** Lines of a text file; 0 when it is not there. */
function readLines(file: string): number {
  try {
    return readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length
  } catch {
    return 0
  }
}

function sourceFiles(): string[] {
  return sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mts|mjs)$/.test(file) && !file.includes('node_modules'))
      .map((file) => join(folder, file).split(sep).join('/')),
  )
}

/** The file an import leads to, relative to the root, or the bare name of a package. */
function target(from: string, specifier: string): string {
  const path = specifier.replace(/\?.*$/, '')
  if (path.startsWith('#')) return path.slice(1)
  if (path.startsWith('.'))
    return relative(root, resolve(root, dirname(from), path))
      .split(sep)
      .join('/')
  if (path.startsWith('node:') || builtinModules.includes(path)) return `node:${path.replace(/^node:/, '')}`
  return path
}

const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function readImports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found: Import[] = []
  for (const match of text.matchAll(statement))
    found.push({ from: file, to: target(file, match[2] ?? ''), typeOnly: match[1] !== undefined })
  for (const match of text.matchAll(dynamic))
    found.push({ from: file, to: target(file, match[1] ?? ''), typeOnly: false })
  return found
}

const imports = sourceFiles().flatMap(readImports)

test('every import keeps to the table of folders', () => {
  expect(imports.length).toBeGreaterThan(100)
  expect(findForbidden(imports)).toEqual([])
})

test('no file imports itself in a circle', () => {
  expect(findCycles(imports)).toEqual([])
})

test('the top level holds only what was agreed', () => {
  const extra = readdirSync(root).filter((name) => !name.startsWith('.') && !topLevel.has(name))
  expect(extra).toEqual([])
})

test('files stay under 400 lines', () => {
  const long = sourceFiles()
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 400)
  expect(long).toEqual([])
})

test.each<[string, Import]>([
  ['shared may not know Node', { from: 'shared/base/x.ts', to: 'node:fs', typeOnly: false }],
  ['shared may not know Electron', { from: 'shared/base/x.ts', to: 'electron', typeOnly: true }],
  [
    'base may not know the domain',
    { from: 'shared/base/x.ts', to: 'shared/domain/points/index.ts', typeOnly: false },
  ],
  [
    'a subject is reached through its index',
    { from: 'shared/domain/cases/x.ts', to: 'shared/domain/points/assess.ts', typeOnly: false },
  ],
  [
    'services may not know the api',
    { from: 'electron/services/x.ts', to: 'electron/api/index.ts', typeOnly: false },
  ],
  [
    'the api may not reach past services',
    { from: 'electron/api/x.ts', to: 'electron/store/database.ts', typeOnly: false },
  ],
  ['only main and preload know Electron', { from: 'electron/engine/x.ts', to: 'electron', typeOnly: false }],
  [
    'the page may not run engine code',
    { from: 'renderer/src/api/client.ts', to: 'electron/api/index.ts', typeOnly: false },
  ],
  ['the page may not know Node', { from: 'renderer/src/app/x.ts', to: 'node:fs', typeOnly: false }],
  [
    'a task may not import another task',
    { from: 'renderer/src/tasks/cases/x.tsx', to: 'renderer/src/tasks/residents/y.tsx', typeOnly: false },
  ],
  [
    'the driver belongs to the store',
    { from: 'electron/services/x.ts', to: 'better-sqlite3', typeOnly: false },
  ],
  [
    'the product may not import its tests',
    { from: 'electron/cli/x.ts', to: 'test/fixtures/people.ts', typeOnly: false },
  ],
])('refuses: %s', (_name, forbidden) => {
  expect(findForbidden([forbidden])).toHaveLength(1)
})

test('no clock and no chance inside shared', () => {
  const impure = sourceFiles()
    .filter((file) => file.startsWith('shared/'))
    .filter((file) =>
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/.test(readFileSync(join(root, file), 'utf8')),
    )
  expect(impure).toEqual([])
})

test('windows are made in one place, and the two ends of the bridge in two', () => {
  const users = (pattern: RegExp) =>
    sourceFiles().filter(
      (file) => !file.startsWith('test/') && pattern.test(readFileSync(join(root, file), 'utf8')),
    )
  expect(users(/new BrowserWindow\(/)).toHaveLength(1)
  expect(users(/\bipcMain\b/)).toHaveLength(1)
  expect(users(/\bipcRenderer\b/)).toHaveLength(1)
})

test('every second-level folder says in at most ten lines what it is for', () => {
  const folders = ['shared', 'electron', 'resources', 'renderer/src', 'test'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`),
  )
  const missing = folders.filter((folder) => {
    const lines = readLines(`${folder}/README.md`)
    return lines === 0 || lines > 10
  })
  expect(missing).toEqual([])
})
