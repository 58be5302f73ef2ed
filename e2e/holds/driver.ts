import { type Answer, type Api, at, type Json, listAt, ok, textAt } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { throughTheGate } from '../story/floor.ts';
import type { Courier } from '../support/courier.ts';
import type { TestStage } from '../support/stage.ts';

/** Who makes a call, by the role that the hold names and the warehouse it is about. */
export function callerOf(cast: Cast, hold: Json, reader: Api): Api {
  switch (textAt(hold, 'clearedBy', 'by')) {
    case 'warehouse_operator': {
      const warehouse = textAt(hold, 'data', 'warehouseId');
      if (warehouse === 'NGB-BND-1') return cast.zoneOperator;
      return warehouse === 'PDX-OSW-1' ? cast.overseasOperator : cast.operator;
    }
    case 'operations':
      return cast.operations;
    case 'platform':
      return cast.platform;
    default:
      return reader;
  }
}

/** What a hold's call has to say that only its story knows: the goods counted, the document mended. */
export type Bodies = Readonly<Record<string, (hold: Json) => Json>>;

export interface Driver {
  /** Codes of the holds that were gone after the call that they named. */
  readonly cleared: ReadonlySet<string>;
  /**
   * Makes, for every order that stands still, the very call that its hold names; passes time where none can be made.
   * Throws where such a call is answered with an error.
   */
  driveUntil(done: () => Promise<boolean>): Promise<void>;
}

const keyOf = (hold: Json) => ['orderId', 'code', 'since'].map((name) => textAt(hold, name)).join('-');

/** Drives orders by nothing but what their holds say. */
export function createDriver(stage: TestStage, courier: Courier, readers: readonly Api[], bodies: Bodies): Driver {
  const { cast, time, suite } = stage;
  const cleared = new Set<string>();
  /** Holds whose call was made and which stand still. */
  const called = new Map<string, { readonly code: string; readonly by: Api }>();
  const passed = new Set<string>();

  async function deliverAll(path: string): Promise<boolean> {
    let delivered = false;
    while (courier.waiting().includes(path)) {
      await courier.deliver(path, suite.gatewayUrl);
      delivered = true;
    }
    return delivered;
  }

  /** Notes which of the calls that were made have cleared their holds by now. */
  async function look(reader: Api, standing: readonly Json[]): Promise<void> {
    for (const [key, { code, by }] of called) {
      if (by === reader && !standing.some((hold) => keyOf(hold) === key)) {
        cleared.add(code);
        called.delete(key);
      }
    }
  }

  /** True where the call could be made. */
  async function clear(reader: Api, hold: Json): Promise<boolean> {
    const [code, path] = [textAt(hold, 'code'), textAt(hold, 'clearedBy', 'path')];
    if (path.startsWith('/v1/inbound/')) {
      if (!courier.waiting().includes(path)) return false;
      await courier.deliver(path, suite.gatewayUrl);
    } else {
      // Once is enough; what it sets in motion may take its time.
      if (called.has(keyOf(hold))) return false;
      ok(await make(reader, hold, path, `${code}-${keyOf(hold)}`), `the call that ${keyOf(hold)} names, ${path}`);
    }
    called.set(keyOf(hold), { code, by: reader });
    return true;
  }

  async function make(reader: Api, hold: Json, path: string, key: string): Promise<Answer> {
    const caller = callerOf(cast, hold, reader);
    const body = bodies[textAt(hold, 'code')]?.(hold) ?? at(hold, 'clearedBy', 'body');
    if (textAt(hold, 'code') === 'AWAITING_PACKING') {
      ok(await caller.post(path.replace(/pack$/, 'pick'), {}, `pick-${key}`), 'the picking');
    }
    return textAt(hold, 'clearedBy', 'method') === 'PUT' ? caller.put(path, body, key) : caller.post(path, body, key);
  }

  return {
    cleared,
    async driveUntil(done) {
      for (let moves = 0; moves < 2_000; moves++) {
        await time.settle();
        if (await done()) return;
        // A hold is read at rest only: what was just set in motion may be about to clear it.
        const zone = await deliverAll('/v1/inbound/zone');
        if ((await throughTheGate(cast.zoneOperator, passed)) || zone) continue;
        await time.settle();
        let acted = false;
        for (const reader of readers) {
          const standing = listAt(ok(await reader.get('/v1/holds?limit=100'), 'the holds'), 'holds');
          await look(reader, standing);
          for (const hold of standing) acted = (await clear(reader, hold)) || acted;
        }
        // What nobody is held on has to arrive all the same: a closing of the list, a scan.
        if (!acted) for (const path of new Set(courier.waiting())) acted = (await deliverAll(path)) || acted;
        if (!acted) await time.step();
      }
      throw new Error('the holds could not all be cleared by their calls');
    },
  };
}
