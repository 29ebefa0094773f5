import { PointsNotice, type PointsNoticeLine } from '#shared/domain/documents/index.ts'

/** Five lines of an invented person, one of which lacks a fact and one a figure. */
export const SAMPLE_LINES: PointsNoticeLine[] = [
  {
    name: '年龄',
    fact: '出生于 1990-01-01，35 周岁',
    formula: '5 + (55 - 35) × 1 = 25，最高 20',
    source: '居民身份证号码',
    clause: '浙政办发〔2023〕38号附件',
    result: { kind: 'scored', points: '20.00' },
    cap: '20.00',
  },
  {
    name: '文化程度',
    fact: '大专',
    formula: '大专 8 分',
    source: '教育 · 示例证书 · 数据截至 2026-06-01',
    clause: '浙政办发〔2023〕38号附件',
    result: { kind: 'scored', points: '8.00' },
    cap: '10.00',
  },
  {
    name: '缴纳社保',
    fact: '省内缴费 48 个月',
    formula: '48 个月 × 0.5 = 24',
    source: '人社 · 示例清单 · 数据截至 2026-06-01',
    clause: '浙政办发〔2023〕38号附件',
    result: { kind: 'scored', points: '24.00' },
    cap: '30.00',
  },
  {
    name: '职业技能',
    fact: '职业技能未知',
    formula: null,
    source: null,
    clause: '浙政办发〔2023〕38号附件',
    result: { kind: 'unknown' },
    cap: '10.00',
  },
  {
    name: '紧缺岗位',
    fact: null,
    formula: null,
    source: null,
    clause: '甬政办发〔2022〕10号',
    result: { kind: 'notLoaded' },
    cap: null,
  },
]

/** An invented points notice; `over` replaces fields. */
export function samplePointsNotice(over: Partial<Record<keyof PointsNotice, unknown>> = {}): PointsNotice {
  return PointsNotice.parse({
    organ: '慈溪市新市民服务中心',
    number: '慈新服积〔2026〕3号',
    name: '示例·张三',
    idNumberMasked: '330282********1234',
    asOf: '2026-06-18',
    purpose: '健康体检',
    pack: { name: '示例积分政策', documentNumber: '浙政办发〔2023〕38号', sha256: 'c0ffee00'.repeat(8) },
    lines: SAMPLE_LINES,
    adjustments: [{ name: '省级上限', fact: '省级共性指标最高 100 分', points: '-2.00' }],
    total: '50.00',
    range: { least: '50.00', most: null },
    open: [
      { name: '职业技能', remedy: '请人社部门核查，或由本人提供证书' },
      { name: '紧缺岗位', remedy: '政策文件没有这一项的分值，由主管部门装载后再计分' },
    ],
    standing: { text: '可以使用', reasons: [] },
    recheckWorkingDays: 5,
    signer: '示例·经办',
    contact: null,
    issuedOn: '2026-06-18',
    copy: false,
    ...over,
  })
}

/** A notice of this many lines, each with a fact long enough for two lines of the table. */
export function longPointsNotice(count: number): PointsNotice {
  const lines: PointsNoticeLine[] = Array.from({ length: count }, (_, index) => ({
    name: `示例指标${index + 1}`,
    fact: `第${index + 1}项事实：${'示例'.repeat(20)}`,
    formula: '1 × 1 = 1',
    source: '示例部门 · 示例证明 · 数据截至 2026-06-01',
    clause: '示例字〔2026〕1号',
    result: { kind: 'scored', points: '1.00' },
    cap: '1.00',
  }))
  return samplePointsNotice({
    lines,
    adjustments: [],
    open: [],
    range: null,
    total: `${count}.00`,
  })
}
