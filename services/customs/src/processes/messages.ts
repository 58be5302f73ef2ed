import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { MessageQueued } from '@portolan/contracts/customs/v1/events';
import type { Aggregate, Commands, Requests } from '@portolan/engine';
import type { Declaration, DeclarationCommand, DeclarationEvent, Papers } from '../declaration/declaration.ts';

/** What came of handing a message over. Thrown errors are outages: it is tried again. */
export type Delivery =
  | { readonly taken: true; readonly sha256: string }
  | { readonly taken: false; readonly status: string };

/** The single window as the declaration sees it. */
export interface SingleWindow {
  /** Builds the message and hands it over. The same message always has the same bytes. */
  deliver(message: Complete<MessageQueued>, papers: Papers): Promise<Delivery>;
}

export type DeclarationAggregate = Aggregate<Declaration, DeclarationCommand, DeclarationEvent>;

/** Every queued message is handed to the single window until it is taken or refused for good. */
export function messages(
  declaration: DeclarationAggregate,
  commands: Commands,
  window: SingleWindow,
): Requests<Only<CustomsEvent, 'MessageQueued'>> {
  return {
    name: 'customs.messages.v1',
    on: {
      async MessageQueued({ data, meta }, request) {
        const { declarationId, kind, copMsgId } = data;
        const { state } = await commands.load(declaration, meta.tenant, declarationId);
        if (state.papers === undefined) throw new Error(`declaration ${declarationId} has no papers`);
        const delivery = await window.deliver(data, state.papers);
        await request.execute(
          declaration,
          declarationId,
          delivery.taken
            ? { type: 'RecordSent', declarationId, kind, copMsgId, sha256: delivery.sha256 }
            : {
                type: 'RecordRejection',
                declarationId,
                kind,
                status: delivery.status,
                info: '',
              },
        );
      },
    },
  };
}
