import type { CommandContext, Commands, Outcome, React } from '@portolan/engine';
import { ledger, mainBook, type Posting } from '../ledger/ledger.ts';

/**
 * Posts what follows from a fact that has already happened; the books must follow.
 * @throws where the ledger refuses: the event is then parked and operations look at it.
 */
export async function post(react: React, posting: Posting, owner: Parameters<React['execute']>[3]): Promise<void> {
  posted(posting, await react.execute(ledger, mainBook, posting, owner));
}

/** The same under a context of its own. */
export async function postAs(commands: Commands, posting: Posting, context: CommandContext): Promise<void> {
  posted(posting, await commands.execute(ledger, mainBook, posting, context));
}

function posted({ type, businessReference }: Posting, outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`${type} of ${businessReference}: ${outcome.refusal.refused}`);
}
