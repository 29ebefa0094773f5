/** A copy of a JSON value with one place changed; `undefined` takes the field away. */
export function withChange(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(json)
  let place: unknown = copy
  for (const part of path.slice(0, -1)) place = Reflect.get(Object(place), part)
  const last = path.at(-1) ?? ''
  if (value === undefined) Reflect.deleteProperty(Object(place), last)
  else Reflect.set(Object(place), last, value)
  return copy
}
