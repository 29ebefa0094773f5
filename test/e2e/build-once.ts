import { ensureBuild } from '../../electron/cli/prepare.mjs'

/** The specs run what was built; it is built anew where sources are newer. */
export default async function buildOnce(): Promise<void> {
  if (!(await ensureBuild())) throw new Error('out/ could not be built')
}
