import { money } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { uetrOf } from '../payout/references.ts';
import { camt029, camt056 } from './camt056.ts';
import { readBankMessage, readValidMessage } from './read-bank-message.ts';
import { schemaFlaws } from './schemas.ts';

const us = { name: 'Portolan', cnaps: '105584000021' };
const amount = money(898_310n, 'CNY');
const recall = {
  ...{ recallId: 'C1', createdAt: '2026-03-02T01:00:00.000Z', messageId: 'M1', endToEndId: 'E1', amount },
  ...{ uetr: uetrOf('p', 1), executionDate: '2026-03-02', reason: 'CUST' },
};
const reply = {
  ...{
    answerId: 'P1',
    createdAt: '2026-03-02T01:00:00.000Z',
    recallId: 'C9',
    endToEndId: 'E9',
    status: 'PDCR' as const,
  },
};
const bytes = (text: string) => new TextEncoder().encode(text);
const document = (type: string, content: string) =>
  bytes(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${type}">${content}</Document>`);
const flawsOf = (body: Uint8Array) => {
  const reading = readBankMessage(body);
  return 'flaws' in reading ? reading.flaws.map(({ field, reason }) => `${field} ${reason}`).join('; ') : '';
};

describe('a camt.056', () => {
  it('fits the genuine schema, and says what is asked back', () => {
    const xml = camt056(recall, us);
    expect(schemaFlaws('camt.056.001.12', xml)).toEqual([]);
    expect(readValidMessage(bytes(xml))).toMatchObject({
      kind: 'camt.056.001.12',
      recallRequests: [{ recallId: 'C1', originalEndToEndId: 'E1', originalUetr: recall.uetr, amount, reason: 'CUST' }],
    });
  });

  it.each([
    ['no transaction', '<FIToFIPmtCxlReq/>', 'Undrlyg/TxInf is missing'],
    ['no amount', '<FIToFIPmtCxlReq><Undrlyg><TxInf/></Undrlyg></FIToFIPmtCxlReq>', 'OrgnlIntrBkSttlmAmt'],
  ])('with %s is refused', (_, content, flaw) => {
    expect(flawsOf(document('camt.056.001.12', content))).toContain(flaw);
  });
});

describe('a camt.029', () => {
  it('fits the genuine schema', () => {
    const xml = camt029(reply, us);
    expect(schemaFlaws('camt.029.001.14', xml)).toEqual([]);
    expect(readValidMessage(bytes(xml))).toMatchObject({
      recallAnswers: [{ recallId: 'C9', originalEndToEndId: 'E9', status: 'PDCR' }],
    });
  });

  const answered = (transaction: string, whole = 'CNCL') =>
    document(
      'camt.029.001.14',
      `<RsltnOfInvstgtn><Sts><Conf>${whole}</Conf></Sts><CxlDtls><TxInfAndSts>${transaction}</TxInfAndSts></CxlDtls>` +
        '</RsltnOfInvstgtn>',
    );
  it.each([
    ['<OrgnlEndToEndId>E</OrgnlEndToEndId><TxCxlSts>ACCR</TxCxlSts>', 'CNCL'],
    ['<OrgnlEndToEndId>E</OrgnlEndToEndId><TxCxlSts>RJCR</TxCxlSts>', 'RJCR'],
    ['<OrgnlEndToEndId>E</OrgnlEndToEndId>', 'CNCL'],
  ])('tells of each transaction what became of its recall: %s', (transaction, status) => {
    expect(readBankMessage(answered(transaction))).toMatchObject({ recallAnswers: [{ status }] });
  });

  it.each([
    [answered('<TxCxlSts>ACCR</TxCxlSts>'), 'OrgnlEndToEndId is missing'],
    [answered('<OrgnlEndToEndId>E</OrgnlEndToEndId>', 'IPAY'), 'TxCxlSts is none of'],
    [document('camt.029.001.14', '<RsltnOfInvstgtn/>'), 'CxlDtls names no transaction'],
  ])('is refused where it does not say it', (body, flaw) => {
    expect(flawsOf(body)).toContain(flaw);
  });
});
