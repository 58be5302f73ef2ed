import type { React } from '@portolan/engine';
import { ledger, mainBook, type Posting } from '../ledger/ledger.ts';

/**
 * Posts what follows from a fact that has already happened; the books must follow.
 * @throws where the ledger refuses: the event is then parked and operations look at it.
 */
export async function post(react: React, posting: Posting, owner: Parameters<React['execute']>[3]): Promise<void> {
  const outcome = await react.execute(ledger, mainBook, posting, owner);
  if (!outcome.ok) throw new Error(`${posting.type} of ${posting.businessReference}: ${outcome.refusal.refused}`);
}
