import { randomUUID } from 'node:crypto'
import { appOrigin } from './bundle.ts'
import { storedResponse } from './papers.ts'

/** Shows PDFs to the hidden print window at addresses nobody can guess, from memory and for as long as they print. */
export class PrintTray {
  readonly #sheets = new Map<string, Uint8Array<ArrayBuffer>>()

  /** Does `work` with an address under which the PDF can be read meanwhile. */
  async show<Result>(
    pdf: Uint8Array<ArrayBuffer>,
    work: (address: string) => Promise<Result>,
  ): Promise<Result> {
    const address = `${appOrigin}/prints/${randomUUID()}.pdf`
    this.#sheets.set(address, pdf)
    try {
      return await work(address)
    } finally {
      this.#sheets.delete(address)
    }
  }

  /** The PDF an address stands for; undefined when it stands for none. */
  answer(address: string): Response | undefined {
    const pdf = this.#sheets.get(address)
    return pdf && storedResponse(pdf, 'application/pdf', 'pdf')
  }
}
