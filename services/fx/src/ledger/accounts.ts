import { isCurrency } from '@portolan/money';

export type AccountType = 'asset' | 'liability' | 'income' | 'expense' | 'position';

interface AccountClass {
  readonly en: string;
  readonly zh: string;
  readonly type: AccountType;
  /** Never below zero, whatever order transactions come in. */
  readonly guarded: boolean;
}

/** The chart of accounts. One account has one currency; currencies meet only in positions (3000). */
export const chartOfAccounts = {
  1000: { en: 'Bank nostro', zh: '银行存款', type: 'asset', guarded: false },
  1100: { en: 'Payout clearing', zh: '付款在途', type: 'asset', guarded: false },
  1200: { en: 'Claims receivable', zh: '应收索赔款', type: 'asset', guarded: false },
  1300: { en: 'Advances to customers', zh: '代垫款项', type: 'asset', guarded: false },
  2000: { en: 'Customer collection', zh: '客户收款账户', type: 'liability', guarded: true },
  2050: { en: 'Unidentified receipts', zh: '待查款项', type: 'liability', guarded: true },
  2100: { en: 'Escrow held', zh: '担保资金', type: 'liability', guarded: true },
  2150: { en: 'Dispute hold', zh: '争议冻结资金', type: 'liability', guarded: true },
  2200: { en: 'Tax payable', zh: '应交税费', type: 'liability', guarded: true },
  2250: { en: 'Claims owed to merchants', zh: '应付商家索赔款', type: 'liability', guarded: true },
  2300: { en: 'Refunds payable', zh: '应付退款', type: 'liability', guarded: true },
  2350: { en: 'Reserved for a sale of currency', zh: '待结汇冻结资金', type: 'liability', guarded: true },
  2400: { en: 'Forward margin', zh: '远期保证金', type: 'liability', guarded: true },
  3000: { en: 'Currency position', zh: '外汇头寸', type: 'position', guarded: false },
  4000: { en: 'Fee income', zh: '手续费收入', type: 'income', guarded: false },
  4100: { en: 'Spread income', zh: '汇差收入', type: 'income', guarded: false },
  4200: { en: 'Realised exchange gain or loss', zh: '已实现汇兑损益', type: 'income', guarded: false },
  4300: { en: 'Unrealised exchange gain or loss', zh: '未实现汇兑损益', type: 'income', guarded: false },
  5000: { en: 'Bank charges', zh: '银行手续费', type: 'expense', guarded: false },
  5100: { en: 'Chargeback and fraud loss', zh: '拒付及欺诈损失', type: 'expense', guarded: false },
  5900: { en: 'Rounding', zh: '尾差', type: 'expense', guarded: false },
} as const satisfies Readonly<Record<number, AccountClass>>;

export type AccountCode = keyof typeof chartOfAccounts;

export interface Account extends AccountClass {
  readonly code: string;
  readonly currency: string;
  /** Customer, escrow, credit, quote or debtor; empty where there is one account per currency. */
  readonly owner: string;
}

const classes: ReadonlyMap<string, AccountClass> = new Map(Object.entries(chartOfAccounts));

/** `<code>.<currency>[.<owner>]`: 2100.USD.<escrow id>. */
export function accountId(code: AccountCode, currency: string, owner = ''): string {
  return owner === '' ? `${code}.${currency}` : `${code}.${currency}.${owner}`;
}

/** Reads an account id; undefined where its code or currency is not in the books. */
export function accountOf(id: string): Account | undefined {
  const [, code = '', currency = '', owner = ''] = /^(\d{4})\.([A-Z]{3})(?:\.(\S+))?$/.exec(id) ?? [];
  const found = classes.get(code);
  return found === undefined || !isCurrency(currency) ? undefined : { ...found, code, currency, owner };
}

/** Which side makes the balance grow: assets and expenses by debit, all others by credit. */
export function growsByDebit(type: AccountType): boolean {
  return type === 'asset' || type === 'expense';
}
