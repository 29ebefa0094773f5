import type { ServiceContext } from '#electron/services/context.ts'
import { getEvidenceBytes } from '#electron/services/evidence.ts'
import { buildExport } from '#electron/services/exports.ts'
import { getTemplate } from '#electron/services/imports/template.ts'
import { getPaperBytes, getPaperPicture } from '#electron/services/papers.ts'
import { getAnnex } from '#electron/services/policy-annex.ts'
import { getEntrantTemplate } from '#electron/services/rounds/entrant-template.ts'
import { getRoundArchive } from '#electron/services/rounds/folder.ts'
import type { Bytes, BytesRequest, PaperForm } from './messages.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What leaves the program as bytes. @throws CounterError NOT_FOUND */
export async function getBytes(service: ServiceContext, request: BytesRequest): Promise<Bytes> {
  switch (request.what) {
    case 'paper':
      return paperOf(service, request.id, request.form)
    case 'evidence':
      return { ...getEvidenceBytes(service, request.id, request.form), fileName: request.id }
    case 'export':
      return { ...(await buildExport(service, request.id, {})), mediaType: WORKBOOK }
    case 'template':
      return { ...(await getTemplate(request.dataset)), mediaType: WORKBOOK }
    case 'annex':
      return { ...(await getAnnex(service, request.key)), mediaType: WORKBOOK }
    case 'entrants':
      return { ...(await getEntrantTemplate(service, request.roundId)), mediaType: WORKBOOK }
    case 'round':
      return { ...(await getRoundArchive(service, request.id)), mediaType: 'application/zip' }
  }
}

function paperOf(service: ServiceContext, id: string, form: PaperForm): Bytes {
  if (form === 'picture') {
    const bytes = new TextEncoder().encode(getPaperPicture(service, id))
    return { bytes, mediaType: 'image/svg+xml', fileName: id }
  }
  const bytes = getPaperBytes(service, id, { copy: form === 'copy' })
  return { bytes, mediaType: 'application/pdf', fileName: id }
}
