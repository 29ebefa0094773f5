/**
 * Readings that the pinyin library gets wrong or knows only one of, the usual one first. Source: 《现代汉语词典》 for
 * surnames (种 Chóng, 祭 Zhài, 佴 Nài, 郇 Xún and Huán, 秘 Bì); the second reading is one that bearers also use.
 * Compound surnames stand here where their first character alone is a surname of another reading.
 */
export const SURNAME_READINGS = readTable(`
  单于 shan-yu/chan-yu  尉迟 yu-chi  乐正 yue-zheng
  乐 yue/le  覃 qin/tan  盖 ge/gai  区 ou/qu  朴 piao/pu  员 yun/yuan  贠 yun/yuan  种 chong/zhong  郇 xun/huan
  隗 wei/kui  祭 zhai/ji  洗 xian/xi  炅 gui/jiong  隽 juan/jun  么 yao  逢 pang/feng  秘 mi/bi  缪 miao/mou
  谌 chen/shen  翟 zhai/di  柏 bai/bo  牟 mou/mu  莘 shen/xin  召 shao/zhao  能 nai/neng  折 she/zhe  藏 cang/zang
  晟 cheng/sheng  句 gou/ju  尉 wei/yu  黑 hei/he  郗 xi/chi  郄 qie/xi  宓 mi/fu  费 fei/bi  佴 nai/er
  适 shi/kuo  繁 po/fan  啜 chuai/chuo  强 qiang/jiang  蔚 wei/yu
`)

/** The readings that characters have inside a given name, where they differ from those in running text. */
export const GIVEN_READINGS = readTable(`
  乐 le/yue  朝 chao/zhao  长 chang/zhang  重 chong/zhong  行 xing/hang  茜 qian/xi  晟 sheng/cheng  柏 bai/bo
  率 shuai/lv  莘 xin/shen  颉 jie/xie  炅 jiong/gui  曾 zeng/ceng  藏 zang/cang  还 huan/hai  参 can/shen
  伽 jia/qie  解 jie/xie  尉 wei/yu  蔚 wei/yu  单 dan/shan  都 du  什 shi  了 liao  的 di  着 zhuo
`)

function readTable(text: string): ReadonlyMap<string, string[][]> {
  const rows = text.trim().split(/\s{2,}|\n/u)
  return new Map(
    rows.map((row) => {
      const [characters = '', readings = ''] = row.trim().split(' ')
      return [characters, readings.split('/').map((reading) => reading.split('-'))]
    }),
  )
}
