import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { createCompiler } from '#electron/documents/index.ts'
import type { HealthCheckNotice } from '#shared/domain/documents/index.ts'
import { sampleNotice } from '#test/documents/samples.ts'
import { median, report } from './measure.ts'

/** Notices a second through our compiler, against the same text through Chromium's printToPDF in the same run. */
const ROUNDS = 7
const OURS_PER_ROUND = 20

const resources = join(import.meta.dirname, '../../resources')
const compiler = createCompiler(resources)
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
const page = await browser.newPage()
await page.setContent(asHtml(sampleNotice()))
await page.evaluate('document.fonts.ready.then(() => true)')

const seconds: { ours: number[]; chromium: number[] } = { ours: [], chromium: [] }
for (let round = -1; round < ROUNDS; round += 1) {
  const ours = await timed(() => {
    for (let rank = 1; rank <= OURS_PER_ROUND; rank += 1) {
      compiler.pdf('health-check-notice', noticeOf(rank + OURS_PER_ROUND * (round + 1)))
    }
  })
  const theirs = await timed(async () => {
    await page.evaluate(`document.querySelector('#rank').textContent = '第${round + 2}名'`)
    await page.pdf({ format: 'A4' })
  })
  if (round < 0) continue
  seconds.ours.push(ours / OURS_PER_ROUND)
  seconds.chromium.push(theirs)
}
await browser.close()

const ours = 1 / median(seconds.ours)
const floor = 1 / median(seconds.chromium)
report({
  bench: 'papers',
  what: 'health-check notices as PDF/A-2b, against printToPDF of Chromium',
  median: ours,
  floor,
  ratio: ours / floor,
  unit: 'notices/s',
})

/** A notice that shares no resident's data with any other, since Typst remembers what it has set before. */
function noticeOf(rank: number): HealthCheckNotice {
  const characters = String.fromCodePoint(0x5200 + rank, 0x6200 + rank)
  return sampleNotice({
    rank,
    name: `示例·${characters}`,
    receiptNo: `2022-${String(rank).padStart(5, '0')}`,
    number: `慈新体检通〔2022〕${rank}号`,
    employer: `示例${characters}（慈溪）有限公司`,
  })
}

async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}

/** The notice's text in the same two fonts; they are loaded once, before the clock runs. */
function asHtml(notice: HealthCheckNotice): string {
  const face = (family: string, file: string) =>
    `@font-face { font-family: ${family}; src: url(data:font/otf;base64,${readFileSync(join(resources, 'fonts', file)).toString('base64')}) }`
  return `<style>${face('fang', 'FandolFang-Regular.otf')} ${face('song', 'NotoSerifSC_700Bold.ttf')}
    body { font: 14pt/1.5 fang } h1, h2 { font-family: song; text-align: center }</style>
    <h1>${notice.organ}</h1><p>${notice.number}</p><h2>新市民免费健康体检通知书</h2>
    <table border="1"><tr><td>当事人<td>${notice.name}<td>证件号码<td>${notice.idNumberMasked}
    <tr><td>申请事项<td>${notice.roundTitle}<td>受理编号<td>${notice.receiptNo}
    <tr><td>工作单位<td>${notice.employer}（${notice.town}）<td>收件日期<td>${notice.receivedOn}
    <tr><td>积分<td>${notice.points}分<td>排名<td id="rank"></table>
    <p>${notice.name}：<p>按积分从高到低排名，您获得免费体检名额一个，现通知如下：
    <p>一、请在${notice.acceptBy}（含当日）以前答复是否接受。到期没有答复的，视为放弃，名额由排名在后的下一位递补。
    <p>二、体检时间：<p>三、体检地点：
    <p>四、参加体检不收费用。体检结果属于您个人的健康信息，新市民服务中心不接收、不查询、不保存，只登记“已体检”或者“未体检”。
    <p>五、对积分或者排名有异议的，可以凭本通知书向发文单位申请复核，也可以向工会组织反映。
    <p>六、联系人和电话：<p>${notice.organ}<p>${notice.issuedOn}
    <p>当事人签收：<p>本通知书一式两份，一份交当事人，一份由发文单位留存。`
}
