import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import {
  type BopCommand,
  bop,
  type Content,
  type Correction,
  receiptDeclarationId,
  refundDeclarationId,
} from './bop.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const content: Content = {
  ...{ direction: 'BOP_DIRECTION_RECEIPT', amount: usd(10_000n), code: '122030', remark: '网购商品', refund: false },
  ...{ counterpartyCountry: '', originalId: '', prepayment: false, bonded: false, grossLines: [], fundsId: 'f1' },
  ...{ servicerReference: 'CR1', verificationSheet: false },
};
const drafted = (change: Partial<Content> = {}) => ({
  type: 'BopDeclarationDrafted' as const,
  data: { declarationId: 'd1', orderId: 'o1', orderNo: 'SO-1', content: { ...content, ...change }, dueAt: '' },
});
const same: Correction = { code: '', remark: '', counterpartyCountry: '', grossLines: [], reason: 'A slip' };
const correct = (change: Partial<Correction>): BopCommand => ({ type: 'CorrectBop', ...same, ...change });
const submit: BopCommand = { type: 'SubmitBop', codes: ['122030', '121010'] };
const of = { declarationId: 'd1', orderId: 'o1', version: 1 };
const submitted = { type: 'BopDeclarationSubmitted' as const, data: of };
const german = drafted({ counterpartyCountry: 'DE' });

describe('a declaration', () => {
  it('is drafted once', () => {
    const { data } = drafted();
    given(bop, [])
      .when({ type: 'DraftBop', ...data })
      .then([drafted()]);
    given(bop, [drafted()])
      .when({ type: 'DraftBop', ...data })
      .thenNothing();
    given(bop, []).when(submit).thenRefused('BOP_UNKNOWN');
  });

  it('goes to the authority when it is whole', () => {
    given(bop, [german]).when(submit).then([submitted]);
    given(bop, [german, submitted]).when(submit).thenNothing();
    given(bop, [drafted()]).when(submit).thenRefused('BOP_COUNTRY_MISSING');
    given(bop, [drafted({ counterpartyCountry: 'DE', code: '999111' })])
      .when(submit)
      .thenRefused('BOP_CODE_NOT_IN_FORCE');
    given(bop, [drafted({ counterpartyCountry: 'DE', remark: '' })])
      .when(submit)
      .thenRefused('BOP_REMARK_UNCLEAR');
  });

  it('of a refund says 退', () => {
    const refund = { counterpartyCountry: 'DE', refund: true, originalId: 'd0' };
    given(bop, [drafted(refund)])
      .when(submit)
      .thenRefused('BOP_REMARK_UNCLEAR');
    given(bop, [drafted({ ...refund, remark: '退款' })])
      .when(submit)
      .then([submitted]);
  });

  it('is answered once it is there', () => {
    const accept: BopCommand = { type: 'AcceptBop', number: '310000-1' };
    const reject: BopCommand = { type: 'RejectBop', reason: 'Wrong code' };
    const accepted = { type: 'BopDeclarationAccepted' as const, data: { ...of, number: '310000-1' } };
    const rejected = { type: 'BopDeclarationRejected' as const, data: { ...of, reason: 'Wrong code' } };
    given(bop, [german]).when(accept).thenRefused('BOP_NOT_SUBMITTED');
    given(bop, [german]).when(reject).thenRefused('BOP_NOT_SUBMITTED');
    given(bop, [german, submitted]).when(accept).then([accepted]);
    given(bop, [german, submitted]).when(reject).then([rejected]);
    given(bop, [german, submitted]).when({ type: 'AcceptBop', number: '' }).thenRefused('BOP_ANSWER_INCOMPLETE');
    given(bop, [german, submitted]).when({ type: 'RejectBop', reason: '' }).thenRefused('BOP_ANSWER_INCOMPLETE');
    given(bop, [german, submitted, accepted]).when(accept).thenNothing();
    given(bop, [german, submitted, rejected]).when(reject).thenNothing();
    given(bop, [german, submitted, rejected]).when(submit).thenRefused('BOP_ANSWERED');
  });
});

describe('a correction', () => {
  it('is a new version, and goes to the authority again', () => {
    const { decision } = given(bop, [drafted()]).when(correct({ counterpartyCountry: 'DE', bonded: true }));
    expect(decision).toMatchObject([
      {
        type: 'BopDeclarationCorrected',
        data: { version: 2, content: { counterpartyCountry: 'DE', bonded: true, code: '122030' } },
      },
    ]);
    const rejected = { type: 'BopDeclarationRejected' as const, data: { ...of, reason: 'Wrong code' } };
    const corrected = {
      type: 'BopDeclarationCorrected' as const,
      data: { ...of, version: 2, reason: '', content: { ...content, code: '121010', counterpartyCountry: 'DE' } },
    };
    const history = [german, submitted, rejected, corrected];
    expect(given(bop, history).state).toMatchObject({ status: 'CORRECTED', version: 2 });
    given(bop, history)
      .when(submit)
      .then([{ ...submitted, data: { ...of, version: 2 } }]);
  });

  it('is none while the authority has it, nor of what cannot be', () => {
    given(bop, [german, submitted])
      .when(correct({ code: '121010' }))
      .thenRefused('BOP_WITH_AUTHORITY');
    given(bop, [german])
      .when(correct({ code: '12A' }))
      .thenRefused('BOP_CODE_INVALID');
  });

  it('restores the gross figures: goods less what was netted off is what came', () => {
    const goods = { kind: 'GOODS', amount: usd(12_000n) };
    const storage = { kind: 'WAREHOUSING', amount: usd(2_000n) };
    given(bop, [german])
      .when(correct({ grossLines: [goods] }))
      .thenRefused('BOP_LINES_DIFFER');
    given(bop, [german])
      .when(correct({ grossLines: [goods, { ...storage, amount: money(2_000n, 'EUR') }] }))
      .thenRefused('BOP_LINES_DIFFER');
    const { decision } = given(bop, [german]).when(correct({ grossLines: [goods, storage] }));
    expect(decision).toMatchObject([{ data: { content: { grossLines: [goods, storage], amount: usd(10_000n) } } }]);
  });
});

it('a receipt and each of its refunds are declared apart', () => {
  const ids = [
    receiptDeclarationId('m', 'f'),
    refundDeclarationId('m', 'f', usd(5n)),
    refundDeclarationId('m', 'f', usd(0n)),
  ];
  expect(new Set(ids).size).toBe(3);
});
