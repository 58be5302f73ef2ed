import { money } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { readBankMessage } from './read-bank-message.ts';
import { schemaFlaws } from './schemas.ts';

const uetr = '9a8b7c6d-1234-4abc-8def-0123456789ab';
const document = (type: string, content: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${type}">${content}</Document>`;
const read = (xml: string) => readBankMessage(new TextEncoder().encode(xml));
const flawsOf = (xml: string) => {
  const reading = read(xml);
  return 'flaws' in reading ? reading.flaws.map(({ field, reason }) => `${field} ${reason}`).join('; ') : '';
};

describe('a pacs.004', () => {
  const returned = (transaction: string) =>
    document(
      'pacs.004.001.09',
      `<PmtRtr><GrpHdr><MsgId>R</MsgId></GrpHdr><OrgnlGrpInf><OrgnlMsgId>M1</OrgnlMsgId></OrgnlGrpInf>` +
        `<TxInf>${transaction}</TxInf></PmtRtr>`,
    );
  const amount = '<RtrdIntrBkSttlmAmt Ccy="USD">10.50</RtrdIntrBkSttlmAmt>';

  it('tells what comes back and why', () => {
    const xml = returned(
      `<RtrId>R1</RtrId><OrgnlEndToEndId>E1</OrgnlEndToEndId><OrgnlUETR>${uetr}</OrgnlUETR>${amount}` +
        '<RtrRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrRsnInf>',
    );
    expect(read(xml)).toMatchObject({
      returns: [
        {
          ...{ originalMessageId: 'M1', originalEndToEndId: 'E1', originalUetr: uetr, returnId: 'R1' },
          ...{ amount: money(1_050n, 'USD'), info: { reason: 'AC04', additionalInformation: 'closed' } },
        },
      ],
    });
  });

  it.each([
    ['no transaction named', returned(amount), 'OrgnlEndToEndId is missing'],
    [
      'a decimal comma',
      returned(`<OrgnlEndToEndId>E</OrgnlEndToEndId>${amount.replace('.', ',')}`),
      'is not a decimal',
    ],
    ['no transaction', document('pacs.004.001.11', '<PmtRtr/>'), 'TxInf is missing'],
  ])('with %s is refused', (_, xml, flaw) => {
    expect(flawsOf(xml)).toContain(flaw);
  });
});

describe('a pacs.002', () => {
  const report = (transaction: string) =>
    document('pacs.002.001.10', `<FIToFIPmtStsRpt><TxInfAndSts>${transaction}</TxInfAndSts></FIToFIPmtStsRpt>`);

  it('tells a status as a pain.002 does', () => {
    const xml = report(
      '<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>',
    );
    expect(read(xml)).toMatchObject({ statuses: [{ endToEndId: 'E1', status: 'RJCT', reason: 'AC04' }] });
  });

  it.each([
    [report('<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>OKAY</TxSts>'), 'is no payment status'],
    [report('<TxSts>ACSC</TxSts>'), 'OrgnlEndToEndId is missing'],
    [document('pacs.002.001.12', '<FIToFIPmtStsRpt/>'), 'TxInfAndSts is missing'],
  ])('is refused where it does not', (xml, flaw) => {
    expect(flawsOf(xml)).toContain(flaw);
  });
});

describe('a pacs.008', () => {
  const agent = (bic: string) => `<FinInstnId><BICFI>${bic}</BICFI></FinInstnId>`;
  const transfer = (settled: string, instructed: string, charges = '', bearer = 'SHAR', count = '1') =>
    document(
      'pacs.008.001.08',
      `<FIToFICstmrCdtTrf><GrpHdr><MsgId>P1</MsgId><CreDtTm>2026-03-02T00:00:00Z</CreDtTm><NbOfTxs>${count}</NbOfTxs>` +
        '<SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr>' +
        `<CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId><UETR>${uetr}</UETR></PmtId>` +
        `<IntrBkSttlmAmt Ccy="USD">${settled}</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-02</IntrBkSttlmDt>${instructed}` +
        `<ChrgBr>${bearer}</ChrgBr>${charges}<Dbtr><Nm>Ann</Nm></Dbtr><DbtrAgt>${agent('DEUTDEFF')}</DbtrAgt>` +
        `<CdtrAgt>${agent('BKCHCNBJ')}</CdtrAgt><Cdtr><Nm>Portolan</Nm></Cdtr>` +
        '<CdtrAcct><Id><Othr><Id>CN-COLL-USD-0001</Id></Othr></Id></CdtrAcct></CdtTrfTxInf></FIToFICstmrCdtTrf>',
    );
  const euros = '<InstdAmt Ccy="EUR">100.00</InstdAmt><XchgRate>1.0850</XchgRate>';
  const charge = `<ChrgsInf><Amt Ccy="USD">5.00</Amt><Agt>${agent('DEUTDEFF')}</Agt></ChrgsInf>`;

  it('tells what is on its way, what was instructed and what was taken', () => {
    const xml = transfer('103.50', euros, charge);
    expect(schemaFlaws('pacs.008.001.08', xml)).toEqual([]);
    expect(read(xml)).toMatchObject({
      transfers: [
        {
          ...{ messageId: 'P1', endToEndId: 'E1', uetr, settled: money(10_350n, 'USD'), settlementDate: '2026-03-02' },
          ...{ instructed: money(10_000n, 'EUR'), exchangeRate: '1.0850', chargeBearer: 'SHAR' },
          ...{ charges: { taken: [{ amount: money(500n, 'USD'), agent: 'DEUTDEFF', bearer: '' }] } },
          creditorAccount: 'CN-COLL-USD-0001',
        },
      ],
    });
  });

  it.each([
    [
      'a settled amount that does not follow',
      transfer('104.00', euros, charge),
      'is not InstdAmt × XchgRate − ChrgsInf',
    ],
    ['charges forgotten', transfer('100.00', '<InstdAmt Ccy="USD">100.00</InstdAmt>', charge), 'is not InstdAmt'],
    ['another bearer', transfer('100.00', '', '', 'NONE'), 'ChrgBr is none of'],
    ['a transaction too few', transfer('100.00', '', '', 'SHAR', '2'), 'NbOfTxs is not the number'],
  ])('with %s is refused', (_, xml, flaw) => {
    expect(flawsOf(xml)).toContain(flaw);
  });
});
