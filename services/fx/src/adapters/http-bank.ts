import { createHash } from 'node:crypto';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import { decimal, isDecimal, type Money, parseMoney } from '@portolan/money';
import { Forgotten, type PostOptions, post } from '@portolan/service';
import { z } from 'zod';
import type { Bank, BankRefusal, Instruction } from '../processes/bank.ts';
import { camt029, camt056 } from './camt056.ts';
import { type AccountHolder, type Creditor, pain001 } from './pain001.ts';
import { schemaFlaws } from './schemas.ts';

const timeoutMs = 10_000;

const rate = z.string().refine((text) => isDecimal(text) && Number(text) > 0, 'a decimal above zero');
const amount = z
  .object({ currency: z.string(), amount: z.string() })
  .transform(({ currency, amount: text }): Money => parseMoney(text, currency));

const lockReply = z.object({
  lockId: z.string().min(1),
  midRate: rate,
  bankRate: rate,
  expiresAt: z.iso.datetime({ offset: true }),
});
const dealReply = z.object({ dealId: z.string().min(1), sold: amount, bought: amount });

/** Statuses with which the bank says no for good. Any other that is not 2xx is an outage. */
const final: ReadonlySet<number> = new Set([400, 409, 422]);

export interface HttpBankOptions extends Omit<PostOptions, 'timeoutMs'> {
  /** Without a slash at its end. */
  readonly url: string;
  readonly debtor: AccountHolder;
  beneficiary(tenant: string): AccountHolder | undefined;
  readonly treasury: AccountHolder;
  /** What stands sealed in a field of a bank entry. @throws Forgotten */
  open(field: 'counterparty' | 'counterpartyAccount', sealed: Sealed): Promise<string>;
}

// A bank bounds what it is told of a quote; an order number that does not fit is left out.
const longestReference = 100;

/** The bank over HTTP: JSON for rates and deals, ISO 20022 for payments. @throws where it gave no usable answer */
export function httpBank(options: HttpBankOptions): Bank {
  const { url, debtor } = options;
  const tell = async (path: string, contentType: string, body: string): Promise<string | BankRefusal> => {
    const headers = { 'content-type': contentType };
    const { ok, status, text } = await post(`${url}${path}`, headers, body, { ...options, timeoutMs });
    if (ok) return text;
    if (final.has(status)) return { refused: `the bank answered ${status} to ${path}` };
    throw new Error(`the bank answered ${status} to ${path}`);
  };
  const tellJson = (path: string, body: object) => tell(path, 'application/json', JSON.stringify(body));

  // What does not fit its schema never leaves: the bank would refuse it later, or worse, take it otherwise.
  const tellXml = async (path: string, messageType: string, xml: string): Promise<undefined | BankRefusal> => {
    const [flaw] = schemaFlaws(messageType, xml);
    if (flaw !== undefined) return { refused: `${messageType} was not sent: ${flaw.field} ${flaw.reason}` };
    const answer = await tell(path, 'application/xml', xml);
    return typeof answer === 'string' ? undefined : answer;
  };

  return {
    async lock(lockReference, sell, buyCurrency, orderNo) {
      const named = `${lockReference}/${orderNo}`;
      const reference = orderNo === '' || named.length > longestReference ? lockReference : named;
      const body = { reference, sell: { currency: sell.currency, amount: decimal(sell) }, buyCurrency };
      const answer = await tellJson('/fx/locks', body);
      if (typeof answer !== 'string') return answer;
      const { lockId, midRate, bankRate, expiresAt } = lockReply.parse(JSON.parse(answer));
      return { reference: lockId, midRate, bankRate, expiresAt: new Date(Date.parse(expiresAt)).toISOString() };
    },

    async deal(reference, lockId) {
      const answer = await tellJson('/fx/deals', { reference, lockId });
      if (typeof answer !== 'string') return answer;
      const { dealId, sold, bought } = dealReply.parse(JSON.parse(answer));
      return { dealReference: dealId, sold, bought };
    },

    async pay(instruction) {
      const creditor = await creditorOf(options, instruction);
      if (creditor === undefined)
        return { refused: `no ${instruction.payee.kind} is on record for ${instruction.tenant}` };
      const { payee } = instruction;
      const from = payee.kind === 'payer' ? { ...debtor, account: payee.paidInto } : debtor;
      const xml = pain001(instruction, from, creditor);
      const answer = await tellXml('/payments', 'pain.001.001.09', xml);
      return answer === undefined ? { sha256: createHash('sha256').update(xml).digest('hex') } : answer;
    },

    recall: (recall) => tellXml('/recalls', 'camt.056.001.12', camt056(recall, debtor)),
    answerRecall: (reply) => tellXml('/recalls', 'camt.029.001.14', camt029(reply, debtor)),
  };
}

/** Who is paid. A payer's name and account are opened here and nowhere else; undefined for one who was forgotten. */
async function creditorOf(options: HttpBankOptions, { payee, tenant }: Instruction): Promise<Creditor | undefined> {
  if (payee.kind === 'merchant') return options.beneficiary(tenant);
  if (payee.kind === 'treasury') return options.treasury;
  try {
    const name = await options.open('counterparty', payee.name);
    return { name, account: await options.open('counterpartyAccount', payee.account) };
  } catch (error) {
    if (error instanceof Forgotten) return undefined;
    throw error;
  }
}
