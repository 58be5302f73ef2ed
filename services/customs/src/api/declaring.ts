import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { DeclareRequest, ResubmitRequest } from '@portolan/contracts/customs/v1/customs';
import type { DeclarationList, Goods } from '@portolan/contracts/customs/v1/types';
import type { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { CommandContext } from '@portolan/engine';
import { isRefusal, madeId } from '@portolan/eventsourcing';
import { decimal, type Money } from '@portolan/money';
import { answered, RefusedError, type Runtime, type ServiceClient } from '@portolan/service';
import { allowance, allowanceId, totals } from '../allowance/allowance.ts';
import { declaration, declarationId, isReturned, unanswered } from '../declaration/declaration.ts';
import { goodsFiling, goodsId } from '../goods-filing/goods-filing.ts';
import { type Bonded, caseId, type Declare, type MatchCase, matchCase } from '../match-case/match-case.ts';
import type { DeclarationAggregate } from '../processes/messages.ts';
import { taxableValue, untaxedCode } from '../tax/assess.ts';
import { limitsOn } from '../tax/limits.ts';
import { type Bureau, warehouseOf } from './bureau.ts';
import type { Command } from './commands.ts';

type Request = Complete<DeclareRequest>;
type Books = ServiceClient<BooksDefinition>;
type Office = Bureau & { readonly books: Books };

/**
 * Drafts the list of the order's case and matches it; the filings of its articles are looked up here. An import that
 * would match first reserves the buyer's yearly allowance: of two at the same time, only one gets the last of it. Asked
 * again about a list that customs is silent on, it sends that again.
 */
export function declare(
  runtime: Runtime,
  bureau: Bureau,
  aggregate: DeclarationAggregate,
  books: Books,
): Command<DeclareRequest> {
  return async (request, { context }) => {
    const reply = await drafted(runtime, { ...bureau, books }, request, context);
    await sendAgain(runtime.commands, aggregate, declarationId(context.tenant, request.orderId), context);
    return reply;
  };
}

/** Asked for again, what nobody answered in its time goes again at once, and not only when its next wait is over. */
async function sendAgain(
  commands: Runtime['commands'],
  aggregate: DeclarationAggregate,
  id: string,
  context: CommandContext,
): Promise<void> {
  const { state } = await commands.load(aggregate, context.tenant, id);
  for (const { kind, copMsgId, overdue } of unanswered(state)) {
    const check = { type: 'CheckAnswer', declarationId: id, kind, copMsgId, times: overdue + 1 } as const;
    const commandId = madeId('command', context.commandId, kind, copMsgId);
    await commands.execute(aggregate, id, check, { ...context, commandId });
  }
}

/** Drafts a list that customs sent back anew from the documents as they stand, and matches it again. */
export function resubmit(runtime: Runtime, bureau: Bureau, books: Books): Command<ResubmitRequest> {
  return async ({ orderId }, { context }) => {
    const { tenant } = context;
    const id = declarationId(tenant, orderId);
    const { state } = await runtime.commands.load(matchCase, tenant, caseId(tenant, orderId));
    const { list } = state;
    if (list === undefined) throw new RefusedError({ refused: 'DECLARATION_NOT_FOUND', data: { id } });
    const request = requestFor(bureau, orderId, list);
    const { state: sent } = await runtime.commands.load(declaration, tenant, id);
    return drafted(runtime, { ...bureau, books }, request, context, { returned: isReturned(sent) });
  };
}

/** What was asked for when this list was drafted. */
export function requestFor(bureau: Bureau, orderId: string, list: Complete<DeclarationList>): Request {
  const { tradeMode, destination, insurance } = list;
  const bonded = { emsNo: list.import?.emsNo ?? '', warehouseId: warehouseOf(bureau, list)?.[0] ?? '' };
  const bookLines = list.lines.map(({ line, recordNo }) => ({ line, recordNo }));
  return { orderId, tradeMode, destination, netWeight: '', insurance, ...bonded, bookLines };
}

async function drafted(
  runtime: Runtime,
  bureau: Office,
  request: Request,
  context: CommandContext,
  again?: Declare['again'],
) {
  const { commands, clock } = runtime;
  const { tenant } = context;
  const id = caseId(tenant, request.orderId);
  const { state } = await commands.load(matchCase, tenant, id);
  const at = clock.now();
  const command = await declareCommand(runtime, bureau, request, tenant, state, again);
  const reserved = await reserve(runtime, command, state, context, at);
  const outcome = await commands.execute(matchCase, id, reserved.command, context);
  const { state: after } = await commands.load(matchCase, tenant, id);
  if (!after.matched) await reserved.giveBack();
  return answered(outcome, id);
}

/** The command that drafts a list, with all that stands beside the documents: filings, limits, register, account book. */
export async function declareCommand(
  { commands, clock }: Runtime,
  bureau: Office,
  request: Request,
  tenant: string,
  { order }: MatchCase,
  again?: Declare['again'],
): Promise<Declare> {
  const { orderId, tradeMode, destination, netWeight, insurance, emsNo, bookLines, warehouseId } = request;
  const goods: Complete<Goods>[] = [];
  for (const sku of new Set(order?.lines.map((line) => line.sku))) {
    const filing = await commands.load(goodsFiling, tenant, goodsId(tenant, sku));
    if (filing.state.goods !== undefined) goods.push(filing.state.goods);
  }
  const warehouse = bureau.bonded.get(warehouseId);
  const day = chinaDay(clock.now());
  const bonded: Bonded | undefined = warehouse && {
    entry: { emsNo, area: warehouse.area, assureCode: warehouse.assureCode, year: Number(day.slice(0, 4)), bookLines },
    singleLimit: limitsOn(day).single,
    untaxedCode: untaxedCode(goods, day) ?? '',
    book: await stockOf(bureau.books, request, tenant),
  };
  return {
    type: 'Declare',
    caseId: caseId(tenant, orderId),
    declarationId: declarationId(tenant, orderId),
    ...{ tradeMode, destination, netWeight, insurance, goods, companies: bureau.companies },
    office: warehouse?.office ?? bureau.exports,
    ...(bonded === undefined ? {} : { bonded }),
    ...(again === undefined ? {} : { again }),
  };
}

/** What the account book has on the lines that the goods are taken from. */
async function stockOf(books: Books, { warehouseId, bookLines }: Request, tenant: string) {
  const recordNos = [...new Set(bookLines.map(({ recordNo }) => recordNo))];
  const { lines } = await books.readBookLines({ warehouseId, recordNos }, { tenant, role: 'service' });
  return lines.map(({ recordNo, sku, available }) => ({ recordNo, sku, available: String(available) }));
}

interface Reserved {
  readonly command: Declare;
  /** Undoes what was reserved for a list that was not matched after all. */
  giveBack(): Promise<void>;
}

/** Asks the case what it would decide; what would match as an import takes its share of the year first. */
async function reserve(
  { commands }: Runtime,
  command: Declare,
  state: MatchCase,
  context: CommandContext,
  at: string,
): Promise<Reserved> {
  const nothing: Reserved = { command, giveBack: async () => {} };
  const decision = matchCase.decide(command, state, { at, id: () => '' });
  if (isRefusal(decision) || !decision.some(({ type }) => type === 'CaseMatched')) return nothing;
  const list = decision.find((event) => event.type === 'ListDrafted')?.data.list;
  const buyer = list?.import?.buyer.idNumber?.hash;
  if (list?.import === undefined || buyer === undefined || command.bonded === undefined) return nothing;
  const { year } = list.import;
  const { declarationId } = command;
  const { orderId } = state;
  const id = allowanceId(context.tenant, buyer, year);
  const amount = taxableValue(list);
  const limit = limitsOn(chinaDay(at)).yearly;
  const asked = { type: 'Reserve', allowanceId: id, buyer, year, orderId, declarationId, amount, limit } as const;
  const outcome = await commands.execute(allowance, id, asked, context);
  if (!outcome.ok) {
    const left = await leftOf(commands, context.tenant, id, orderId, limit);
    const exceeded = { left: decimal(left), wanted: decimal(amount) };
    return { ...nothing, command: { ...command, bonded: { ...command.bonded, exceeded } } };
  }
  const giveBack = async () => {
    const back = { type: 'GiveBack', allowanceId: id, orderId, reason: 'NOT_MATCHED' } as const;
    const commandId = madeId('command', context.commandId, 'give-back');
    await commands.execute(allowance, id, back, { ...context, commandId });
  };
  return { command, giveBack };
}

/** What is left of a year for an order: its own reservation does not count against it. */
async function leftOf(
  commands: Runtime['commands'],
  tenant: string,
  id: string,
  orderId: string,
  limit: Money,
): Promise<Money> {
  const { state } = await commands.load(allowance, tenant, id);
  const { reserved, used } = totals(state);
  const left = limit.minor - reserved - used + (state.orders[orderId]?.amount.minor ?? 0n);
  return { ...limit, minor: left < 0n ? 0n : left };
}
