// node --import ./test/host/register.mjs out/main/index.js
// gives the built main process the stand-in in place of the electron module.
import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/|$)/.test(specifier) ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
