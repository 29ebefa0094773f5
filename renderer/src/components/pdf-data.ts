/** Decoders by the number that stands for them on the way to the worker. */
export const DECODERS: readonly string[] = ['jbig2.wasm', 'openjpeg.wasm']
