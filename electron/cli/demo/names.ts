import type { Random } from './random.ts'

/** Before every invented name, so that nobody can take it for a person. */
export const inventedMark = '示例·'

const surnames =
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 欧阳 上官 仝 逄 郄'.split(' ')
const characters = [...'伟芳娜敏静强磊洋艳勇军杰娟涛超秀霞平刚桂英华玉萍红丽志明春梅海燕']
/** Characters that poor fonts and old systems lose; each has a glyph in the fonts of the papers. */
const rareCharacters = [...'犇堃喆赟䶮']
/** Names with a separation dot of their own. */
const minorityNames = [
  '阿卜杜拉·麦麦提',
  '古丽娜尔·艾山',
  '次仁·卓玛',
  '扎西·顿珠',
  '吉克·阿呷',
  '巴特尔·苏和',
]

/** A visibly invented name; some carry rare characters or a separation dot of their own. */
export function inventName(random: Random): string {
  if (random.chance(3)) return inventedMark + random.pick(minorityNames)
  const first = random.pick(random.chance(4) ? rareCharacters : characters)
  const second = random.chance(75) ? random.pick(characters) : ''
  return `${inventedMark}${random.pick(surnames)}${first}${second}`
}
