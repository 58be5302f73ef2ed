import { money } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { readBankMessage } from './read-bank-message.ts';

const balance = (type: string, amount: string, side = 'CRDT', day = '2026-03-02') =>
  `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>` +
  `<Dt><Dt>${day}</Dt></Dt></Bal>`;
const entry = (reference: string, amount: string, side: string, status = 'BOOK', details = '') =>
  `<Ntry><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts>` +
  `<BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef>` +
  `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>${details}</Ntry>`;
const statement = (content: string, sequence = '7', id = 'S7', element = 'Stmt') =>
  `<${element}><Id>${id}</Id><ElctrncSeqNb>${sequence}</ElctrncSeqNb><CreDtTm>2026-03-02T23:00:00Z</CreDtTm>` +
  `<Acct><Id><Othr><Id>CN-1</Id></Othr></Id></Acct>${content}</${element}>`;
const message = (content: string, type = 'camt.053.001.08', root = 'BkToCstmrStmt') =>
  new TextEncoder().encode(
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${type}"><${root}><GrpHdr><MsgId>M</MsgId>` +
      `<CreDtTm>2026-03-02T23:00:00Z</CreDtTm></GrpHdr>${content}</${root}></Document>`,
  );

function statementsOf(body: Uint8Array) {
  const reading = readBankMessage(body);
  if ('flaws' in reading) throw new Error(JSON.stringify(reading.flaws));
  return reading.statements;
}

function flawsOf(body: Uint8Array): string {
  const reading = readBankMessage(body);
  return 'flaws' in reading ? reading.flaws.map(({ field, reason }) => `${field} ${reason}`).join('; ') : '';
}

const opening = balance('OPBD', '100.00');
const entries = entry('CR1', '50.25', 'CRDT') + entry('DB1', '0.25', 'DBIT') + entry('CR2', '9.00', 'CRDT', 'PDNG');
const right = opening + balance('CLBD', '150.00') + entries;

describe('a camt.053', () => {
  it('tells account, number, days, balances and entries', () => {
    const [told] = statementsOf(message(statement(right)));
    expect(told).toMatchObject({
      ...{ kind: 'camt.053.001.08', account: 'CN-1', statementId: 'S7', sequence: 7n },
      ...{ from: '2026-03-02', to: '2026-03-02', opening: money(10_000n, 'USD'), closing: money(15_000n, 'USD') },
    });
    expect(told?.entries.map(({ servicerReference, status }) => `${servicerReference} ${status}`)).toEqual([
      ...['CR1 BOOK', 'DB1 BOOK', 'CR2 PDNG'],
    ]);
    expect(told?.entries[0]?.bankTransactionCode).toBe('PMNT/RCDT/ESCT');
  });

  it('may be overdrawn, empty, and from another day on', () => {
    const period = '<FrToDt><FrDtTm>2026-03-01T00:00:00Z</FrDtTm><ToDtTm>2026-03-03T00:00:00+08:00</ToDtTm></FrToDt>';
    const content = period + balance('PRCD', '3.00', 'DBIT') + balance('CLBD', '3.00', 'DBIT');
    expect(statementsOf(message(statement(content)))).toMatchObject([
      {
        ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T16:00:00.000Z', entries: [] },
        ...{ opening: money(-300n, 'USD'), closing: money(-300n, 'USD') },
      },
    ]);
  });

  it.each([
    ['an entry left out', opening + balance('CLBD', '150.00') + entry('CR1', '50.25', 'CRDT'), 'do not add up to CLBD'],
    [
      'an entry told twice',
      opening + balance('CLBD', '200.25') + entries + entry('CR1', '50.25', 'CRDT'),
      'Ntry[4]/AcctSvcrRef stands twice in this message',
    ],
    ['no opening', balance('CLBD', '150.00') + entries, 'Stmt[1]/Bal has no balance of type OPBD'],
    ['no closing', opening + entries, 'Stmt[1]/Bal has no balance of type CLBD'],
    [
      'a balance with a comma',
      balance('OPBD', '100,00') + balance('CLBD', '150.00'),
      'Bal[1]/Amt is not a decimal amount',
    ],
    [
      'a balance that is neither',
      balance('OPBD', '1.00', 'X') + balance('CLBD', '1.00'),
      'Bal[1]/CdtDbtInd is neither',
    ],
    [
      'two currencies',
      opening + balance('CLBD', '100.00').replace('USD', 'EUR'),
      'Stmt[1]/Ntry is in more than one currency',
    ],
  ])('with %s is refused', (_, content, flaw) => {
    expect(flawsOf(message(statement(content)))).toContain(flaw);
  });

  it('has an id and a number', () => {
    expect(flawsOf(message(statement(right, 'x')))).toContain('ElctrncSeqNb is not a number');
    expect(flawsOf(message(statement(right, '7', '')))).toContain('Stmt[1]/Id is missing');
    expect(flawsOf(message(''))).toContain('Stmt is missing');
  });
});

describe('a camt.052', () => {
  it('needs no balances; those that stand there must add up', () => {
    const report = (content: string) =>
      message(statement(content, '7', 'R7', 'Rpt'), 'camt.052.001.08', 'BkToCstmrAcctRpt');
    expect(statementsOf(report(entries))).toMatchObject([{ kind: 'camt.052.001.08', statementId: 'R7' }]);
    expect(statementsOf(report(opening + balance('ITBD', '150.00') + entries))).toHaveLength(1);
    expect(flawsOf(report(opening + balance('ITBD', '151.00') + entries))).toContain('do not add up');
  });
});

describe('an entry', () => {
  const detailed = (details: string) => {
    const told = `<NtryDtls><TxDtls>${details}</TxDtls></NtryDtls>`;
    return message(statement(opening + balance('CLBD', '150.00') + entry('CR1', '50.00', 'CRDT', 'BOOK', told)));
  };
  const first = (details: string) => statementsOf(detailed(details))[0]?.entries[0];

  it('tells its UETR, what was instructed, charges on the way, and why it came back', () => {
    const uetr = '9a8b7c6d-1234-4abc-8def-0123456789ab';
    expect(first(`<Refs><UETR>${uetr}</UETR></Refs>`)?.uetr).toBe(uetr);
    const amounts =
      '<AmtDtls><InstdAmt><Amt Ccy="EUR">48.00</Amt><CcyXchg><SrcCcy>EUR</SrcCcy><XchgRate>1.0625</XchgRate></CcyXchg>' +
      '</InstdAmt></AmtDtls>';
    expect(first(amounts)).toMatchObject({ instructed: money(4_800n, 'EUR'), exchangeRate: '1.0625' });
    const charges =
      '<Chrgs><Rcrd><Amt Ccy="USD">1.00</Amt><Br>SHAR</Br><Agt><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></Agt>' +
      '</Rcrd></Chrgs>';
    expect(first(charges)?.charges).toEqual({
      taken: [{ amount: money(100n, 'USD'), agent: 'DEUTDEFF', bearer: 'SHAR' }],
    });
    const returned = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrInf>';
    expect(first(returned)?.returnInfo).toEqual({ reason: 'AC04', additionalInformation: 'closed' });
  });

  it.each([
    ['<Refs><UETR>9A8B7C6D-1234-4ABC-8DEF-0123456789AB</UETR></Refs>', 'UETR is not a UUID of version 4'],
    [
      '<AmtDtls><InstdAmt><Amt Ccy="EUR">1.00</Amt><CcyXchg><XchgRate>1,06</XchgRate></CcyXchg></InstdAmt></AmtDtls>',
      'is not a rate',
    ],
  ])('%s is refused', (details, flaw) => {
    expect(flawsOf(detailed(details))).toContain(flaw);
  });
});

describe('identifiers in an entry', () => {
  const detailed = (details: string) => {
    const told = `<NtryDtls><TxDtls>${details}</TxDtls></NtryDtls>`;
    return message(statement(opening + balance('CLBD', '150.00') + entry('CR1', '50.00', 'CRDT', 'BOOK', told)));
  };
  const held = (iban: string) => `<RltdPties><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct></RltdPties>`;
  const lei = (value: string) =>
    `<RltdPties><Dbtr><Pty><Nm>Co</Nm><Id><OrgId><LEI>${value}</LEI></OrgId></Id></Pty></Dbtr></RltdPties>`;
  const bic = (value: string) =>
    `<RltdAgts><DbtrAgt><FinInstnId><BICFI>${value}</BICFI></FinInstnId></DbtrAgt></RltdAgts>`;
  const reference = (value: string) =>
    `<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${value}</Ref></CdtrRefInf></Strd></RmtInf>`;

  it.each([
    [held('DE89370400440532013000')],
    [lei('529900T8BM49AURSDO55')],
    [bic('E097DEFF')],
    [reference('RF18539007547034')],
    [reference('SO-2026-1')],
  ])('that check out are taken: %s', (details) => {
    expect(flawsOf(detailed(details))).toBe('');
  });

  it.each([
    [held('DE88370400440532013000'), 'DbtrAcct/Id/IBAN is no IBAN of ISO 13616'],
    [lei('529900T8BM49AURSDO56'), 'Dbtr/LEI is no LEI of ISO 17442'],
    [bic('DEUT1EFF'), 'DbtrAgt/BIC is no BIC of ISO 9362'],
    [reference('RF19539007547034'), 'Ref is no creditor reference of ISO 11649'],
  ])('that do not are refused with the field and the rule: %s', (details, flaw) => {
    expect(flawsOf(detailed(details))).toContain(flaw);
  });
});
