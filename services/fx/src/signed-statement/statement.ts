import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { StatementSigned } from '@portolan/contracts/fx/v1/events';
import type { Decider } from '@portolan/eventsourcing';
import { madeId, refuse } from '@portolan/eventsourcing';

type Signed = Complete<StatementSigned>;

export interface SignedStatement {
  readonly signed: Signed | undefined;
}

export type SignStatement = { readonly type: 'SignStatement' } & Signed;

/** One for each command that asked for it. */
export const statementId = (tenant: string, commandId: string): string => madeId('signed-statement', tenant, commandId);

export const statementKinds: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  orders: { en: 'Statement of orders', zh: '订单证明' },
  receipts: { en: 'Statement of receipts', zh: '收款证明' },
  'ledger-account': { en: 'Statement of account', zh: '账户对账证明' },
  'refund-claims': { en: 'Statement of export tax refund claims', zh: '出口退税申报证明' },
  'settlement-summary': { en: 'Summary of settlements', zh: '结算汇总证明' },
};

export const recipientKinds: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  BANK: { en: 'bank', zh: '银行' },
  INSURER: { en: 'insurer', zh: '保险机构' },
  TAX_OFFICE: { en: 'tax office', zh: '税务机关' },
};

/** The first field of what is asked that is wrong; undefined: none is. */
export function flawOf(
  asked: Pick<Signed, 'kind' | 'recipientKind' | 'recipient' | 'from' | 'until'>,
): string | undefined {
  const { kind, recipientKind, recipient, from, until } = asked;
  if (!Object.hasOwn(statementKinds, kind)) return 'kind';
  if (!Object.hasOwn(recipientKinds, recipientKind)) return 'recipientKind';
  if (recipient === '') return 'recipient';
  const day = /^\d{4}-\d{2}-\d{2}$/;
  if (!day.test(from)) return 'from';
  return day.test(until) && from <= until ? undefined : 'until';
}

/** What was stated to a third party: kept to the byte, never changed. */
export const signedStatement: Decider<
  SignedStatement,
  SignStatement,
  Only<FxEvent, 'StatementSigned'>,
  Extract<keyof typeof fxRefusals, 'STATEMENT_INVALID'>
> & { readonly name: 'signed-statement' } = {
  name: 'signed-statement',
  initial: { signed: undefined },
  decide({ type: _, ...data }, state) {
    if (state.signed !== undefined) return [];
    const field = flawOf(data);
    return field === undefined ? [{ type: 'StatementSigned', data }] : refuse('STATEMENT_INVALID', { field });
  },
  evolve: (_state, { data }) => ({ signed: data }),
};
