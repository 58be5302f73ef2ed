import { catalogues } from '@portolan/contracts';
import type { Recorded } from '@portolan/engine';
import { describe, expect, it } from 'vitest';
import { filled, type ProtoField, protoMessages } from '../rig/protos.ts';
import { event } from '../rig/stand-ins.ts';
import { render, renderPayload } from './render.ts';
import { meantForOthers, shownTo } from './shown.ts';

const list = { goodsValue: { minor: 14205n, currency: 'USD' }, merchant: { code: '1', name: 'Hailun', country: 'CN' } };
const drafted = event(
  'DeclarationDrafted',
  { declarationId: 'd', orderId: 'o', list },
  { stream: 'merchant/declaration/d', service: 'customs' },
);

it('shows an owner all of its event', () => {
  expect(shownTo('merchant', drafted)).toMatchObject({ declarationId: 'd', list });
});

it('shows others what is meant for them, and nothing of an event that nobody meant for others', () => {
  expect(shownTo('operator', drafted)).toEqual({ declarationId: 'd', orderId: 'o' });
  const paid = event(
    'OrderPaid',
    { orderId: 'o', amount: { minor: 1n, currency: 'USD' } },
    { stream: 'merchant/order/o' },
  );
  expect(shownTo('operator', paid)).toEqual({});
});

const messages = protoMessages();
const types = Object.values(catalogues).flatMap(({ service, byName }) =>
  [...byName.values()].map(({ name, fullName }) => ({ service, name, fullName })),
);

/** Names of the messages that a field holds, however deep. */
function within(field: ProtoField, seen = new Set<string>()): ReadonlySet<string> {
  if (!seen.has(field.type)) {
    seen.add(field.type);
    for (const inner of messages.get(field.type) ?? []) within(inner, seen);
  }
  return seen;
}

describe('of every type of event', () => {
  const secret = ['Money', 'Sealed', 'Person', 'Party'].map((name) => `portolan.common.v1.${name}`);

  it.each(types)('$name others see no amount, no person and no party of a contract', ({ name, fullName }) => {
    const fields = messages.get(fullName) ?? [];
    for (const shown of meantForOthers[name as keyof typeof meantForOthers] ?? []) {
      const field = fields.find((one) => one.name === shown);
      expect(field, `${name} has no field ${shown}`).toBeDefined();
      if (field !== undefined)
        expect(
          secret.filter((one) => within(field).has(one)),
          shown,
        ).toEqual([]);
    }
  });

  it.each(types)('$name shows nobody what is sealed, not even its owner', ({ service, name, fullName }) => {
    const meta = { ...drafted.meta, service, fullType: fullName, tenant: 'owner' };
    const recorded = { type: name, data: filled(fullName, messages), meta } as Recorded;
    const seen = { owner: renderPayload(shownTo('owner', recorded)), other: renderPayload(shownTo('other', recorded)) };
    const whole = JSON.stringify(seen);
    expect(whole).not.toContain('canary');
    expect(whole).not.toContain('ciphertext');
    expect(whole).not.toContain(String(render(new Uint8Array([0xca, 0xfe, 0xba, 0xbe]))));
    expect(JSON.stringify(seen.other)).not.toMatch(/amount"|987/);
  });
});

it('reads the contracts as they are: every type of event, with its fields', () => {
  expect(types.filter(({ fullName }) => !messages.has(fullName))).toEqual([]);
  const terms = messages.get('portolan.orders.v1.OrderPlaced')?.find(({ name }) => name === 'terms');
  expect(terms?.type).toBe('portolan.orders.v1.OrderTerms');
  expect([...within(terms as ProtoField)]).toContain('portolan.common.v1.Money');
});
