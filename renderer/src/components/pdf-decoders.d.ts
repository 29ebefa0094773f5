/** Decoders of pictures in PDFs, as plain JavaScript with the exports of their WebAssembly. */
declare module 'pdfjs-dist/wasm/*_nowasm_fallback.js' {
  const instantiate: (imports: object) => object
  export default instantiate
}
