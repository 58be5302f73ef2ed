import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import { allowance, allowanceId } from '../allowance/allowance.ts';
import type { DeclarationAggregate } from './messages.ts';

/** Goods that customs lets come back: their tax is not levied, and the buyer's year gets their value back. */
export function givenBack(
  declaration: DeclarationAggregate,
  commands: Commands,
): Reaction<Only<CustomsEvent, 'ListReturnGranted'>> {
  return {
    name: 'customs.given-back.v1',
    reads: ['customs'],
    on: {
      async ListReturnGranted({ data: { declarationId, orderId, number, value, tax }, meta }, react) {
        if (tax !== undefined) {
          const command = { type: 'RecordReturn', declarationId, number, amount: tax } as const;
          await react.execute(declaration, declarationId, command, { correlation: orderId });
        }
        const { state } = await commands.load(declaration, meta.tenant, declarationId);
        const entry = state.papers?.list.import;
        const buyer = entry?.buyer.idNumber?.hash;
        if (entry === undefined || buyer === undefined) return;
        const id = allowanceId(meta.tenant, buyer, entry.year);
        const part = { type: 'GiveBackPart', allowanceId: id, orderId, number, amount: value } as const;
        await react.execute(allowance, id, part, { correlation: orderId });
      },
    },
  };
}
