import { type FxEvent, outside } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import type { Content } from '../bop/bop.ts';

/** A declaration by its id; under its owner, and under the operator, who sees all. */
export interface DeclarationDocument {
  readonly [field: string]: unknown;
  readonly tenant: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly content: Content;
  readonly version: number;
  /** DRAFT, SUBMITTED, ACCEPTED, REJECTED, CORRECTED */
  readonly state: string;
  /** '~' where no calendar says: after every day. */
  readonly dueAt: string;
  /** yes while it still has to go to the authority. */
  readonly awaited: 'yes' | 'no';
  readonly number: string;
  readonly reason: string;
  readonly draftedAt: string;
}

/** Balance-of-payments declarations, and those that still have to go out. */
export const declarations: Projection<FxEvent> = {
  name: 'fx.declarations.v1',
  reads: ['fx'],
  collections: {
    bop_declarations: {
      indexes: { byTime: ['draftedAt'], byState: ['state', 'draftedAt'], byDue: ['awaited', 'dueAt'] },
    },
  },
  on: {
    BopDeclarationDrafted: async ({ data: { declarationId, orderId, orderNo, content, dueAt }, meta }, view) => {
      const document: DeclarationDocument = {
        ...{ tenant: meta.tenant, orderId, orderNo, content: content as Content, version: 1, state: 'DRAFT' },
        ...{ dueAt: dueAt || '~', awaited: 'yes', number: '', reason: '', draftedAt: meta.time },
      };
      await put(view, meta.tenant, declarationId, document);
    },
    BopDeclarationCorrected: ({ data: { declarationId, version, content }, meta }, view) =>
      change(view, meta.tenant, declarationId, ({ state }) => ({
        ...{ version, content: content as Content, state: state === 'DRAFT' ? 'DRAFT' : 'CORRECTED', awaited: 'yes' },
      })),
    BopDeclarationSubmitted: ({ data: { declarationId }, meta }, view) =>
      change(view, meta.tenant, declarationId, () => ({ state: 'SUBMITTED', awaited: 'no' })),
    BopDeclarationAccepted: ({ data: { declarationId, number }, meta }, view) =>
      change(view, meta.tenant, declarationId, () => ({ state: 'ACCEPTED', number, reason: '' })),
    BopDeclarationRejected: ({ data: { declarationId, reason }, meta }, view) =>
      change(view, meta.tenant, declarationId, () => ({ state: 'REJECTED', reason, awaited: 'yes' })),
  },
};

type Change = (before: DeclarationDocument) => Partial<DeclarationDocument>;

async function change(view: View, tenant: string, id: string, make: Change): Promise<void> {
  const before = await view.get<DeclarationDocument>('bop_declarations', tenant, id);
  if (before !== undefined) await put(view, tenant, id, { ...before, ...make(before) } as DeclarationDocument);
}

async function put(view: View, tenant: string, id: string, document: DeclarationDocument): Promise<void> {
  await view.put('bop_declarations', tenant, id, document);
  await view.put('bop_declarations', outside, id, document);
}
