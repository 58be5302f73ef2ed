import type { CommandContext, Commands, Outcome, React } from '@portolan/engine';
import { ledger, mainBook, type Posting } from '../ledger/ledger.ts';

/**
 * Posts what follows from a fact that has already happened; the books must follow. What is dated in a period that is
 * closed meanwhile is booked in the open one.
 * @throws where the ledger refuses: the event is then parked and operations look at it.
 */
export async function post(react: React, posting: Posting, owner: Parameters<React['execute']>[3]): Promise<void> {
  await posted(posting, (dated) => react.execute(ledger, mainBook, dated, owner));
}

/** The same under a context of its own. */
export async function postAs(commands: Commands, posting: Posting, context: CommandContext): Promise<void> {
  await posted(posting, (dated) => commands.execute(ledger, mainBook, dated, context));
}

async function posted(posting: Posting, execute: (posting: Posting) => Promise<Outcome>): Promise<void> {
  let outcome = await execute(posting);
  if (!outcome.ok && outcome.refusal.refused === 'LEDGER_PERIOD_CLOSED') {
    outcome = await execute({ ...posting, effectiveAt: '' });
  }
  const { type, businessReference } = posting;
  if (!outcome.ok) throw new Error(`${type} of ${businessReference}: ${outcome.refusal.refused}`);
}
