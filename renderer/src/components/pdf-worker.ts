import jbig2 from 'pdfjs-dist/wasm/jbig2_nowasm_fallback.js'
import openjpeg from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js'
import 'pdfjs-dist/build/pdf.worker.min.mjs'
import { DECODERS } from './pdf-data.ts'

const INSTANTIATE: Readonly<Record<string, (imports: object) => object>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
}

// Our policy for scripts allows no WebAssembly. Where PDF.js asks for a decoder it gets the plain one of that name.
Object.assign(WebAssembly, {
  async instantiate(marker: Uint8Array, imports: object) {
    const decoder = INSTANTIATE[DECODERS[marker[0] ?? -1] ?? '']
    if (decoder === undefined) throw new Error('this decoder is not bundled')
    return { instance: { exports: decoder(imports) } }
  },
})
