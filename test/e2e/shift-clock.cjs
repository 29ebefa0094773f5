// NODE_OPTIONS=--require=…/shift-clock.cjs CLOCK_SHIFT_DAYS=-1
// gives the program, its worker included, a clock that many days off: what has to wait for a day is told in one spec.
const shift = Number(process.env.CLOCK_SHIFT_DAYS) * 86_400_000
const Actual = globalThis.Date

globalThis.Date = class extends Actual {
  constructor(...parts) {
    if (parts.length === 0) super(Actual.now() + shift)
    else super(...parts)
  }

  static now() {
    return Actual.now() + shift
  }
}
