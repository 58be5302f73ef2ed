import type { Complete, FxEvent, Only } from '@portolan/contracts';
import type { RefundExportNoted } from '@portolan/contracts/fx/v1/events';
import type { Decider } from '@portolan/eventsourcing';
import { madeId } from '@portolan/eventsourcing';

type Noted = Complete<RefundExportNoted>;

export interface RefundExport {
  readonly noted: Noted | undefined;
}

export type NoteExport = { readonly type: 'NoteExport' } & Noted;

export const refundExportId = (tenant: string, declarationId: string): string =>
  madeId('refund-export', tenant, declarationId);

/** The lines of a declaration, kept from its drafting until customs names it alone, by its id, in a release. */
export const refundExport: Decider<RefundExport, NoteExport, Only<FxEvent, 'RefundExportNoted'>, never> & {
  readonly name: 'refund-export';
} = {
  name: 'refund-export',
  initial: { noted: undefined },
  decide: ({ type: _, ...noted }) => [{ type: 'RefundExportNoted', data: noted }],
  evolve: (_state, { data }) => ({ noted: data }),
};
