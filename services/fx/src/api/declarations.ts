import { chinaDay } from '@portolan/china';
import { type Complete, outside } from '@portolan/contracts';
import type {
  CorrectBopDeclarationRequest,
  JudgeSettlementRequest,
  ListBopDeclarationsRequest,
  ListSettlementRulesRequest,
  RecordBopOutcomeRequest,
  TakeQuotaRequest,
} from '@portolan/contracts/fx/v1/declarations';
import { BopDeclarationsDefinition } from '@portolan/contracts/fx/v1/declarations';
import { money, parseMoney } from '@portolan/money';
import { answered, type Call, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import { type BopCommand, bop } from '../bop/bop.ts';
import type { DeclarationDocument } from '../projections/declarations.ts';
import { quota, quotaId } from '../quota/quota.ts';
import { settlementRules } from '../settlement-rules/china.ts';
import { codesOn } from '../settlement-rules/declaring.ts';
import { judge, type SettlementFact } from '../settlement-rules/judging.ts';
import { ruleOn, rulesOn } from '../settlement-rules/rules.ts';

/** Balance-of-payments declarations, and the rules that money across the border goes by. */
export function serveDeclarations(runtime: Runtime) {
  return serve(BopDeclarationsDefinition, {
    listDeclarations: listDeclarations(runtime),
    async getDeclaration({ id }, { caller }) {
      const document = await found(runtime, caller.tenant, id);
      return declarationView(id, document, runtime.clock.now());
    },
    correctDeclaration: (request, call) => change(runtime, call, request.id, correctionOf(request)),
    submitDeclaration: ({ id }, call) => {
      const codes = codesOn(settlementRules, today(runtime));
      return change(runtime, call, id, { type: 'SubmitBop', codes });
    },
    recordOutcome: ({ id, accepted, number, reason }: RecordBopOutcomeRequest, call) => {
      if (call.caller.role !== 'operations') {
        throw new RefusedError({ refused: 'RECONCILIATION_OPERATIONS_ONLY', data: {} });
      }
      return change(runtime, call, id, accepted ? { type: 'AcceptBop', number } : { type: 'RejectBop', reason });
    },
    listSettlementRules: async (request) => listRules(runtime, request),
    judgeSettlement: async (request) => judged(runtime, request),
    takeQuota: (request, call) => takeQuota(runtime, request, call),
  });
}

const today = ({ clock }: Runtime) => chinaDay(clock.now());

/** The caller's own, the latest first, or those that are late, the longest first; to the operator those of all. */
function listDeclarations({ documents, clock }: Runtime) {
  return async ({ state, overdue, page }: Complete<ListBopDeclarationsRequest>, { caller: { tenant } }: Call) => {
    const now = clock.now();
    const latest = state === '' ? { index: 'byTime' } : { index: 'byState', equals: [state] };
    const by = overdue ? { index: 'byDue', equals: ['yes'], atMost: now } : { ...latest, descending: true };
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<DeclarationDocument>({ collection: 'bop_declarations', tenant, ...by, ...reach }),
    );
    return { declarations: shown.map(({ id, document }) => declarationView(id, document, now)), nextCursor };
  };
}

function declarationView(
  id: string,
  { tenant: _, draftedAt: __, awaited, dueAt, ...document }: DeclarationDocument,
  now: string,
) {
  return { id, ...document, dueAt: dueAt === '~' ? '' : dueAt, overdue: awaited === 'yes' && dueAt < now };
}

/** @throws RefusedError BOP_UNKNOWN */
async function found({ documents }: Runtime, tenant: string, id: string): Promise<DeclarationDocument> {
  const document = await documents.get<DeclarationDocument>('bop_declarations', tenant, id);
  if (document === undefined) throw new RefusedError({ refused: 'BOP_UNKNOWN', data: {} });
  return document;
}

/** Of the caller's own; the operator's people act for whoever it is. */
async function change(runtime: Runtime, call: Call, id: string, command: BopCommand) {
  const { tenant, orderId } = await found(runtime, call.caller.tenant, id);
  const context = { ...call.context, tenant, correlation: orderId };
  return answered(await runtime.commands.execute(bop, id, command, context), id);
}

function correctionOf(request: Complete<CorrectBopDeclarationRequest>): BopCommand {
  const { id: _, prepayment, bonded, ...rest } = request;
  return {
    ...{ type: 'CorrectBop', ...rest },
    ...(prepayment === undefined ? {} : { prepayment }),
    ...(bonded === undefined ? {} : { bonded }),
  };
}

/** @throws RefusedError SETTLEMENT_DAY_INVALID */
function dayAsked(runtime: Runtime, day: string): string {
  if (day === '') return today(runtime);
  const at = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  if (!isDay) throw new RefusedError({ refused: 'SETTLEMENT_DAY_INVALID', data: { day } });
  return day;
}

function listRules(runtime: Runtime, { asOf: asked }: ListSettlementRulesRequest) {
  const asOf = dayAsked(runtime, asked);
  return { asOf, rules: rulesOn(settlementRules, asOf).map((rule) => ({ ...rule, values: { ...rule.values } })) };
}

/** Pure: nothing is kept of what was asked. */
function judged(runtime: Runtime, { asOf, fact }: Complete<JudgeSettlementRequest>) {
  const flaws = judge(settlementRules, dayAsked(runtime, asOf), factOf(runtime, fact.fact));
  return { allowed: flaws.length === 0, flaws: flaws.map((flaw) => ({ ...flaw, data: { ...flaw.data } })) };
}

type Asked = Complete<JudgeSettlementRequest>['fact']['fact'];

/** @throws RefusedError SETTLEMENT_DAY_INVALID */
function factOf(runtime: Runtime, asked: Asked): SettlementFact {
  switch (asked.$case) {
    case 'transaction':
      return { kind: 'transaction', ...asked.value };
    case 'refund':
      return { kind: 'refund', ...asked.value };
    case 'netting':
      return { kind: 'netting', ...asked.value };
    case 'advance': {
      const { advancedOn, dueOn, filed } = asked.value;
      return { kind: 'advance', filed, advancedOn: dayAsked(runtime, advancedOn), dueOn: dayAsked(runtime, dueOn) };
    }
    case 'evidence':
      return { kind: 'evidence', ...asked.value };
  }
}

/**
 * Takes from a person's yearly quota; the person is known by a keyed hash alone.
 * @throws RefusedError QUOTA_EXCEEDED, QUOTA_AMOUNT_INVALID, QUOTA_REFERENCE_DIFFERS
 */
async function takeQuota(runtime: Runtime, request: Complete<TakeQuotaRequest>, call: Call) {
  const { identity, direction, amount, reference } = request;
  const day = today(runtime);
  const rule = ruleOn(settlementRules, 'INDIVIDUAL_QUOTA', day);
  const { limit: text = '0', currency = 'USD' } = rule?.values ?? {};
  const limit = parseMoney(text, currency);
  const year = Number(day.slice(0, 4));
  const person = runtime.vault.hash(outside, Buffer.from(identity.trim().toUpperCase()));
  const id = quotaId(person, year, direction);
  const command = { quotaId: id, year, direction, amount, limit, reference };
  const context = { ...call.context, tenant: outside, correlation: '' };
  answered(await runtime.commands.execute(quota, id, command, context), id);
  const { state } = await runtime.commands.load(quota, outside, id);
  return { year, taken: money(state.taken, currency), left: money(limit.minor - state.taken, currency) };
}
