import { CounterError } from './failure.ts'

/**
 * A JSON text as a value; `at` names the file or line it came from. A field that stands twice in one object is
 * refused, since readers differ in which of the two they take.
 */
export function parseJson(text: string, at: string): unknown {
  const value = parseAnything(text, at)
  const repeated = findRepeatedField(text)
  if (repeated === undefined) return value
  throw new CounterError('BAD_INPUT', '同一个字段写了两次，无法确定以哪一个为准。', {
    at: `${at === '$' ? '' : `${at}: `}${repeated}`,
    hint: '请只留正确的一个后重试。',
  })
}

function parseAnything(text: string, at: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CounterError('BAD_INPUT', '不是合法的 JSON，无法读取。', {
      at,
      hint: '请核对引号、逗号和括号；逐行命令每行一个完整的 JSON 对象。',
      cause: error,
    })
  }
}

/** An object or list that is being read: its field names so far, and the name or position reached. */
interface Level {
  names: Set<string> | undefined
  reached: string | number
}

/** The path of the first field that stands twice in one object of a text that is valid JSON. */
function findRepeatedField(text: string): string | undefined {
  const levels: Level[] = []
  let level: Level | undefined
  let written = ''
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') {
      level = token === '{' ? { names: new Set(), reached: '' } : { names: undefined, reached: 0 }
      levels.push(level)
    } else if (token === '}' || token === ']') {
      levels.pop()
      level = levels.at(-1)
    } else if (token === ',') {
      if (typeof level?.reached === 'number') level.reached += 1
    } else if (token === ':' && level?.names !== undefined) {
      level.reached = String(JSON.parse(written))
      if (level.names.has(level.reached)) return pathOf(levels)
      level.names.add(level.reached)
    } else written = token
  }
  return undefined
}

function pathOf(levels: readonly Level[]): string {
  const steps = levels.map(({ reached }) => (typeof reached === 'number' ? `[${reached}]` : `.${reached}`))
  return `$${steps.join('')}`
}
