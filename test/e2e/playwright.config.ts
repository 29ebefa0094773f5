import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  globalSetup: './build-once.ts',
  timeout: 60_000,
  workers: 2,
  forbidOnly: true,
  expect: { timeout: 15_000 },
  use: { actionTimeout: 15_000 },
  reporter: 'list',
})
