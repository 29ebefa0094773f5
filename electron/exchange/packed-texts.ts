const PAGE_BYTES = 2 ** 20
const FIRST_CAPACITY = 1024

/** Texts in order, kept as UTF-8 in pages: about a quarter of the memory of as many JavaScript strings. */
export interface PackedTexts {
  readonly length: number
  /** Of all texts together. */
  readonly byteLength: number
  append(text: string): void
  /** The text at `index`; outside 0 to length - 1 is a RangeError. */
  at(index: number): string
}

/**
 * An empty store of texts. Copying also lets go of the large buffer a short text was cut from, which a kept slice
 * would hold in memory. A page holds a mebibyte; a longer text has a page to itself.
 */
export function createPackedTexts(): PackedTexts {
  const pages: Buffer[] = []
  const starts = createNumbers()
  const lengths = createNumbers()
  let used = PAGE_BYTES
  let byteLength = 0

  function roomFor(bytes: number): Buffer {
    const page = pages.at(-1)
    if (page !== undefined && used + bytes <= page.length) return page
    const fresh = Buffer.allocUnsafeSlow(Math.max(PAGE_BYTES, bytes))
    pages.push(fresh)
    used = 0
    return fresh
  }

  return {
    get length() {
      return lengths.length
    },
    get byteLength() {
      return byteLength
    },
    append(text) {
      const bytes = Buffer.byteLength(text)
      const page = roomFor(bytes)
      page.write(text, used)
      starts.append((pages.length - 1) * PAGE_BYTES + used)
      lengths.append(bytes)
      used += bytes
      byteLength += bytes
    },
    at(index) {
      const start = starts.at(index)
      const offset = start % PAGE_BYTES
      return pages[Math.floor(start / PAGE_BYTES)]?.toString('utf8', offset, offset + lengths.at(index)) ?? ''
    },
  }
}

/** Whole numbers below 2^53 in order, in one growing typed array. */
export interface Numbers {
  readonly length: number
  append(value: number): void
  /** The number at `index`; outside 0 to length - 1 is a RangeError. */
  at(index: number): number
}

/** An empty list of whole numbers. */
export function createNumbers(): Numbers {
  let values = new Float64Array(FIRST_CAPACITY)
  let length = 0
  return {
    get length() {
      return length
    },
    append(value) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    at(index) {
      const value = index < length ? values[index] : undefined
      if (value === undefined) throw new RangeError(`no entry ${index} of ${length}`)
      return value
    },
  }
}
