import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { type Coverage, readCoverage } from './character-map.ts'

/** `resources/fonts/manifest.json`. */
export const FontManifest = z
  .array(
    z.strictObject({
      file: z.string().regex(/^[\w-]+\.(?:otf|ttf)$/),
      /** Family name as Typst reads it from the font. */
      family: z.string().min(1),
      version: z.string().min(1),
      licence: z.string().min(1),
      licenceFile: z.string().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      role: z.string().min(1),
    }),
  )
  .min(1)
export type FontManifest = z.infer<typeof FontManifest>

/**
 * Families by kind of lettering, best first: 仿宋, 楷体, 黑体, 标宋. A character that a family lacks is set in a later
 * one, a person's name always as a whole (typesetter.ts).
 */
export const CHAINS = {
  fang: ['FandolFang R', 'Noto Serif SC', 'HanaMinB'],
  kai: ['FandolKai', 'Noto Serif SC', 'HanaMinB'],
  hei: ['Noto Sans SC', 'HanaMinB'],
  song: ['Noto Serif SC', 'HanaMinB'],
} as const satisfies Record<string, readonly string[]>
export type ChainName = keyof typeof CHAINS

/** The fonts of papers: their bytes, and what each family can draw. */
export interface Fonts {
  blobs: Buffer[]
  /** A family covers a character only when each of its weights does. */
  coverage(family: string): Coverage
}

/**
 * Reads the fonts that the manifest lists. Families are checked here by name and once more by the compiler, which
 * alone knows how Typst names them.
 * @throws CounterError FONT_MISSING
 */
export function loadFonts(resourcesDir: string): Fonts {
  const folder = join(resourcesDir, 'fonts')
  const manifest = readManifest(folder)
  const byFamily = new Map<string, Coverage[]>()
  const blobs: Buffer[] = []
  for (const entry of manifest) {
    const blob = readFont(join(folder, entry.file), entry.file)
    blobs.push(blob.bytes)
    byFamily.set(entry.family, [...(byFamily.get(entry.family) ?? []), blob.coverage])
  }
  const missing = allFamilies().filter((family) => !byFamily.has(family))
  if (missing.length > 0) throw fontMissing(missing.join('、'))
  return {
    blobs,
    coverage: (family) => (codePoint) => byFamily.get(family)?.every((covers) => covers(codePoint)) ?? false,
  }
}

/** Every family that some chain names, once. */
export function allFamilies(): string[] {
  return [...new Set<string>(Object.values(CHAINS).flat())]
}

/** The refusal that names fonts which papers need and the installation lacks. */
export function fontMissing(what: string, cause?: unknown): CounterError {
  return new CounterError(
    'FONT_MISSING',
    `文书字体缺失或损坏：${what}。缺字体时字会印成空白，因此不能出文书。`,
    {
      at: 'resources/fonts',
      hint: '请重新安装本软件；安装后仍有此提示的，请联系管理员。',
      ...(cause === undefined ? {} : { cause }),
    },
  )
}

function readManifest(folder: string): FontManifest {
  try {
    return FontManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  } catch (error) {
    throw fontMissing('字体清单 manifest.json', error)
  }
}

function readFont(path: string, file: string): { bytes: Buffer; coverage: Coverage } {
  try {
    const bytes = readFileSync(path)
    return { bytes, coverage: readCoverage(bytes) }
  } catch (error) {
    throw fontMissing(file, error)
  }
}
