import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buyer, papers, person } from '../rig/bonded.ts';
import * as exports from '../rig/story.ts';
import { cebMessage, personIn, type QueuedMessage, type Transfer } from './ceb-write.ts';

const transfer: Transfer = {
  copCode: '4403180A21',
  copName: '深圳罗盘报关有限公司',
  dxpId: 'DXPENTPORTOLAN01',
  wrapType: '2',
};
const cancellation = { copNo: 'cancel-1', reason: 'called off', invtNo: '31052026I000000001' };
const contents = { papers, cancellation };
const queued = (kind: QueuedMessage['kind'], appType = '1'): QueuedMessage => ({
  ...{ declarationId: 'declaration-1', kind, copMsgId: 'message-1', appTime: '20260302090000', appType },
  guid: '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11',
});
const kinds = ['CEB311', 'CEB411', 'CEB511', 'CEB621', 'CEB623'] as const;

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name.toLowerCase()}.xml`, import.meta.url), 'utf8').replaceAll('\n', '');
}

describe('writing import messages', () => {
  test.each(kinds)('%s is the message written by hand', (name) => {
    const kind = `MESSAGE_KIND_${name}` as const;
    expect(cebMessage(queued(kind), contents, transfer, person)).toBe(fixture(name));
  });
  test.each(kinds)('%s names a person, who is opened for it alone', (name) => {
    const kind = `MESSAGE_KIND_${name}` as const;
    expect(personIn(kind, papers)).toBe(buyer);
    expect(() => cebMessage(queued(kind), contents, transfer)).toThrow('names a person');
  });
  test.each(['CEB303', 'CEB403', 'CEB505', 'CEB603', 'CEB605'] as const)('%s names nobody', (name) =>
    expect(personIn(`MESSAGE_KIND_${name}`, papers)).toBeUndefined(),
  );
  test('a change says so', () =>
    expect(cebMessage(queued('MESSAGE_KIND_CEB621', '2'), contents, transfer, person)).toContain(
      '<ceb:appType>2</ceb:appType>',
    ));
  test('freight in another currency stays out of the waybill: it knows the yuan alone', () => {
    const waybill = { ...papers.waybill, freight: { minor: 850n, currency: 'USD' } };
    const abroad = { ...contents, papers: { ...papers, waybill } };
    expect(cebMessage(queued('MESSAGE_KIND_CEB511'), abroad, transfer, person)).not.toContain('<ceb:freight>');
  });
  test('papers of an export cannot be told as an import', () => {
    const wrong = { papers: exports.papers, cancellation };
    expect(() => cebMessage(queued('MESSAGE_KIND_CEB311'), wrong, transfer, person)).toThrow('import part');
    expect(() => cebMessage(queued('MESSAGE_KIND_CEB411'), wrong, transfer, person)).toThrow('without a payment');
    expect(() => cebMessage(queued('MESSAGE_KIND_CEB621'), wrong, transfer, person)).toThrow('no import');
    expect(() => cebMessage(queued('MESSAGE_KIND_CEB403'), contents, transfer)).toThrow('without a receipt');
    expect(() => cebMessage(queued('MESSAGE_KIND_UNSPECIFIED'), contents, transfer)).toThrow('can be built');
  });
});

describe('writing what goes out otherwise', () => {
  const abroad = { papers: exports.papers, cancellation };
  test('CEB605 asks for the list by its number', () =>
    expect(cebMessage(queued('MESSAGE_KIND_CEB605'), abroad, transfer)).toBe(fixture('CEB605')));
  test('a booking for an overseas warehouse is an order of type W', () => {
    const list = { ...exports.papers.list, tradeMode: '9810' };
    const booked = { papers: { ...exports.papers, list }, cancellation };
    expect(cebMessage(queued('MESSAGE_KIND_CEB303'), booked, transfer)).toContain('<ceb:orderType>W</ceb:orderType>');
    expect(cebMessage(queued('MESSAGE_KIND_CEB303'), abroad, transfer)).toContain('<ceb:orderType>E</ceb:orderType>');
  });
});
