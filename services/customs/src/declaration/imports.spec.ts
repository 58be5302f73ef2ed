import type { Complete } from '@portolan/contracts';
import type { TaxNotice } from '@portolan/contracts/customs/v1/types';
import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { papers, yuan } from '../rig/bonded.ts';
import * as exports from '../rig/story.ts';
import { type DeclarationCommand, type DeclarationEvent, declaration } from './declaration.ts';
import { kindsOf, queued } from './state.ts';

const declarationId = 'declaration-1';
const orderId = 'order-1';
const at = facts().at;
const drafted: DeclarationEvent = { type: 'DeclarationDrafted', data: { declarationId, orderId, ...papers } };
const returnTime = {
  ...{ instant: '2026-04-05T01:00:00.000Z', original: '20260405090000000', offset: '+08:00' },
  zoneSource: 'ZONE_SOURCE_INFERRED' as const,
};
const named = { invtNo: '31052026I000000001', taxNo: 'T1', entryDutyNo: '', returnTime, lines: [] };
const generated: Complete<TaxNotice> = {
  ...{ ...named, status: '1', duty: yuan(0n), valueAddedTax: yuan(4_987n), consumptionTax: yuan(0n) },
};
const aggregated: Complete<TaxNotice> = { ...named, status: '2' };
const voided: Complete<TaxNotice> = { ...named, status: '3' };
const notice = (of: Complete<TaxNotice>): DeclarationCommand => ({ type: 'RecordNotice', declarationId, notice: of });
const bill = (of = generated, differs = false): DeclarationEvent => ({
  type: 'TaxBillGenerated',
  data: { declarationId, orderId, notice: of, differs },
});
const due: DeclarationEvent = {
  type: 'TaxBillAggregated',
  data: { declarationId, orderId, taxNo: 'T1', amount: yuan(4_987n) },
};
const kept: DeclarationEvent = { type: 'TaxNoticeKept', data: { declarationId, orderId, notice: aggregated } };
const gone: DeclarationEvent = { type: 'TaxBillVoided', data: { declarationId, orderId, taxNo: 'T1' } };

describe('messages by mode', () => {
  test('a bonded import sends order, payment and waybill of its own family', () =>
    given(declaration, [])
      .when({ type: 'Draft', declarationId, orderId, papers })
      .then([
        drafted,
        queued(declarationId, 'MESSAGE_KIND_CEB311', at),
        queued(declarationId, 'MESSAGE_KIND_CEB411', at),
        queued(declarationId, 'MESSAGE_KIND_CEB511', at),
      ]));
  test('a booking for an overseas warehouse sends no receipt', () => {
    const { receipt: _receipt, list, ...others } = exports.papers;
    const booked = { ...others, list: { ...list, tradeMode: '9810' } };
    expect(kindsOf(booked).documents).toEqual(['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB505']);
  });
  test('an import list is released by 800, not by 399', () => {
    const list = [drafted, queued(declarationId, 'MESSAGE_KIND_CEB621', at)];
    const told = (status: string): DeclarationCommand => ({
      type: 'RecordReply',
      declarationId,
      reply: {
        ...{ answers: 'MESSAGE_KIND_CEB621', guid: '', ownerCode: 'A', key: declarationId, preNo: 'B1', info: '' },
        ...{ invtNo: named.invtNo, status, returnTime },
      },
    });
    expect(given(declaration, list).when(told('399')).decision).toHaveLength(1);
    expect(given(declaration, list).when(told('800')).decision).toMatchObject([{}, { type: 'DeclarationReleased' }]);
    expect(given(declaration, list).when(told('501')).decision).toMatchObject([{}, { type: 'DeclarationUnderReview' }]);
    expect(given(declaration, list).when(told('700')).decision).toMatchObject([{}, { type: 'DeclarationReturned' }]);
  });
});

describe('tax bills', () => {
  test('what customs bills is what was assessed', () =>
    given(declaration, [drafted]).when(notice(generated)).then([bill()]));
  test('one cent more is told', () => {
    const more = { ...generated, valueAddedTax: yuan(4_988n) };
    given(declaration, [drafted])
      .when(notice(more))
      .then([bill(more, true)]);
  });
  test('the same total made up otherwise is told as well', () => {
    const other = { ...generated, valueAddedTax: yuan(0n), consumptionTax: yuan(4_987n) };
    given(declaration, [drafted])
      .when(notice(other))
      .then([bill(other, true)]);
  });
  test('the same bill again is nothing new', () =>
    given(declaration, [drafted, bill()]).when(notice(generated)).thenNothing());
  test('aggregated it is due, once', () => {
    given(declaration, [drafted, bill()]).when(notice(aggregated)).then([due]);
    given(declaration, [drafted, bill(), due]).when(notice(aggregated)).thenNothing();
  });
  test('a void bill stays void', () => {
    given(declaration, [drafted, bill()]).when(notice(voided)).then([gone]);
    given(declaration, [drafted, bill(), gone]).when(notice(aggregated)).thenNothing();
    given(declaration, [drafted, bill(), due]).when(notice(voided)).then([gone]);
  });
  test('a notice that overtakes its bill waits for it, and is kept once', () => {
    given(declaration, [drafted]).when(notice(aggregated)).then([kept]);
    given(declaration, [drafted, kept]).when(notice(aggregated)).thenNothing();
    given(declaration, [drafted, kept]).when(notice(generated)).then([bill(), due]);
  });
  test('an 816 that says aggregated at once does both', () => {
    const both = { ...generated, status: '2' };
    given(declaration, [drafted])
      .when(notice(both))
      .then([bill(both), due]);
  });
  test('a bill of another number is a bill of its own', () => {
    const second = { ...generated, taxNo: 'T2' };
    given(declaration, [drafted, bill(), gone])
      .when(notice(second))
      .then([bill(second)]);
  });
  test('where nothing was assessed every bill differs', () => {
    const { tax: _tax, ...untaxed } = papers;
    const event: DeclarationEvent = { type: 'DeclarationDrafted', data: { declarationId, orderId, ...untaxed } };
    given(declaration, [event])
      .when(notice(generated))
      .then([bill(generated, true)]);
  });
});
