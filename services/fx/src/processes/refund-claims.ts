import { chinaDay } from '@portolan/china';
import type { Complete, CustomsEvent, FxEvent, Only } from '@portolan/contracts';
import type { DeclarationList } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction, Recorded, Timers } from '@portolan/engine';
import { escrow, escrowId } from '../escrow/escrow.ts';
import { refundExport, refundExportId } from '../refund-claim/export.ts';
import { endOf, periodOf } from '../refund-claim/periods.ts';
import { refundProfile, refundProfileId } from '../refund-claim/profile.ts';
import { type RefundClaimCommand, refundClaim, refundClaimId } from '../refund-claim/refund-claim.ts';
import { type Document, isRefundable } from '../refund-claim/state.ts';

type Heard = Only<
  CustomsEvent,
  | 'DeclarationDrafted'
  | 'DeclarationResubmitted'
  | 'DeclarationReleased'
  | 'DeclarationEntered'
  | 'DeclarationCancelled'
  | 'ListReturnGranted'
>;

/**
 * What customs says of an export becomes claims, one for each line: opened when it is released, given its declaration's
 * number, made smaller by what comes back. Only of merchants that said how they are refunded, before they declared.
 */
export function refundClaims(commands: Commands): Reaction<Heard> {
  const note = (event: Recorded<Only<Heard, 'DeclarationDrafted' | 'DeclarationResubmitted'>>, react: React) =>
    noteExport(commands, event.meta.tenant, event.data, react);
  return {
    name: 'fx.refunding.v1',
    reads: ['customs'],
    on: {
      DeclarationDrafted: note,
      DeclarationResubmitted: note,
      DeclarationReleased: ({ data, meta }, react) => openClaims(commands, meta.tenant, data, react),
      async DeclarationEntered({ data: { declarationId, entryId }, meta }, react) {
        const command = { type: 'RecordDocument', document: paper('DECLARATION', entryId) } as const;
        await onLines(commands, meta.tenant, declarationId, react, () => command);
      },
      async DeclarationCancelled({ data: { declarationId }, meta }, react) {
        await onLines(commands, meta.tenant, declarationId, react, () => ({ type: 'Withdraw' }));
      },
      async ListReturnGranted({ data: { declarationId, returnId, lines }, meta }, react) {
        await onLines(commands, meta.tenant, declarationId, react, (line) => {
          const back = lines.find((one) => one.line === line);
          const reference = `${returnId}/${line}`;
          return back && { type: 'MoveGoods', kind: 'RETURNED', quantity: back.quantity.value, reference };
        });
      },
    },
  };
}

interface Drafted {
  readonly declarationId: string;
  readonly orderId: string;
  readonly list: Complete<DeclarationList>;
}

async function noteExport(commands: Commands, tenant: string, drafted: Drafted, react: React): Promise<void> {
  const { declarationId, orderId, list } = drafted;
  const { tradeMode, statisticsFlag, orderNo } = list;
  // What is only counted (A) is neither declared nor refunded.
  if (list.import !== undefined || statisticsFlag === 'A' || !isRefundable(tradeMode)) return;
  const { state } = await commands.load(refundProfile, tenant, refundProfileId(tenant));
  if (state.method === 'NONE') return;
  const lines = list.lines.map(({ line, hsCode, name, quantity, total }) => ({ line, hsCode, name, quantity, total }));
  const noted = { declarationId, orderId, orderNo, tradeMode, method: state.method, lines };
  await react.execute(refundExport, refundExportId(tenant, declarationId), { type: 'NoteExport', ...noted });
}

async function openClaims(
  commands: Commands,
  tenant: string,
  { declarationId, invtNo, releasedAt }: Only<Heard, 'DeclarationReleased'>['data'],
  react: React,
): Promise<void> {
  const { state } = await commands.load(refundExport, tenant, refundExportId(tenant, declarationId));
  if (state.noted === undefined) return;
  const { orderId, orderNo, tradeMode, method, lines } = state.noted;
  const exportedOn = chinaDay(releasedAt.instant);
  const period = periodOf(exportedOn);
  if (period === undefined) return;
  const papers = await papersOf(commands, tenant, orderNo, tradeMode, invtNo);
  const owner = { correlation: orderId };
  for (const line of lines) {
    const claimId = refundClaimId(tenant, declarationId, line.line);
    const opened = { claimId, declarationId, orderId, orderNo, tradeMode, method, line, exportedOn, period };
    await react.execute(refundClaim, claimId, { type: 'OpenClaim', ...opened }, owner);
    for (const document of papers) {
      await react.execute(refundClaim, claimId, { type: 'RecordDocument', document }, owner);
    }
  }
}

// A list of retail goods (9610) becomes part of a declaration by its summary; of the others the list is the declaration.
async function papersOf(commands: Commands, tenant: string, orderNo: string, tradeMode: string, invtNo: string) {
  const { state } = await commands.load(escrow, tenant, escrowId(tenant, orderNo));
  const declared = tradeMode === '9610' ? [] : [paper('DECLARATION', invtNo)];
  const { fundsId, amount } = state;
  return fundsId === '' ? declared : [...declared, { ...paper('RECEIPT', fundsId), fundsId, amount }];
}

const paper = (kind: string, number: string): Document => ({
  ...{ kind, number, dated: '', vatRate: '', refundRate: '', fundsId: '', bopId: '' },
});

async function onLines(
  commands: Commands,
  tenant: string,
  declarationId: string,
  react: React,
  commandOf: (line: number) => RefundClaimCommand | undefined,
): Promise<void> {
  const { state } = await commands.load(refundExport, tenant, refundExportId(tenant, declarationId));
  for (const { line } of state.noted?.lines ?? []) {
    const id = refundClaimId(tenant, declarationId, line);
    const claim = await commands.load(refundClaim, tenant, id);
    const command = commandOf(line);
    // Taken back before it was released: nothing was claimed.
    if (claim.version === 0 || command === undefined) continue;
    await react.execute(refundClaim, id, command, { correlation: state.noted?.orderId ?? '' });
  }
}

/** The days of a claim: each ends at midnight in China, with all that should have been done by then. */
export const refundDays: Timers<FxEvent> = {
  name: 'fx.refund-days.v1',
  on: {
    RefundClaimOpened: ({ data: { claimId, period } }, book) => {
      const days = new Set([period.fileBy, period.collectBy, period.lastDay]);
      for (const day of days) if (day !== '') book.set(timerOf(claimId, day));
    },
    RefundClaimApproved: ({ data: { claimId, settleBy } }, book) => {
      if (settleBy !== '') book.set(timerOf(claimId, settleBy));
    },
  },
  async fire({ data: { claimId = '', day = '' } }, react) {
    await react.execute(refundClaim, claimId, { type: 'CheckDue', day });
  },
};

// One for a day, whatever ends with it: what they lead to stands in one stream.
const timerOf = (claimId: string, day: string) => ({
  ...{ id: `${claimId}.${day}`, due: endOf(day), data: { claimId, day } },
});
