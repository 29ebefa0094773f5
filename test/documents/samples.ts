import { HealthCheckNotice } from '#shared/domain/documents/index.ts'

/** An invented notice; `over` replaces fields. */
export function sampleNotice(
  over: Partial<Record<keyof HealthCheckNotice, unknown>> = {},
): HealthCheckNotice {
  return HealthCheckNotice.parse({
    organ: '慈溪市新市民服务中心',
    number: '慈新体检通〔2022〕12号',
    name: '示例·张三',
    idNumberMasked: '330282********1234',
    receiptNo: '2022-00012',
    receivedOn: '2022-05-06',
    roundTitle: '2022年度新市民免费健康体检',
    employer: '示例电器（慈溪）有限公司',
    town: '示例镇',
    points: '86.50',
    rank: 12,
    places: 50,
    acceptBy: '2022-06-20',
    place: null,
    time: null,
    contact: null,
    issuedOn: '2022-06-15',
    copy: false,
    ...over,
  })
}

/** Characters of real names that everyday Chinese fonts lack. */
export const RARE_NAME = '䶮㛃𬭎𫖯𠅤㑇犇堃喆赟𣲘'
