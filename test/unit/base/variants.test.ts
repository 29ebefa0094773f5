import { expect, test } from 'vitest'
import { foldVariants } from '#shared/base/variants.ts'

const PAIRS =
  '吕呂 黄黃 峰峯 群羣 启啓 启啟 钟鍾 钟鐘 杰傑 温溫 清淸 青靑 真眞 高髙 吴吳 吴呉 张張 陈陳 刘劉 杨楊 赵趙 孙孫 马馬 罗羅 郑鄭 谢謝 韩韓 冯馮 萧蕭 邓鄧 许許 苏蘇 卢盧 蒋蔣 贾賈 叶葉 阎閻 范範 谭譚 邹鄒 陆陸 龙龍 万萬 钱錢 汤湯 贺賀 赖賴 龚龔 庞龐 严嚴 华華 国國 伟偉 丽麗 强強 军軍 艳艷 娟娟 兰蘭 刚剛 红紅 凤鳳 云雲 飞飛 俊儁 宝寶 宝寳 荣榮 庆慶 寿壽 凯凱 镇鎭 晋晉 静靜 丰豐 礼禮 岭嶺 凉涼 渊淵 游遊 德悳 德徳 惠恵 户戶 产産'

test('variant and traditional forms become the standard form', () => {
  for (const [standard = '', ...variants] of PAIRS.split(' ')) {
    for (const variant of variants) expect(foldVariants(variant)).toBe(standard)
  }
})

test('text is folded in place, the rest is kept, and folding twice is folding once', () => {
  expect(foldVariants('呂A·𠅤黃𮯰')).toBe('吕A·𠅤黄𮯰')
  let changed = 0
  for (let code = 0; code <= 0x323af; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCodePoint(code)
    const folded = foldVariants(character)
    if (folded !== character) changed += 1
    expect(foldVariants(folded)).toBe(folded)
    expect(Array.from(folded)).toHaveLength(1)
  }
  expect(changed).toBeGreaterThan(3500)
})

test('characters that the table of standard characters lists as their own stay', () => {
  for (const character of '乾徵著藉淼犇肖付邱闫戴萧') expect(foldVariants(character)).toBe(character)
})
