import { callerOf } from '../holds/driver.ts';
import { type Api, at, type Json, textAt } from '../story/api.ts';
import { orderDocumentOf } from '../story/bonded-import.ts';
import { unitsBack } from './orders.ts';
import type { Crew } from './people.ts';
import type { Plan } from './plan.ts';

// Whoever a hold names makes its call, sooner or later; what the outside world owes, it does by itself.

const attempts = 4;

/** Answers true where somebody did something about a hold. */
export type Mender = (reader: Api, hold: Json, plan: Plan) => Promise<boolean>;

export function menderOf({ cast, chance, refused }: Crew): Mender {
  const made = new Map<string, number>();
  return async (reader, hold, plan) => {
    const body = bodyFor(hold, plan);
    if (body === undefined || !chance.likely(0.6)) return false;
    const place = ['orderId', 'code', 'since'].map((name) => textAt(hold, name)).join('-');
    const times = made.get(place) ?? 0;
    // What is refused over and over is not cleared by its call.
    if (times >= (textAt(hold, 'code') === 'STEP_REFUSED' ? attempts : 1)) return false;
    made.set(place, times + 1);
    const [path, key] = [textAt(hold, 'clearedBy', 'path'), `${place}-${times}`];
    const caller = callerOf(cast, hold, reader);
    const put = textAt(hold, 'clearedBy', 'method') === 'PUT';
    const answer = put ? await caller.put(path, body, key) : await caller.post(path, body, key);
    if (answer.status >= 400) refused(`${textAt(hold, 'code')} of ${plan.orderNo}: ${path}`, answer.body);
    return true;
  };
}

/** What the call sends that clears a hold. Undefined: nobody can do anything about it but wait. */
export function bodyFor(hold: Json, plan: Plan): Json {
  const { mode, orderNo, counted, resolution } = plan;
  const warehouseId = textAt(hold, 'data', 'warehouseId');
  const receipt = (document: string, lines: readonly Json[]) => ({
    warehouseId,
    owner: 'merchant-shenzhen',
    document,
    lines,
  });
  switch (textAt(hold, 'code')) {
    case 'AWAITING_STOCK':
      return mode === '1210'
        ? undefined
        : receipt(`MORE-${orderNo}`.slice(0, 60), missing(textAt(hold, 'data', 'missing')));
    case 'AWAITING_COUNT':
      return receipt(orderNo, [{ sku: 'CBL-C2C-1M', lot: '', quantity: counted }]);
    case 'COUNT_DIFFERS':
      return { resolution };
    case 'AWAITING_RETURN':
      return { lines: unitsBack(plan).map((line) => ({ ...line, lot: '' })) };
    case 'AWAITING_GRADING':
      return { lines: unitsBack(plan).map((line) => ({ ...line, grade: 'B' })) };
    case 'LIST_STANDS':
      return at(hold, 'clearedBy', 'body');
    case 'DOCUMENTS_DISAGREE':
      return orderDocumentOf(orderNo, '10.00', '587.87');
    default:
      return at(hold, 'clearedBy', 'body') !== undefined && /retry$|\/return$/.test(textAt(hold, 'clearedBy', 'path'))
        ? {}
        : undefined;
  }
}

// 'EAR-BT-21 0/2, CBL-C2C-1M 1/3': what there is of what is wanted.
const missing = (text: string): readonly Json[] =>
  text.split(', ').map((item) => ({ sku: item.split(' ')[0] ?? '', lot: '', quantity: 12 }));
