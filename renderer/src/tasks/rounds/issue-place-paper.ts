import type { RoundPage, SeatRow } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'

/**
 * Issues the paper about somebody's result and gives its id. A place of the health check has the notice of its case;
 * everything else, no place included, has that of the round.
 */
export function issuePlacePaper(
  round: Pick<RoundPage, 'id' | 'kind'>,
  { no, caseId, seated }: Pick<SeatRow, 'no' | 'caseId' | 'seated'>,
): Promise<{ id: string }> {
  const commandId = crypto.randomUUID()
  return round.kind === 'health-check' && caseId !== null && seated
    ? api.papers.issueNotice.mutate({ commandId, caseId })
    : api.roundPapers.placeNotice.mutate({ commandId, roundId: round.id, no })
}
