export { createCompiler, type DocumentCompiler, type FinishedPaper } from './compiler.ts'
export { PAPER_TEMPLATES, type PaperTemplate } from './papers.ts'
export type { MissingGlyph } from './typesetter.ts'
