import type { Complete } from '@portolan/contracts';
import type { OpenClaimRequest } from '@portolan/contracts/fx/v1/fx';
import { answered, type Call, type Runtime } from '@portolan/service';
import { againstOpening, claim, claimId } from '../claim/claim.ts';
import { claimOpened } from '../ledger/claims.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { known } from './amounts.ts';

/** Books what a carrier owes before it is told: whoever pays finds the claim in the books. */
export function openClaim({ commands }: Runtime) {
  return async ({ orderId, orderNo, debtor, amount, reason }: Complete<OpenClaimRequest>, { context }: Call) => {
    const { tenant } = context;
    const id = claimId(tenant, orderId);
    const asked = { claimId: id, orderId, orderNo, debtor, amount: known(amount), reason };
    const { state } = await commands.load(claim, tenant, id);
    if (againstOpening(asked, state) === undefined) {
      answered(await commands.execute(ledger, mainBook, claimOpened(id, tenant, debtor, amount), context), id);
    }
    return answered(await commands.execute(claim, id, { type: 'OpenClaim', ...asked }, context), id);
  };
}
