import { type Api, type Json, listAt, ok, textAt, wholeList } from '../story/api.ts';
import type { Worker } from '../story/carry.ts';
import type { Cast } from '../story/cast.ts';
import { throughTheGate, weighed } from '../story/floor.ts';
import type { Chance } from './chance.ts';

/** Who works at random: what somebody leaves lying now is done another time. */
export interface Crew {
  readonly cast: Cast;
  readonly chance: Chance;
  /** Notes what was answered with an error that nobody expected. */
  refused(what: string, answer: Json): void;
}

const collection: Readonly<Record<string, string>> = { USD: 'CN-COLL-USD-0001', CNY: 'CN-COLL-CNY-0001' };

/** A buyer or a carrier pays; a repeated reference is one payment. */
export async function transfer(outside: Api, reference: string, remittance: string, amount: Json): Promise<void> {
  const payment = {
    ...{ reference: reference.slice(0, 35), account: collection[textAt(amount, 'currency')] ?? '', remittance, amount },
    payer: { name: 'Somebody Paying', account: 'US64SVBK00000987654321' },
  };
  ok(await outside.post('/bank/credits', payment, `pay-${reference}`), 'the payment');
}

/** Everybody who works whenever there is something to do. */
export function everybody(crew: Crew): readonly Worker[] {
  const { operator, overseasOperator, zoneOperator } = crew.cast;
  const passed = new Set<string>();
  return [
    floor(crew, operator, true),
    floor(crew, overseasOperator, true),
    floor(crew, zoneOperator, false),
    zoneLists(crew),
    async () => crew.chance.likely(0.6) && throughTheGate(zoneOperator, passed),
    claims(crew),
    suspense(crew),
  ];
}

function floor({ chance, refused }: Crew, operator: Api, dispatches: boolean): Worker {
  return async () => {
    let worked = false;
    for (const [state, verb] of [
      ['RESERVED', 'pick'],
      ['PICKED', 'pack'],
      ...(dispatches ? ([['AUTHORISED', 'dispatch']] as const) : []),
    ] as const) {
      for (const parcel of await wholeList(operator, `/v1/parcels?state=${state}`, 'parcels')) {
        if (!chance.likely(0.6)) continue;
        const id = textAt(parcel, 'id');
        const answer = await operator.post(
          `/v1/parcels/${id}/${verb}`,
          verb === 'pack' ? weighed(parcel, 0.2) : {},
          `${verb}-${id}`,
        );
        // Somebody may have called it off in the meantime.
        if (answer.status >= 500) refused(`${verb} of ${id}`, answer.body);
        worked = true;
      }
    }
    return worked;
  };
}

function zoneLists({ cast: { zoneOperator }, chance, refused }: Crew): Worker {
  const tried = new Map<string, number>();
  return async () => {
    const parcels = await wholeList(zoneOperator, '/v1/parcels?state=AUTHORISED', 'parcels');
    const lists = await wholeList(zoneOperator, '/v1/verification-lists', 'lists');
    const listed = new Set(
      lists
        .filter((list) => textAt(list, 'state') !== 'RETURNED')
        .flatMap((list) => listAt(list, 'parcelIds').map(String)),
    );
    let worked = false;
    for (const id of parcels.map((parcel) => textAt(parcel, 'id'))) {
      if (listed.has(id) || !chance.likely(0.5)) continue;
      const times = (tried.get(id) ?? 0) + 1;
      tried.set(id, times);
      if (times > 4) continue;
      const list = { warehouseId: 'NGB-BND-1', direction: 'OUT', parcelIds: [id] };
      const answer = await zoneOperator.post('/v1/verification-lists', list, `out-${id}-${times}`);
      // It may have been called off since the list of parcels was read.
      const gone = textAt(answer.body, 'code') === 'NOT_RELEASED';
      if (answer.status >= 400 && !gone) refused(`the list of ${id}`, answer.body);
      worked = true;
    }
    return worked;
  };
}

function claims({ cast: { merchant, importer, outside }, chance }: Crew): Worker {
  const paid = new Set<string>();
  return async () => {
    let worked = false;
    for (const owner of [merchant, importer]) {
      for (const claim of await wholeList(owner, '/v1/claims?state=OPEN', 'claims')) {
        const reference = textAt(claim, 'reference');
        if (paid.has(reference) || !chance.likely(0.5)) continue;
        paid.add(reference);
        await transfer(outside, `PAY-${reference}`, reference, (claim as { amount: Json }).amount);
        worked = true;
      }
    }
    return worked;
  };
}

/** Operations sends back what belongs to nothing. */
function suspense({ cast: { operations }, chance, refused }: Crew): Worker {
  const sent = new Set<string>();
  return async () => {
    let worked = false;
    for (const state of ['SUSPENSE', 'RETURN_REJECTED']) {
      for (const credit of await wholeList(operations, `/v1/funds?state=${state}`, 'funds')) {
        const key = `${state}-${textAt(credit, 'id')}`;
        // Not all at once: some is dealt with by what comes later.
        if (sent.has(key) || !chance.likely(0.2)) continue;
        sent.add(key);
        const answer = await operations.post(`/v1/funds/${textAt(credit, 'id')}/return`, {}, key);
        const settled = textAt(answer.body, 'code') === 'FUNDS_NOT_IN_SUSPENSE';
        if (answer.status >= 400 && !settled) refused(`the return of ${key}`, answer.body);
        worked = true;
      }
    }
    return worked;
  };
}
