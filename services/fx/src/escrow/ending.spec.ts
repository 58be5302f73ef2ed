import { fold, isRefusal } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextEarly } from './early-funds.ts';
import { type EscrowCommand, type EscrowEvent, escrow } from './escrow.ts';
import { isOver } from './state.ts';

const cny = (minor: bigint) => money(minor, 'CNY');
const amount = cny(58_787n);
const tax = cny(4_987n);
const ids = { escrowId: 'e', orderId: 'o' };
const named = { orderId: 'o', orderNo: 'NB-1' };
const opened = {
  type: 'EscrowOpened' as const,
  data: { ...ids, orderNo: 'NB-1', amount, commission: '0.015', tax, due: '2026-03-05T01:00:00.000Z' },
};
const bank = { fundsId: 'f', amount, servicerReference: 'CR1', bookedAt: '2026-03-02T00:10:00.000Z' };
const funded = { type: 'EscrowFunded' as const, data: { ...ids, ...bank } };
const endsAt = '2026-03-12T09:30:00.000Z';
const inspecting = { type: 'InspectionStarted' as const, data: { ...ids, endsAt } };
const decided = { type: 'ReleaseDecided' as const, data: { ...ids, amount, reason: 'ACCEPTED' } };
const cancelled = { type: 'EscrowCancelled' as const, data: { ...ids, orderNo: 'NB-1', reason: 'BUYER' } };
const disputed = { type: 'EscrowDisputed' as const, data: { ...ids, amount: cny(10_000n), reason: 'WRONG_COLOUR' } };
const refunded = (given: bigint, left: bigint) => ({
  type: 'EscrowRefunded' as const,
  data: { ...ids, amount: cny(given), left: cny(left), reason: 'RETURN', fundsId: 'f' },
});
const part = refunded(10_000n, 48_787n);
const whole = refunded(58_787n, 0n);
const delivered = [opened, funded, inspecting];

const refund = (asked?: bigint, reason = 'RETURN'): EscrowCommand => ({
  ...{ type: 'RefundEscrow', ...named, reason },
  ...(asked === undefined ? {} : { amount: cny(asked) }),
});
const dispute = { type: 'OpenDispute', ...named, amount: cny(10_000n), reason: 'WRONG_COLOUR' } as const;
const accept = { type: 'AcceptEscrow', ...named } as const;
const end = { type: 'EndInspection', orderNo: 'NB-1' } as const;
const record = { type: 'RecordRelease', orderNo: 'NB-1' } as const;
const inspect = { type: 'StartInspection', ...named, deliveredAt: '2026-03-09T10:30:00+01:00', days: 3 } as const;
const after = facts(endsAt);

describe('an escrow with tax', () => {
  const open = { type: 'OpenEscrow', ...ids, orderNo: 'NB-1', amount, commission: '0.015', paymentHours: 72 } as const;

  it('knows its tax from the beginning', () => {
    given(escrow, [])
      .when({ ...open, tax })
      .then([opened]);
    given(escrow, [opened])
      .when({ ...open, tax })
      .thenNothing();
    given(escrow, [opened]).when(open).thenRefused('ESCROW_EXISTS');
    const { tax: _, ...without } = opened.data;
    given(escrow, [])
      .when({ ...open, tax: cny(0n) })
      .then([{ ...opened, data: without }]);
  });

  it.each([cny(-1n), amount, money(1n, 'USD')])('withholds no %o', (wrong) => {
    given(escrow, [])
      .when({ ...open, tax: wrong })
      .thenRefused('ESCROW_TAX_INVALID');
  });

  it('takes commission on what is not tax, and withholds the tax', () => {
    // 1.5 % of 538.00 = 8.07
    const data = { ...ids, amount, fee: cny(807n), net: cny(52_993n), tax };
    given(escrow, [...delivered, decided])
      .when(record)
      .then([{ type: 'EscrowReleased', data }]);
  });

  it('releases what a refund left over: the tax is still withheld, the commission is on the rest', () => {
    // 1.5 % of 438.00 = 6.57
    const data = { ...ids, amount: cny(48_787n), fee: cny(657n), net: cny(43_143n), tax };
    given(escrow, [...delivered, part, decided])
      .when(record)
      .then([{ type: 'EscrowReleased', data }]);
  });

  it('gives the tax to the merchant where customs made its bill void, once', () => {
    const released: EscrowEvent[] = [...delivered, decided];
    const over: EscrowEvent[] = [
      ...released,
      { type: 'EscrowReleased', data: { ...ids, amount, fee: cny(807n), net: cny(52_993n), tax } },
    ];
    const give = { type: 'GiveTaxBack', ...named } as const;
    const givenBack: EscrowEvent = { type: 'TaxGivenBack', data: { ...ids, amount: tax } };
    given(escrow, over).when(give).then([givenBack]);
    given(escrow, [...over, givenBack])
      .when(give)
      .thenNothing();
    given(escrow, released).when(give).thenRefused('ESCROW_NOT_DELIVERED');
    given(escrow, over)
      .when({ ...give, orderId: 'other' })
      .thenRefused('ESCROW_UNKNOWN');
  });

  it('is all tax where less than the tax is left', () => {
    const data = { ...ids, amount: cny(100n), fee: cny(0n), net: cny(0n), tax: cny(100n) };
    given(escrow, [...delivered, refunded(58_687n, 100n), decided])
      .when(record)
      .then([{ type: 'EscrowReleased', data }]);
  });
});

describe('an escrow that was never funded', () => {
  it('is cancelled by a refund, once; for another order it is not', () => {
    given(escrow, [opened]).when(refund(undefined, 'BUYER')).then([cancelled]);
    given(escrow, [opened, cancelled]).when(refund()).thenNothing();
    given(escrow, [opened])
      .when({ type: 'RefundEscrow', orderId: 'other', orderNo: 'NB-1', reason: '' })
      .thenRefused('ESCROW_UNKNOWN');
  });

  it('is not cancelled while the right money is on its way in', () => {
    const waiting = { type: 'FundsSetAside' as const, data: { escrowId: 'e', orderNo: 'NB-1', ...bank } };
    given(escrow, [waiting, opened]).when(refund()).thenRefused('ESCROW_FUNDS_WAITING');
    // Asked again under the same id, it is decided anew: a refusal that was written down would stay for ever.
    expect(escrow.passing).toContain('ESCROW_FUNDS_WAITING');
    const little = { ...waiting, data: { ...waiting.data, amount: cny(1n) } };
    given(escrow, [little, opened]).when(refund(undefined, 'BUYER')).then([cancelled]);
  });

  it('takes nothing any more when it is cancelled: what comes is set aside, and goes back', () => {
    const over: EscrowEvent[] = [opened, cancelled];
    given(escrow, over)
      .when({ type: 'FundEscrow', orderNo: 'NB-1', ...bank })
      .thenRefused('ESCROW_CANCELLED');
    for (const command of [inspect, dispute, accept, end]) {
      given(escrow, over).when(command).thenRefused('ESCROW_CANCELLED');
    }
    const setAside = { type: 'SetFundsAside', escrowId: 'e', orderNo: 'NB-1', ...bank, amount: cny(1n) } as const;
    const { type: _, ...data } = setAside;
    given(escrow, over)
      .when(setAside)
      .then([{ type: 'FundsSetAside', data }]);
    const { state } = given(escrow, [...over, { type: 'FundsSetAside', data }]);
    expect(nextEarly(state)).toMatchObject({ take: false, reason: 'ESCROW_CANCELLED' });
  });
});

describe('a second payment', () => {
  const second = { ...bank, fundsId: 'second' };
  const data = { escrowId: 'e', orderNo: 'NB-1', ...second };
  const noted: EscrowEvent = { type: 'FundsSetAside', data };
  const passed: EscrowEvent = {
    type: 'FundsPassedOver',
    data: { ...ids, orderNo: 'NB-1', fundsId: 'second', amount: second.amount, reason: 'ESCROW_ALREADY_FUNDED' },
  };
  const over: EscrowEvent[] = [
    ...delivered,
    decided,
    { type: 'EscrowReleased', data: { ...ids, amount, fee: cny(807n), net: cny(52_993n), tax } },
  ];

  it('is noted whenever it comes, once; what funded the escrow is none', () => {
    for (const history of [delivered, over]) {
      given(escrow, history)
        .when({ type: 'SetFundsAside', ...data })
        .then([noted]);
      given(escrow, [...history, noted])
        .when({ type: 'SetFundsAside', ...data })
        .thenNothing();
      given(escrow, [...history, noted, passed])
        .when({ type: 'SetFundsAside', ...data })
        .thenNothing();
      given(escrow, history)
        .when({ type: 'SetFundsAside', escrowId: 'e', orderNo: 'NB-1', ...bank })
        .thenNothing();
    }
  });

  it('stays in mind until the escrow is over, however it ends', () => {
    const waiting = given(escrow, [...delivered, noted, passed]).state;
    expect(waiting.spare).toEqual(['second']);
    expect(isOver(waiting)).toBe(false);
    expect(isOver(given(escrow, over).state)).toBe(true);
    expect(isOver(given(escrow, [...delivered, refunded(amount.minor, 0n)]).state)).toBe(true);
  });
});

describe('a dispute', () => {
  it('freezes the release, whatever the clock says', () => {
    given(escrow, delivered).when(dispute).then([disputed]);
    given(escrow, [...delivered, disputed])
      .when(dispute)
      .thenNothing();
    given(escrow, [...delivered, disputed])
      .when(end, after)
      .thenRefused('ESCROW_DISPUTED', { orderNo: 'NB-1' });
    given(escrow, [...delivered, disputed])
      .when(accept)
      .thenRefused('ESCROW_DISPUTED');
    const ended = { ...decided, data: { ...decided.data, amount: cny(48_787n), reason: 'INSPECTION_ENDED' } };
    given(escrow, [...delivered, disputed, part])
      .when(end, after)
      .then([ended]);
  });

  it('is about money that is held', () => {
    given(escrow, [opened]).when(dispute).thenRefused('ESCROW_NOT_FUNDED');
    given(escrow, [...delivered, decided])
      .when(dispute)
      .thenRefused('ESCROW_RELEASED');
    given(escrow, [opened, funded, whole]).when(dispute).thenRefused('ESCROW_REFUNDED');
    given(escrow, delivered)
      .when({ ...dispute, amount: cny(58_788n) })
      .thenRefused('ESCROW_REFUND_INVALID');
    given(escrow, delivered)
      .when({ ...dispute, orderId: 'other' })
      .thenRefused('ESCROW_UNKNOWN');
  });
});

describe('a refund', () => {
  it.each([
    ['before delivery', [opened, funded]],
    ['in inspection', delivered],
    ['in dispute', [...delivered, disputed]],
  ])('is partial or whole %s', (_, history: readonly EscrowEvent[]) => {
    given(escrow, history).when(refund(10_000n)).then([part]);
    given(escrow, history).when(refund()).then([whole]);
    given(escrow, history).when(refund(58_787n)).then([whole]);
    given(escrow, [...history, part])
      .when(refund())
      .then([refunded(48_787n, 0n)]);
  });

  it.each([0n, -1n, 58_788n])('is not of %d', (asked) => {
    given(escrow, delivered)
      .when(refund(asked))
      .thenRefused('ESCROW_REFUND_INVALID', {
        orderNo: 'NB-1',
        amount: `CNY ${asked === 0n ? '0.00' : asked < 0n ? '-0.01' : '587.88'}`,
        left: 'CNY 587.87',
      });
  });

  it('is owed in the currency that was paid', () => {
    given(escrow, delivered)
      .when({ type: 'RefundEscrow', ...named, amount: money(1n, 'USD'), reason: '' })
      .thenRefused('ESCROW_REFUND_CURRENCY', { orderNo: 'NB-1', currency: 'USD', paid: 'CNY' });
  });

  it('comes too late for what is released, and ends what is refunded', () => {
    given(escrow, [...delivered, decided])
      .when(refund())
      .thenRefused('ESCROW_RELEASED');
    given(escrow, [opened, funded, whole]).when(refund()).thenNothing();
    given(escrow, [opened, funded, whole]).when(refund(1n)).thenRefused('ESCROW_REFUNDED');
    for (const command of [inspect, accept, end]) {
      given(escrow, [opened, funded, whole]).when(command, after).thenRefused('ESCROW_REFUNDED');
    }
  });
});

describe('a buyer who is content', () => {
  it('releases at once what is left', () => {
    given(escrow, delivered).when(accept).then([decided]);
    given(escrow, [...delivered, decided])
      .when(accept)
      .thenNothing();
    given(escrow, [...delivered, part])
      .when(accept)
      .then([{ ...decided, data: { ...decided.data, amount: cny(48_787n) } }]);
  });

  it('has got the goods, and is the buyer of this order', () => {
    given(escrow, [opened]).when(accept).thenRefused('ESCROW_NOT_FUNDED');
    given(escrow, [opened, funded]).when(accept).thenRefused('ESCROW_NOT_DELIVERED');
    given(escrow, delivered)
      .when({ ...accept, orderId: 'other' })
      .thenRefused('ESCROW_UNKNOWN');
  });
});

describe('whatever is asked, in whatever order', () => {
  const command: fc.Arbitrary<EscrowCommand> = fc.oneof(
    fc.constantFrom<EscrowCommand>(dispute, accept, end, record, inspect, refund()),
    fc.bigInt({ min: -10n, max: 60_000n }).map((asked) => refund(asked)),
  );

  it('what went back and what was released is never more than what was paid, and what is left is known', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let state = fold(escrow, escrow.initial, [opened, funded]);
        let out = 0n;
        for (const next of commands) {
          const decision = escrow.decide(next, state, after);
          if (isRefusal(decision)) continue;
          for (const event of decision) {
            if (event.type === 'EscrowRefunded') {
              out += event.data.amount.minor;
              expect(event.data.left.minor).toBe(amount.minor - out);
            }
            if (event.type !== 'EscrowReleased') continue;
            const { fee, net, tax: withheld, amount: all } = event.data;
            expect(fee.minor + net.minor + (withheld?.minor ?? 0n)).toBe(all.minor);
            out += all.minor;
            expect(out).toBe(amount.minor);
          }
          state = fold(escrow, state, decision);
          expect(out).toBeLessThanOrEqual(amount.minor);
        }
      }),
    );
  });
});
