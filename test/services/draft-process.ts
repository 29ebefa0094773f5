import { writeSync } from 'node:fs'
import { createChangeFeed } from '#electron/services/changes.ts'
import { systemClock } from '#electron/services/clock.ts'
import { saveDraft } from '#electron/services/drafts.ts'
import { unlockOffice } from '#electron/services/session.ts'
import { LOGINS, PASSWORD, testDocuments, testResources } from './test-office.ts'

// Saves drafts of the clerk until it is killed: `node draft-process.ts FOLDER`. After each, its number goes down the pipe.
const [folder = ''] = process.argv.slice(2)
const login = { login: LOGINS.clerk, password: PASSWORD }
const { writer, account } = await unlockOffice(folder, login, { clock: systemClock, refused: [] })
const context = {
  reader: writer,
  writer,
  account,
  stages: null,
  clock: systemClock,
  resources: testResources(),
  documents: testDocuments(),
  changes: createChangeFeed(),
}
for (let number = 1; ; number += 1) {
  saveDraft(context, {
    key: 'register',
    body: { answers: { name: `示例·第${number}人` }, position: number },
  })
  writeSync(1, `${number}\n`)
}
