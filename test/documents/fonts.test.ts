import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCoverage } from '#electron/documents/character-map.ts'
import { CHAINS, FontManifest, loadFonts } from '#electron/documents/fonts.ts'
import { createCompiler } from '#electron/documents/index.ts'
import { RARE_NAME } from './samples.ts'
import { RESOURCES } from './tools.ts'

const FOLDER = join(RESOURCES, 'fonts')
const manifest = FontManifest.parse(JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8')))

describe('the manifest of fonts', () => {
  it('lists every font file of the folder, each with the hash of its bytes and a licence that lies beside it', () => {
    const files = readdirSync(FOLDER)
    expect(manifest.map((font) => font.file).toSorted()).toEqual(
      files.filter((file) => /\.(otf|ttf)$/.test(file)),
    )
    const hashes = manifest.map(({ file }) => ({
      file,
      sha256: createHash('sha256')
        .update(readFileSync(join(FOLDER, file)))
        .digest('hex'),
    }))
    expect(hashes).toEqual(manifest.map(({ file, sha256 }) => ({ file, sha256 })))
    for (const font of manifest) expect(files).toContain(font.licenceFile)
  })

  it('has each family that a chain names', () => {
    const families = new Set(manifest.map((font) => font.family))
    expect([...new Set(Object.values(CHAINS).flat())].filter((family) => !families.has(family))).toEqual([])
  })
})

describe('what a font can draw', () => {
  const covers = (file: string, characters: string) => {
    const coverage = readCoverage(readFileSync(join(FOLDER, file)))
    return [...characters].filter((character) => coverage(character.codePointAt(0) ?? 0)).join('')
  }

  it('is read from cmap format 4 (FandolFang), which lacks everyday name characters', () => {
    expect(covers('FandolFang-Regular.otf', '慈溪〔2〕—“·犇堃喆赟珺㎡')).toBe('慈溪〔2〕—“·')
  })

  it('is read from cmap format 12 (Noto Serif SC), beyond the basic plane', () => {
    expect(covers('NotoSerifSC_400Regular.ttf', `${RARE_NAME}\u{2EBF0}`)).toBe(RARE_NAME)
  })

  it('ends where Extension F ends (HanaMinB)', () => {
    expect(covers('HanaMinB.ttf', '\u{20000}\u{2CEB0}\u{2EBE0}\u{2EBF0}\u{30000}')).toBe(
      '\u{20000}\u{2CEB0}\u{2EBE0}',
    )
  })

  it('agrees with itself over the weights of a family', () => {
    const fonts = loadFonts(RESOURCES)
    const regular = readCoverage(readFileSync(join(FOLDER, 'NotoSerifSC_400Regular.ttf')))
    const family = fonts.coverage('Noto Serif SC')
    const differing = Array.from({ length: 0x2ffff }, (_, code) => code).filter(
      (code) => regular(code) !== family(code),
    )
    expect(differing).toEqual([])
  })
})

describe('an installation with damaged fonts', () => {
  let resources: string

  beforeEach(() => {
    resources = mkdtempSync(join(tmpdir(), 'resources-'))
    cpSync(join(RESOURCES, 'papers'), join(resources, 'papers'), { recursive: true })
    mkdirSync(join(resources, 'fonts'))
    for (const file of readdirSync(FOLDER)) symlinkSync(join(FOLDER, file), join(resources, 'fonts', file))
  })
  afterEach(() => rmSync(resources, { recursive: true }))

  function replace(file: string, text: string): void {
    rmSync(join(resources, 'fonts', file))
    writeFileSync(join(resources, 'fonts', file), text)
  }

  it('is refused without its manifest', () => {
    rmSync(join(resources, 'fonts', 'manifest.json'))
    expect(() => createCompiler(resources)).toThrow(expect.objectContaining({ code: 'FONT_MISSING' }))
  })

  it('is refused without a file, naming it', () => {
    rmSync(join(resources, 'fonts', 'FandolKai-Regular.otf'))
    expect(() => createCompiler(resources)).toThrow(
      expect.objectContaining({
        code: 'FONT_MISSING',
        message: expect.stringContaining('FandolKai-Regular.otf'),
      }),
    )
  })

  it('is refused with a file that is no font', () => {
    replace('HanaMinB.ttf', 'not a font')
    expect(() => createCompiler(resources)).toThrow(expect.objectContaining({ code: 'FONT_MISSING' }))
  })

  it('is refused when a family is not in the manifest', () => {
    replace('manifest.json', JSON.stringify(manifest.filter((font) => font.family !== 'FandolFang R')))
    expect(() => createCompiler(resources)).toThrow(
      expect.objectContaining({ code: 'FONT_MISSING', message: expect.stringContaining('FandolFang R') }),
    )
  })

  it('is refused when a font turns out to be of another family than the manifest says', () => {
    rmSync(join(resources, 'fonts', 'FandolKai-Regular.otf'))
    symlinkSync(join(FOLDER, 'FandolFang-Regular.otf'), join(resources, 'fonts', 'FandolKai-Regular.otf'))
    expect(() => createCompiler(resources)).toThrow(
      expect.objectContaining({ code: 'FONT_MISSING', message: expect.stringContaining('fandolkai') }),
    )
  })
})
