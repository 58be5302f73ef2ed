import { money } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { readBankMessage } from './read-bank-message.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const document = (messageType: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${messageType}">${content}</Document>`;

const details =
  '<NtryDtls><TxDtls><Refs><AcctSvcrRef>CR1</AcctSvcrRef><EndToEndId>PAY-7</EndToEndId></Refs>' +
  '<RltdPties><Dbtr><Pty><Nm>Ann &amp; Bob O&#39;Neil</Nm></Pty></Dbtr></RltdPties>' +
  '<RmtInf><Ustrd>Ann Neil pays order SZ-2026-0001</Ustrd></RmtInf></TxDtls></NtryDtls>';
const entry =
  '<Ntry><Amt Ccy="USD">1284.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>' +
  '<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><DtTm>2026-03-02T09:00:00+08:00</DtTm></ValDt>' +
  `<AcctSvcrRef>CR1</AcctSvcrRef>${details}</Ntry>`;
const notice = (entries: string) =>
  '<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-03-02T00:10:00Z</CreDtTm></GrpHdr>' +
  '<Ntfctn><Id>N1</Id><CreDtTm>2026-03-02T00:10:00Z</CreDtTm>' +
  `<Acct><Id><Othr><Id>CN-COLL-USD-0001</Id></Othr></Id></Acct>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn>`;
const camt = (entries: string) => bytes(document('camt.054.001.08', notice(entries)));

const report = (content: string) =>
  bytes(document('pain.002.001.12', `<CstmrPmtStsRpt><GrpHdr><MsgId>S1</MsgId></GrpHdr>${content}</CstmrPmtStsRpt>`));
const group = '<OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId></OrgnlGrpInfAndSts>';
const transaction = (content: string) =>
  `<OrgnlPmtInfAndSts><OrgnlPmtInfId>M1</OrgnlPmtInfId><TxInfAndSts>${content}</TxInfAndSts></OrgnlPmtInfAndSts>`;

function entriesOf(body: Uint8Array) {
  const reading = readBankMessage(body);
  if ('flaws' in reading) throw new Error(JSON.stringify(reading.flaws));
  return reading.entries;
}

function flawsOf(body: Uint8Array): string[] {
  const reading = readBankMessage(body);
  return 'flaws' in reading ? reading.flaws.map(({ field, reason }) => `${field} ${reason}`) : [];
}

describe('a camt.054', () => {
  it('tells its entry, with the amount as it is written and names apart from references', () => {
    expect(entriesOf(camt(entry))).toEqual([
      {
        ...{ account: 'CN-COLL-USD-0001', side: 'SIDE_CREDIT', amount: money(128_450n, 'USD') },
        ...{ servicerReference: 'CR1', endToEndId: 'PAY-7', remittance: 'SZ-2026-0001' },
        ...{ bookingDate: '2026-03-02', valueDate: '2026-03-02T01:00:00.000Z' },
        ...{ counterparty: "Ann & Bob O'Neil", counterpartyAccount: '', status: 'BOOK', reversal: false },
        reportedAt: '2026-03-02T00:10:00.000Z',
      },
    ]);
  });

  it.each([
    ['<IBAN>DE89370400440532013000</IBAN>', 'DE89370400440532013000'],
    ['<Othr><Id>0001234-56</Id></Othr>', '0001234-56'],
  ])("tells the other party's account: %s", (id, account) => {
    const told = entry.replace('</Dbtr>', `</Dbtr><DbtrAcct><Id>${id}</Id></DbtrAcct>`);
    expect(entriesOf(camt(told))[0]?.counterpartyAccount).toBe(account);
    const debit = told.replace('CRDT', 'DBIT').replaceAll('DbtrAcct', 'CdtrAcct');
    expect(entriesOf(camt(debit))[0]?.counterpartyAccount).toBe(account);
  });

  it('is read under any prefix', () => {
    const prefixed = document('camt.054.001.08', notice(entry))
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1c:')
      .replace('xmlns=', 'xmlns:c=');
    expect(entriesOf(bytes(prefixed))).toEqual(entriesOf(camt(entry)));
  });

  it('tells every entry, also pending ones', () => {
    const pending = entry.replace('BOOK', 'PDNG').replaceAll('CR1', 'CR2');
    expect(entriesOf(camt(entry + pending)).map(({ status }) => status)).toEqual(['BOOK', 'PDNG']);
  });

  it('prefers nothing over a guess: an entry without details has no references', () => {
    const [bare] = entriesOf(camt(entry.replace(details, '')));
    expect(bare).toMatchObject({ endToEndId: '', remittance: '', counterparty: '' });
  });

  it('marks what the bank takes back', () => {
    const reversed = entry.replace('<Sts>', '<RvslInd>true</RvslInd><Sts>');
    expect(entriesOf(camt(reversed))[0]?.reversal).toBe(true);
  });

  it('splits a batch into its transactions', () => {
    const part = (amount: string) =>
      `<TxDtls><Refs><EndToEndId>E-${amount}</EndToEndId></Refs><Amt Ccy="USD">${amount}</Amt></TxDtls>`;
    const batch = entry.replace(details, `<NtryDtls>${part('1000.00')}${part('284.50')}</NtryDtls>`);
    expect(entriesOf(camt(batch)).map((each) => [each.servicerReference, each.amount.minor])).toEqual([
      ['CR1/1', 100_000n],
      ['CR1/2', 28_450n],
    ]);
    expect(flawsOf(camt(batch.replaceAll('284.50', '284.51').replace('1284.51', '1284.50')))).toEqual([
      'Ntfctn[1]/Ntry[1]/Amt is not the sum of its transactions',
    ]);
  });
});

const at = 'Ntfctn[1]/Ntry[1]';

describe('a malformed camt.054 is refused with the place of its flaw', () => {
  it.each([
    ['more decimals than the currency', '1284.50', '1284.505', `${at}/Amt has more decimals than USD`],
    ['an exponent', '1284.50', '1e5', `${at}/Amt is not a decimal amount of at most 18 digits`],
    ['a sign', '1284.50', '-1284.50', `${at}/Amt is not a decimal amount of at most 18 digits`],
    ['too many digits', '1284.50', '12345678901234567.50', `${at}/Amt is not a decimal amount of at most 18 digits`],
    ['nothing', '1284.50', '0.00', `${at}/Amt is not above zero`],
    ['no amount', '1284.50', '', `${at}/Amt is not a decimal amount of at most 18 digits`],
    ['a currency that is none', 'Ccy="USD"', 'Ccy="CNH"', `${at}/Amt/@Ccy is not a currency of ISO 4217`],
    ['no currency', ' Ccy="USD"', '', `${at}/Amt/@Ccy is not a currency of ISO 4217`],
    ['an unknown direction', 'CRDT', 'CREDIT', `${at}/CdtDbtInd is neither CRDT nor DBIT`],
    ['an unknown status', 'BOOK', 'DONE', `${at}/Sts/Cd is none of BOOK, PDNG, INFO, FUTR`],
    ['a day that does not exist', '2026-03-02</Dt>', '2026-02-30</Dt>', `${at}/BookgDt/Dt is not a date`],
    ['a time without offset', '09:00:00+08:00', '09:00:00', `${at}/ValDt/DtTm is not a time with its offset`],
    ['no reference', /CR1/g, '', `${at}/AcctSvcrRef is missing`],
    ['a long reference', /CR1/g, 'C'.repeat(36), `${at}/AcctSvcrRef is longer than 35 characters`],
    ['no account', 'CN-COLL-USD-0001', '', 'Ntfctn[1]/Acct/Id is missing'],
    ['no entry', entry, '', 'Ntfctn[1]/Ntry is missing'],
    ['no notification', /<Ntfctn>.*<\/Ntfctn>/, '', 'Ntfctn is missing'],
    [
      'a reversal indicator that is none',
      '<Sts>',
      '<RvslInd>yes</RvslInd><Sts>',
      `${at}/RvslInd is neither true nor false`,
    ],
  ])('%s', (_, from, to, flaw) => {
    const text = document('camt.054.001.08', notice(entry)).replace(from, to);
    expect(flawsOf(bytes(text))).toContain(flaw);
  });

  it('names every flaw at once, and never what stood there', () => {
    const flaws = flawsOf(camt(entry.replace('CRDT', 'Ann Neil').replace('BOOK', 'Ann Neil')));
    expect(flaws).toHaveLength(2);
    expect(flaws.join(' ')).not.toContain('Ann');
  });
});

describe('bytes that are no message of ours', () => {
  const expansion = '<!DOCTYPE Document [<!ENTITY a "aaaa">]><Document>&a;</Document>';
  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(''), expect.stringContaining('body is not well-formed XML at line 1')],
    ['no XML', bytes('{"amount": 1}'), expect.stringContaining('body is not well-formed XML at line 1')],
    [
      'an open tag',
      bytes('<Document><a></Document>'),
      expect.stringContaining('body is not well-formed XML at line 1'),
    ],
    ['a DOCTYPE', bytes(expansion), 'body declares a document type, which is not accepted'],
    ['no UTF-8', new Uint8Array([0x3c, 0xff, 0xfe]), 'body is not UTF-8 text'],
    ['too much', new Uint8Array(1024 * 1024 + 1), 'body is larger than 1048576 bytes'],
    ['no namespace', bytes('<Document><a/></Document>'), 'Document is not in a namespace of ISO 20022'],
    [
      'another message',
      bytes(document('camt.060.001.05', '<AcctRptgReq/>')),
      expect.stringContaining('Document is none of camt.052.001.08, camt.053.001.08, camt.054.001.08'),
    ],
  ])('%s', (_, body, flaw) => {
    expect(flawsOf(body)).toEqual([flaw]);
  });
});

describe('a pain.002', () => {
  const statusesOf = (content: string) => {
    const reading = readBankMessage(report(content));
    return 'flaws' in reading ? reading.flaws : reading.statuses;
  };

  it('tells the status of each transaction with its reason', () => {
    const rejected =
      '<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts>' +
      '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account</AddtlInf><AddtlInf>closed</AddtlInf></StsRsnInf>';
    expect(statusesOf(group + transaction(rejected))).toEqual([
      {
        ...{ originalMessageId: 'M1', endToEndId: 'E1', status: 'RJCT' },
        ...{ reason: 'AC04', additionalInformation: 'account closed' },
      },
    ]);
  });

  it('tells the status of the file where it names no transaction', () => {
    const accepted = group.replace('</OrgnlGrpInfAndSts>', '<GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>');
    expect(statusesOf(accepted)).toMatchObject([{ originalMessageId: 'M1', endToEndId: '', status: 'ACCP' }]);
  });

  it.each([
    [
      'no original message',
      transaction('<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>ACSP</TxSts>'),
      'OrgnlMsgId is missing',
    ],
    [
      'an unknown status',
      group + transaction('<OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>OKAY</TxSts>'),
      'is no payment status',
    ],
    ['no status', group, 'is no payment status'],
    ['no transaction id', group + transaction('<TxSts>ACSP</TxSts>'), 'OrgnlEndToEndId is missing'],
  ])('with %s is refused', (_, content, flaw) => {
    expect(flawsOf(report(content)).join('; ')).toContain(flaw);
  });
});
