import type { Applicant } from '#shared/domain/allocation/index.ts'

/** A number of an identity document, wherever it stands in a text. */
const ID_NUMBER = /\d{17}[\dX]/i

/** What a part of the list must not hold, since the list is published. */
export const HOLDS_ID_NUMBER = '会随名单公布，不能写证件号码'

type Published = Pick<Applicant, 'family' | 'tags' | 'wishes'> & { refused?: string | null }

/** Which texts of an application, all of which are published with the frozen list, hold an identity number. */
export function partsWithIdNumber({ family = '', tags = [], refused, wishes = [] }: Published) {
  const texts = {
    family: [family],
    tags,
    refused: [refused ?? '', ...wishes.map((wish) => wish.refused ?? '')],
  }
  return (['family', 'tags', 'refused'] as const).filter((part) =>
    texts[part].some((text) => ID_NUMBER.test(text.normalize('NFKC').replaceAll(/\s/g, ''))),
  )
}
