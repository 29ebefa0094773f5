/**
 * Values to text and back, for the one carrier between page and host that takes only text (a CDP binding). Both
 * functions stand alone: their source is also injected into the page. They keep what structured cloning keeps of the
 * kinds a call may carry: plain data, undefined, not-a-number, bigint, Date, Map, Set, bytes.
 */
export function encodeValue(value: unknown): string {
  function tag(item: unknown): unknown {
    if (item === undefined) return { $: 'undefined' }
    if (typeof item === 'bigint') return { $: 'bigint', v: String(item) }
    // JSON knows neither infinities nor the sign of zero.
    if (Object.is(item, -0)) return { $: 'number', v: '-0' }
    if (typeof item === 'number' && !Number.isFinite(item)) return { $: 'number', v: String(item) }
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(tag)
    if (item instanceof Date) return { $: 'date', v: tag(item.getTime()) }
    if (item instanceof Map) return { $: 'map', v: [...item].map(tag) }
    if (item instanceof Set) return { $: 'set', v: [...item].map(tag) }
    if (item instanceof Error) return { $: 'error', v: item.message }
    if (ArrayBuffer.isView(item)) return { $: 'bytes', v: toText(item) }
    return { $: 'object', v: Object.entries(item).map(([key, inner]) => [key, tag(inner)]) }
  }
  function toText(view: ArrayBufferView): string {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    let text = ''
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }
  return JSON.stringify(tag(value))
}

export function decodeValue(text: string): unknown {
  type Tagged = { $: string; v: never }
  function untag(item: unknown): unknown {
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(untag)
    const { $: kind, v } = item as Tagged
    if (kind === 'undefined') return undefined
    if (kind === 'bigint') return BigInt(v)
    if (kind === 'number') return Number(v)
    if (kind === 'date') return new Date(untag(v) as number)
    if (kind === 'map') return new Map(untag(v) as [unknown, unknown][])
    if (kind === 'set') return new Set(untag(v) as unknown[])
    if (kind === 'error') return new Error(v)
    if (kind === 'bytes') return Uint8Array.from(atob(v), (character) => character.charCodeAt(0))
    return Object.fromEntries((v as [string, unknown][]).map(([key, inner]) => [key, untag(inner)]))
  }
  return untag(JSON.parse(text))
}
