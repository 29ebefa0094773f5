import { DECODERS } from './pdf-data.ts'

type Wanted = { kind: string; filename: string }

// Never inlined: a `data:` address is not ours, and the policy forbids to read it.
const characterMaps = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})
const standardFonts = import.meta.glob<string>(
  '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
  {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
  },
)
const addresses = new Map(
  Object.entries({ ...characterMaps, ...standardFonts }).map(([path, address]) => [
    path.slice(path.lastIndexOf('/') + 1),
    address,
  ]),
)

/** What PDF.js needs beside a document: maps of Chinese characters and the standard fonts, out of our own bundle. */
export class BundledFiles {
  async fetch({ kind, filename }: Wanted): Promise<Uint8Array> {
    if (kind === 'wasmUrl') return new Uint8Array([DECODERS.indexOf(filename)])
    const address = addresses.get(filename)
    if (address === undefined) throw new Error(`${filename} is not bundled`)
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${filename} could not be read`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}
