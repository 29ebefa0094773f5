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
import { CORRUPTIONS, draws, lists, publicFiles, schools } from './public-rounds.ts'

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
