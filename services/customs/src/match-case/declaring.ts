import { chinaDay, customsCountry, customsCurrency } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { DeclarationList, OrderDocument, WaybillDocument } from '@portolan/contracts/customs/v1/types';
import { type Decision, type Facts, type Refusal, refuse, sameContent } from '@portolan/eventsourcing';
import { formatMoney } from '@portolan/money';
import { isPositive } from './decimals.ts';
import { draftList } from './list.ts';
import { match } from './matching.ts';
import { customsValue, type Mode, modeOn } from './modes.ts';
import type { Papers } from './rule.ts';
import type { Code, Declare, MatchCase, MatchCaseEvent } from './state.ts';

/** Documents of a case that can be declared, and what they are declared under. */
interface Ready {
  readonly mode: Mode;
  readonly day: string;
  readonly order: Complete<OrderDocument>;
  readonly waybill: Complete<WaybillDocument>;
}

/** Drafts the list and matches it with the documents that its mode asks for. */
export function declare(command: Declare, state: MatchCase, facts: Facts): Decision<MatchCaseEvent, Code> {
  const day = chinaDay(facts.at);
  const { caseId, declarationId, again, tradeMode } = command;
  if (again !== undefined && !again.returned) return refuse('DECLARATION_NOT_RETURNED', { id: declarationId });
  const mode = modeOn(tradeMode, day);
  if (mode === undefined) return refuse('TRADE_MODE_UNSUPPORTED', { mode: tradeMode });
  const missing = mode.needs.filter((kind) => state[kind] === undefined);
  const { order, waybill } = state;
  if (missing.length > 0 || order === undefined || waybill === undefined) {
    return refuse('DOCUMENTS_MISSING', { missing: missing.join(', ') });
  }
  const ready: Ready = { mode, day, order, waybill };
  const fault = headFault(command, ready) ?? (mode.imports ? importFault(command, ready) : exportFault(command, ready));
  if (fault !== undefined) return fault;
  const list = drafted(command, ready);
  if (state.matched && again === undefined) {
    return sameContent(list, state.list) ? [] : refuse('CASE_ALREADY_MATCHED', { orderNo: order.orderNo });
  }
  const { checks, differences } = match(papersOf(state, command, day, list));
  const told: MatchCaseEvent = { type: 'ListDrafted', data: { caseId, list } };
  return differences.length === 0
    ? [told, { type: 'CaseMatched', data: { caseId, declarationId, checks } }]
    : [told, { type: 'CaseMismatched', data: { caseId, differences } }];
}

function headFault(command: Declare, { order, day }: Ready): Refusal<Code> | undefined {
  const { insurance, netWeight } = command;
  if (customsCurrency(insurance.currency, day) === undefined) {
    return refuse('CUSTOMS_CURRENCY_UNKNOWN', { currency: insurance.currency });
  }
  if (netWeight !== '' && !isPositive(netWeight)) return refuse('NET_WEIGHT_INVALID', { netWeight });
  const unfiled = order.lines.find(({ sku }) => !command.goods.some((filed) => filed.sku === sku));
  return unfiled === undefined ? undefined : refuse('GOODS_NOT_FILED', { sku: unfiled.sku });
}

function exportFault({ destination }: Declare, { mode, order, day }: Ready): Refusal<Code> | undefined {
  if (destination === 'CN') return refuse('DESTINATION_IS_CHINA', { orderNo: order.orderNo });
  if (customsCountry(destination, day) === undefined) return refuse('DESTINATION_UNKNOWN', { country: destination });
  if (mode.listLimit === undefined) return undefined;
  const value = customsValue(order.goodsValue, day);
  if (value === undefined) return refuse('CUSTOMS_RATE_UNKNOWN', { currency: order.goodsValue.currency });
  if (value.minor <= mode.listLimit.minor) return undefined;
  const amounts = { value: formatMoney(value), limit: formatMoney(mode.listLimit) };
  return refuse('DECLARATION_FORM_NEEDED', { orderNo: order.orderNo, ...amounts });
}

function importFault(command: Declare, { order, waybill, day }: Ready): Refusal<Code> | undefined {
  const { destination, bonded } = command;
  if (destination !== 'CN') return refuse('DESTINATION_NOT_CHINA', { country: destination });
  if (bonded === undefined) return refuse('BONDED_WAREHOUSE_UNKNOWN', { orderNo: order.orderNo });
  const parts = {
    'order.import': order.import,
    'order.import.buyer.idNumber': order.import?.buyer.idNumber,
    'waybill.consignee': waybill.consignee,
  };
  const [absent] = Object.entries(parts).find(([, part]) => part === undefined) ?? [];
  if (absent !== undefined) return refuse('IMPORT_PART_MISSING', { orderNo: order.orderNo, field: absent });
  const nameless = command.goods.find(({ origin }) => customsCountry(origin, day) === undefined);
  if (nameless !== undefined) {
    return refuse('ORIGIN_WITHOUT_NUMBER', { sku: nameless.sku, country: nameless.origin });
  }
  return bonded.untaxedCode === '' ? undefined : refuse('TARIFF_UNKNOWN', { hsCode: bonded.untaxedCode });
}

function drafted(command: Declare, { mode, order, waybill, day }: Ready): Complete<DeclarationList> {
  const { declarationId, tradeMode, destination, netWeight, bonded } = command;
  const goods = new Map(command.goods.map((filed) => [filed.sku, filed]));
  // CEB621 has 20 characters for the number, CEB603 30.
  const copNo = mode.imports ? declarationId.slice(0, 20) : declarationId;
  // Where no port is named, its country's number stands for it (GACC declaration form rules, 指运港).
  const destinationPort = mode.imports ? '' : (customsCountry(destination, day) ?? '');
  // No insurance is none in any currency; an import list has but one.
  const insurance = mode.imports && command.insurance.minor === 0n ? { minor: 0n, currency: 'CNY' } : command.insurance;
  const entry = mode.imports ? bonded?.entry : undefined;
  return draftList(
    { copNo, order, waybill, goods, tradeMode, destination, destinationPort, netWeight, insurance, entry },
    command.office,
  );
}

/**
 * What is compared: the documents of the mode, as far as they are there, the list, and what stands beside them.
 * @param day yyyy-mm-dd in China
 */
export function papersOf(
  state: MatchCase,
  beside: Pick<Declare, 'goods' | 'bonded' | 'companies'>,
  day: string,
  list: Complete<DeclarationList> | undefined,
): Papers {
  const { order, receipt, payment, waybill } = state;
  const needs = list === undefined ? undefined : modeOn(list.tradeMode, day)?.needs;
  const asked = (kind: 'receipt' | 'payment') => needs === undefined || needs.includes(kind);
  const { singleLimit, exceeded, book } = beside.bonded ?? {};
  return {
    ...(order === undefined ? {} : { order }),
    ...(waybill === undefined ? {} : { waybill }),
    ...(receipt === undefined || !asked('receipt') ? {} : { receipt }),
    ...(payment === undefined || !asked('payment') ? {} : { payment }),
    ...(list === undefined ? {} : { list }),
    ...(singleLimit === undefined ? {} : { singleLimit }),
    ...(exceeded === undefined ? {} : { exceeded }),
    ...(book === undefined ? {} : { book }),
    filings: beside.goods,
    companies: beside.companies ?? [],
    day,
  };
}
