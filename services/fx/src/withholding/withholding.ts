import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { type Money, money } from '@portolan/money';

export type WithholdingEvent = Only<FxEvent, 'ProceedsWithheld' | 'WithholdingAppealed' | 'WithholdingDecided'>;
type WithholdingRefusal = Extract<keyof typeof fxRefusals, `WITHHOLDING_${string}`>;

export type WithholdingCommand =
  | {
      readonly type: 'Withhold';
      readonly withholdingId: string;
      readonly escrowId: string;
      readonly orderId: string;
      readonly orderNo: string;
      readonly amount: Money;
      readonly reason: string;
    }
  | { readonly type: 'Appeal'; readonly grounds: string }
  | { readonly type: 'DecideWithholding'; readonly outcome: 'RELEASED' | 'UPHELD'; readonly reason: string };

type Status = 'NONE' | 'WITHHELD' | 'APPEALED' | 'RELEASED' | 'UPHELD';

export interface Withholding {
  readonly status: Status;
  readonly withholdingId: string;
  readonly escrowId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly amount: Money;
  readonly reason: string;
  /** Of the appeal. */
  readonly grounds: string;
}

/** From where each command leads; no other move exists: WITHHELD → APPEALED → RELEASED or UPHELD. */
const moves: Readonly<Record<WithholdingCommand['type'], readonly Status[]>> = {
  Withhold: ['NONE'],
  Appeal: ['WITHHELD'],
  DecideWithholding: ['WITHHELD', 'APPEALED'],
};

export function withholdingId(tenant: string, commandId: string): string {
  return madeId('withholding', tenant, commandId);
}

/** Proceeds that the platform holds back with a reason, and what becomes of them (暂扣与申诉). Its escrow freezes them. */
export const withholding: Decider<Withholding, WithholdingCommand, WithholdingEvent, WithholdingRefusal> & {
  readonly name: 'withholding';
} = {
  name: 'withholding',
  initial: {
    ...{ status: 'NONE', withholdingId: '', escrowId: '', orderId: '', orderNo: '' },
    ...{ amount: money(0n, 'USD'), reason: '', grounds: '' },
  },

  decide(command, state) {
    const { status, withholdingId: id, orderId } = state;
    if (command.type === 'Withhold') {
      const { type: _, ...data } = command;
      return status === 'NONE' ? [{ type: 'ProceedsWithheld', data }] : [];
    }
    if (status === 'NONE') return refuse('WITHHOLDING_NOT_FOUND', { withholding: id });
    if (command.type === 'Appeal' ? status === 'APPEALED' : status === command.outcome) return [];
    if (!moves[command.type].includes(status)) return refuse('WITHHOLDING_NOT_NOW', { withholding: id, status });
    if (command.type === 'Appeal') {
      return [{ type: 'WithholdingAppealed', data: { withholdingId: id, orderId, grounds: command.grounds } }];
    }
    const { escrowId, orderNo, amount } = state;
    const { outcome, reason } = command;
    const about = { withholdingId: id, escrowId, orderId, orderNo, amount };
    return [{ type: 'WithholdingDecided', data: { ...about, outcome, reason } }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ProceedsWithheld':
        return { ...state, ...event.data, status: 'WITHHELD' };
      case 'WithholdingAppealed':
        return { ...state, grounds: event.data.grounds, status: 'APPEALED' };
      case 'WithholdingDecided':
        return { ...state, status: event.data.outcome === 'RELEASED' ? 'RELEASED' : 'UPHELD' };
    }
  },
};
