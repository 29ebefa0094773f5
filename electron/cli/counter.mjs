// `npm run -s counter -- <command>`: runs the built command on the project's Node, building it first where it is
// older than its sources. Prints nothing of its own on standard output.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild, ensureDependencies, environment, fail, nodePath, project } from './prepare.mjs'

const args = process.argv.slice(2)

await ensureDependencies()
if (!(await ensureBuild())) fail('构建没有成功，命令没有运行。请按上面的提示改正后重新运行。')

// npm runs scripts in the project's folder; file names were typed in the caller's.
const cwd = process.env.npm_lifecycle_event === 'counter' ? process.env.INIT_CWD : process.cwd()

const child = spawn(nodePath(), [join(project, 'out/main/counter.js'), ...args], {
  cwd,
  env: environment(),
  stdio: [0, 1, 2, ...furtherDescriptors()],
})
// Ctrl+C reaches the command itself; this process waits for its answer.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.once('error', () => fail('命令没有能启动。请运行 npm ci 后重试。'))
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 3)
})

/** Hands on the descriptor of --passphrase-fd under its own number. */
function furtherDescriptors() {
  const text = args.join(' ').match(/--passphrase-fd[ =](\d{1,3})(?: |$)/)?.[1]
  const number = text === undefined ? 2 : Number(text)
  return Array.from({ length: Math.max(0, number - 2) }, (_, index) =>
    index + 3 === number ? number : 'ignore',
  )
}
