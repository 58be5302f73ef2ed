import type { Complete } from '@portolan/contracts';
import type { GetStatementRequest, SignStatementRequest } from '@portolan/contracts/fx/v1/claims';
import { decimal, type Money, money, sum } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import type { StatementSeal } from '../adapters/statement-seal.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import type { TransactionDocument } from '../projections/books.ts';
import { type FactDocument, statedIn } from '../projections/statement-facts.ts';
import type { Fact, Statement, Total } from '../signed-statement/pages.ts';
import { flawOf, signedStatement, statementId } from '../signed-statement/statement.ts';
import { getAccountStatement } from './books.ts';

/** Facts of a statement that people can still read. */
const readable = 1_000;
const step = 200;

/** Every field that a statement of a kind tells; of a ledger's account the reference is what was booked. */
const disclosed = ['day', 'type', 'orderNo', 'reference', 'amount', 'currency', 'event', 'position', 'sha256'];

/**
 * States facts of the caller's own money to a third party, over its signature.
 * @throws RefusedError STATEMENT_INVALID, STATEMENT_TOO_LARGE, ACCOUNT_NOT_FOUND
 */
export function signStatement(
  runtime: Runtime,
  seal: StatementSeal,
  nameOf: (tenant: string) => string,
  most = readable,
) {
  return async (request: Complete<SignStatementRequest>, call: Call) => {
    const { context } = call;
    const { kind, recipient, recipientKind, from, until, account } = request;
    const flaw = flawOf(request) ?? ((kind === 'ledger-account') === (account === '') ? 'account' : undefined);
    if (flaw !== undefined) throw new RefusedError({ refused: 'STATEMENT_INVALID', data: { field: flaw } });
    const id = statementId(context.tenant, context.commandId);
    const told =
      kind === 'ledger-account'
        ? await entriesOf(runtime, request, call, most)
        : await factsOf(runtime, request, call, most);
    const asOf = runtime.clock.now();
    const statement: Statement = {
      ...{ id, kind, account, merchant: { id: context.tenant, name: nameOf(context.tenant) } },
      ...{ recipient: { kind: recipientKind, name: recipient }, period: { from, until }, asOf, discloses: disclosed },
      facts: told.map(({ fact }) => fact),
      totals: totalsOf(told),
    };
    const { document, sha256, keyId } = seal.seal(statement);
    const signed = { statementId: id, kind, recipient, recipientKind, from, until, asOf, facts: told.length };
    const command = { type: 'SignStatement', ...signed, keyId, sha256, document } as const;
    return answered(await runtime.commands.execute(signedStatement, id, command, { ...context, correlation: '' }), id);
  };
}

interface Told {
  readonly fact: Fact;
  readonly amount: Money | undefined;
}

async function factsOf(
  { documents }: Runtime,
  asked: Complete<SignStatementRequest>,
  { caller }: Call,
  most: number,
): Promise<Told[]> {
  const { kind, from, until } = asked;
  const types = new Set(statedIn[kind]);
  const found: FactDocument[] = [];
  const query = {
    collection: 'statement_facts',
    tenant: caller.tenant,
    index: 'byDay',
    atMost: until,
    descending: true,
  };
  for (let after: string | undefined; ; ) {
    const rows = await documents.find<FactDocument>({
      ...query,
      limit: step,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of rows) if (document.day >= from && types.has(document.type)) found.push(document);
    if (found.length > most) throw tooLarge(most);
    const last = rows.at(-1);
    if (last === undefined || rows.length < step || last.document.day < from) break;
    after = last.cursor;
  }
  return found.toSorted((one, other) => (one.order < other.order ? -1 : 1)).map(toldOf);
}

function toldOf({ day, type, orderNo, reference, amount, event, position, sha256 }: FactDocument): Told {
  return { fact: { day, type, orderNo, reference, ...shown(amount), event, position, sha256 }, amount };
}

const shown = (amount: Money | undefined) =>
  amount === undefined ? { amount: '', currency: '' } : { amount: decimal(amount), currency: amount.currency };

/** Entries of an account in the order of the books; each rests on its transaction, which the ledger's chain holds. */
async function entriesOf(
  runtime: Runtime,
  asked: Complete<SignStatementRequest>,
  call: Call,
  most: number,
): Promise<Told[]> {
  const { tenant } = call.caller;
  const read = getAccountStatement(runtime);
  const told: Told[] = [];
  for (let cursor = ''; ; ) {
    const { from, until, account: accountId } = asked;
    const page = await read({ tenant: '', accountId, from, until, page: { limit: step, cursor } }, call);
    for (const { transactionId, type, businessReference, effectiveAt, change } of page.entries) {
      const transaction = await runtime.documents.get<TransactionDocument>('book_transactions', tenant, transactionId);
      const event = `${tenant}/${ledger.name}/${mainBook}@${transaction?.order ?? 0}`;
      const about = { day: effectiveAt.slice(0, 10), type, orderNo: '', reference: businessReference };
      const fact = { ...about, ...shown(change), event, position: '', sha256: transaction?.chain ?? '' };
      told.unshift({ fact, amount: change });
    }
    if (told.length > most) throw tooLarge(most);
    if (page.nextCursor === '') return told;
    cursor = page.nextCursor;
  }
}

const tooLarge = (most: number) => new RefusedError({ refused: 'STATEMENT_TOO_LARGE', data: { most: String(most) } });

function totalsOf(told: readonly Told[]): Total[] {
  const groups = Map.groupBy(told, ({ fact }) => `${fact.type} ${fact.currency}`);
  return [...groups.values()].map((group) => {
    const { type = '', currency = '' } = group[0]?.fact ?? {};
    const amounts = group.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
    const amount = currency === '' ? '' : decimal(amounts.length === 0 ? money(0n, currency) : sum(amounts, currency));
    return { type, currency, count: group.length, amount };
  });
}

/** One that the caller had signed, to the byte. @throws RefusedError STATEMENT_NOT_FOUND */
export function getStatement({ commands }: Runtime) {
  return async ({ id }: Complete<GetStatementRequest>, { caller: { tenant } }: Call) => {
    const { state } = await commands.load(signedStatement, tenant, id);
    if (state.signed === undefined) throw new RefusedError({ refused: 'STATEMENT_NOT_FOUND', data: { id } });
    const { statementId: _, ...signed } = state.signed;
    return { id, ...signed };
  };
}

/** The public keys by which anybody checks a statement. */
export function listStatementKeys(seal: StatementSeal) {
  return async () => ({ keys: [...seal.keys] });
}
