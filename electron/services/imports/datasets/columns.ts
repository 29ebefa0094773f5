import type { Column } from './dataset.ts'

export const ID_NUMBER: Column = {
  key: 'idNumber',
  title: '证件号码',
  aliases: ['身份证号', '身份证号码', '公民身份号码', '居民身份证号码', '证件号'],
  required: true,
  help: '居民身份证或港澳台居民居住证号码，18 位；15 位旧号码会换成 18 位。这一列请设为“文本”格式。',
  // The check digit is right and the person is not: nobody was born in the place 000000.
  example: '示例 522121199001010079',
}

export const NAME: Column = {
  key: 'name',
  title: '姓名',
  aliases: ['人员姓名', '居民姓名', '申请人姓名'],
  required: true,
  help: '与证件上一致，用来核对号码有没有写错人。',
  example: '示例·某人',
}
