import { recipientKinds, statementKinds } from './statement.ts';

/** One fact, and the event that it rests on. */
export type Fact = {
  readonly day: string;
  readonly type: string;
  readonly orderNo: string;
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
  /** stream@version, its place in the log, SHA-256 of its bytes there. */
  readonly event: string;
  readonly position: string;
  readonly sha256: string;
};

export type Total = {
  readonly type: string;
  readonly currency: string;
  readonly count: number;
  readonly amount: string;
};

export type Statement = {
  readonly id: string;
  readonly kind: string;
  readonly account: string;
  readonly merchant: { readonly id: string; readonly name: string };
  readonly recipient: { readonly kind: string; readonly name: string };
  readonly period: { readonly from: string; readonly until: string };
  readonly asOf: string;
  readonly discloses: readonly string[];
  readonly facts: readonly Fact[];
  readonly totals: readonly Total[];
};

const words = {
  en: {
    ...{ merchant: 'Merchant', recipient: 'For', period: 'Period', to: 'to', asOf: 'As of', account: 'Account' },
    ...{ discloses: 'Discloses', totals: 'Totals', facts: 'Facts', none: 'none' },
    private: 'It names no person. It is made for the recipient named above alone.',
  },
  zh: {
    ...{ merchant: '商家', recipient: '接收方', period: '期间', to: '至', asOf: '截至', account: '账户' },
    ...{ discloses: '披露内容', totals: '合计', facts: '事实', none: '无' },
    private: '本证明不含个人信息，仅供上述接收方使用。',
  },
} as const;

/** The same as a page that people read, in one of both languages. */
export function pageOf(statement: Statement, language: 'en' | 'zh'): string {
  const { kind, account, merchant, recipient, period, asOf, discloses, facts, totals } = statement;
  const say = words[language];
  const who = recipientKinds[recipient.kind]?.[language] ?? recipient.kind;
  const named = (name: string, value: string) => `${name}: ${value}`;
  const sums = totals.map(({ type, currency, count, amount }) =>
    `- ${type} × ${count}: ${currency} ${amount}`.trimEnd(),
  );
  return [
    `# ${statementKinds[kind]?.[language] ?? kind}`,
    '',
    named(say.merchant, `${merchant.name} (${merchant.id})`),
    named(say.recipient, `${recipient.name} (${who})`),
    named(say.period, `${period.from} ${say.to} ${period.until}`),
    named(say.asOf, asOf),
    ...(account === '' ? [] : [named(say.account, account)]),
    named(say.discloses, discloses.join(', ')),
    say.private,
    '',
    `## ${say.totals}`,
    ...(sums.length === 0 ? [say.none] : sums),
    '',
    `## ${say.facts}`,
    ...(facts.length === 0 ? [say.none] : facts.map(lineOf)),
    '',
  ].join('\n');
}

function lineOf({ day, type, orderNo, reference, amount, currency, event }: Fact, index: number): string {
  const about = [orderNo, reference].filter((text) => text !== '').join(' ');
  return `${index + 1}. ${[day, type, about, currency, amount, `[${event}]`].filter((text) => text !== '').join(' ')}`;
}
