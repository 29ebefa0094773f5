import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  allocateRound,
  listText,
  type Round,
  type RoundResult,
  roundOfList,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { CORRUPTIONS, draws, families, lists, publicFiles, schools } from './public-rounds.ts'

const PROGRAM = resolve('resources/data/verify.py')
const EACH = 80

/** Runs the program over many folders in one process: a line of files in, a line of exit code and output out. */
const DRIVER = `
import contextlib, io, json, pathlib, sys, tempfile
program = compile(open(sys.argv[1], encoding='utf-8').read(), 'verify.py', 'exec')
with tempfile.TemporaryDirectory() as folder:
    for line in sys.stdin.buffer:
        for name, text in json.loads(line).items(): (pathlib.Path(folder) / name).write_bytes(text.encode())
        said, code = io.StringIO(), None
        with contextlib.redirect_stdout(said):
            try: exec(program, {'__file__': folder + '/verify.py', '__name__': '__main__'})
            except SystemExit as end: code = end.code
            except Exception as fault: print(repr(fault))
        sys.stdout.write(json.dumps([code, said.getvalue()]) + '\\n')
`

type Answer = [code: number | null, output: string]

function checked(folders: readonly Record<string, string>[]): Answer[] {
  const { stdout, stderr } = spawnSync('python3', ['-c', DRIVER, PROGRAM], {
    input: folders.map((files) => `${JSON.stringify(files)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  expect(stderr).toBe('')
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function folderOf(round: Round, result: RoundResult): Record<string, string> {
  return { ...publicFiles(round), 'result.json': JSON.stringify(result) }
}

/** As it is run: read from the frozen list. */
function frozen({ seed, ...list }: Round): Round {
  return roundOfList(listText(list), seed)
}

const KINDS: [string, fc.Arbitrary<Round>][] = [
  ['lists', lists],
  ['draws', draws],
  ['places by wishes', schools],
  ['families at few schools', families],
]

it.each(KINDS)("the public's program says yes to every result: %s", (_, kind) => {
  const many = fc.sample(kind, { seed: 2022, numRuns: 3 * EACH }).map(frozen)
  const answers = checked(
    many.map((round) => folderOf(round, allocateRound(round, sha256, { explain: true }))),
  )
  expect(answers).toHaveLength(many.length)
  answers.forEach(([code, output], index) => {
    expect([code, output.split('\n').at(-2)], `${output}${JSON.stringify(many[index])}`).toEqual([
      0,
      '全部通过',
    ])
  })
})

it.each(KINDS)('and no to every result that the checker refuses: %s', (_, kind) => {
  const many = fc.sample(kind, { seed: 628, numRuns: EACH }).map(frozen)
  const tried = many.flatMap((round, index) => {
    const result = allocateRound(round, sha256)
    return Object.entries(CORRUPTIONS).flatMap(([name, corrupt]) => {
      const corrupted = corrupt(result, index * 7)
      const isRefused = verifyRound(round, corrupted, sha256).length > 0
      return isRefused ? [{ name, files: folderOf(round, corrupted), round }] : []
    })
  })
  const kinds = new Set(tried.map(({ name }) => name))
  expect(kinds.size).toBeGreaterThanOrEqual(Object.keys(CORRUPTIONS).length - 2)
  checked(tried.map(({ files }) => files)).forEach(([code, output], index) => {
    expect([code, output.split('\n').at(-2)], `${tried[index]?.name} ${output}`).toEqual([
      1,
      expect.stringMatching(/^有 \d+ 处不符$/),
    ])
  })
})

/** Which of the cases that siblings are hard in a round with its result shows. */
function siblingCasesOf({ applicants, ...round }: Round, { siblings = [] }: RoundResult): string[] {
  if (round.mechanism !== 'deferred-acceptance') return []
  const familyOf = new Map(applicants.map(({ no, family }) => [no, family]))
  const places = new Map<string, Set<string>>()
  for (const { no, place } of siblings)
    places.set(place, new Set([...(places.get(place) ?? []), familyOf.get(no) ?? '']))
  const families = new Set([...places.values()].flatMap((each) => [...each]))
  const members = applicants.filter(({ family }) => family !== undefined && families.has(family))
  const isKept = round.places.some(({ id, reserved }) => places.has(id) && (reserved?.count ?? 0) > 0)
  return [
    ...(siblings.length > 2 && families.size === 1 ? ['three of a family'] : []),
    ...([...places.values()].some((each) => each.size > 1) ? ['two families at one place'] : []),
    ...(members.some(({ refused }) => refused !== undefined) ? ['a refused member'] : []),
    ...(members.some(({ wishes = [] }) => wishes.some(({ refused }) => refused !== undefined))
      ? ['a refused wish']
      : []),
    ...(members.some(({ consent }) => consent === false) ? ['an unwilling member'] : []),
    ...(isKept ? ['kept seats'] : []),
  ]
}

it('what it is tried with has every case that is hard where siblings are placed together', () => {
  const shown = new Map<string, number>()
  for (const round of fc.sample(families, { seed: 2022, numRuns: 3 * EACH }).map(frozen))
    for (const each of siblingCasesOf(round, allocateRound(round, sha256)))
      shown.set(each, (shown.get(each) ?? 0) + 1)
  for (const name of [
    'three of a family',
    'two families at one place',
    'a refused member',
    'a refused wish',
    'an unwilling member',
    'kept seats',
  ])
    expect([name, (shown.get(name) ?? 0) >= 5], JSON.stringify([...shown])).toEqual([name, true])
})
