import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../config.ts';
import { uetrOf } from '../payout/references.ts';
import type { Instruction } from '../processes/bank.ts';
import { pain001 } from './pain001.ts';
import { schemaFlaws } from './schemas.ts';
import { all, one, readXml, text, type XmlNode } from './xml.ts';

const config = configSchema.parse({});
const debtor = config.PORTOLAN_FX_PAYOUT_ACCOUNT.holder;
const address = { street: 'Road <3>', building: '1', postcode: '1', town: 'Ningbo', country: 'CN' };
const creditor = { name: 'A & B "宁波"', address, account: '62220', cnaps: '102332000017' };
const instruction: Instruction = {
  ...{ payee: { kind: 'merchant' }, remittance: 'SO-1~bank-AM04 & Co.' },
  ...{ tenant: 'm', messageId: 'M1', endToEndId: 'E1', amount: parseMoney('8983.10', 'CNY') },
  ...{ executionDate: '2026-03-02', createdAt: '2026-03-02T01:00:00.000Z' },
  ...{ uetr: uetrOf('p', 1), categoryPurpose: 'SUPP' },
};

function read(xml: string): XmlNode {
  const document = readXml(new TextEncoder().encode(xml));
  if ('flaws' in document) throw new Error(JSON.stringify(document.flaws));
  expect(document.messageType).toBe('pain.001.001.09');
  return document.root;
}

describe('a pain.001', () => {
  const root = read(pain001(instruction, debtor, creditor));
  const payment = one(root, 'PmtInf');
  const [transfer = {}] = all(payment, 'CdtTrfTxInf');

  it('carries what was asked, amounts with all their decimals', () => {
    expect([text(root, 'GrpHdr', 'MsgId'), text(root, 'GrpHdr', 'NbOfTxs'), text(root, 'GrpHdr', 'CtrlSum')]).toEqual([
      ...['M1', '1', '8983.10'],
    ]);
    expect(text(transfer, 'PmtId', 'EndToEndId')).toBe('E1');
    expect(one(transfer, 'Amt', 'InstdAmt')).toEqual({ '#text': '8983.10', '@Ccy': 'CNY' });
    expect(text(payment, 'ReqdExctnDt', 'Dt')).toBe('2026-03-02');
    expect(text(payment, 'DbtrAcct', 'Id', 'Othr', 'Id')).toBe('CN-NOSTRO-CNY-0001');
    expect(text(payment, 'ChrgBr')).toBe('DEBT');
  });

  it('tells the payee what it is for', () => {
    expect(text(transfer, 'RmtInf', 'Ustrd')).toBe('SO-1~bank-AM04 & Co.');
    const silent = read(pain001({ ...instruction, remittance: '' }, debtor, creditor));
    expect(one(all(one(silent, 'PmtInf'), 'CdtTrfTxInf')[0] ?? {}, 'RmtInf')).toEqual({});
  });

  it('pays a payer of whom no more than name and account is known', () => {
    const accountOf = (account: string) => {
      const back = read(pain001(instruction, debtor, { name: 'Ann Neil', account }));
      const [refund = {}] = all(one(back, 'PmtInf'), 'CdtTrfTxInf');
      expect(Object.keys(refund)).toEqual(['PmtId', 'Amt', 'Cdtr', 'CdtrAcct', 'RmtInf']);
      expect(one(refund, 'Cdtr')).toEqual({ Nm: 'Ann Neil' });
      return one(refund, 'CdtrAcct', 'Id');
    };
    expect(accountOf('DE89370400440532013000')).toEqual({ IBAN: 'DE89370400440532013000' });
    expect(accountOf('DE88370400440532013000')).toEqual({ Othr: { Id: 'DE88370400440532013000' } });
    expect(accountOf('000123456')).toEqual({ Othr: { Id: '000123456' } });
  });

  it('escapes what stands in names and addresses', () => {
    expect(text(transfer, 'Cdtr', 'Nm')).toBe('A & B "宁波"');
    expect(text(transfer, 'Cdtr', 'PstlAdr', 'StrtNm')).toBe('Road <3>');
  });

  it('has its elements in the order of the schema', () => {
    expect(Object.keys(one(root, 'GrpHdr'))).toEqual(['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty']);
    expect(Object.keys(payment)).toEqual([
      ...['PmtInfId', 'PmtMtd', 'NbOfTxs', 'CtrlSum', 'PmtTpInf', 'ReqdExctnDt'],
      ...['Dbtr', 'DbtrAcct', 'DbtrAgt', 'ChrgBr', 'CdtTrfTxInf'],
    ]);
    expect(Object.keys(transfer)).toEqual(['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf']);
    expect(Object.keys(one(transfer, 'Cdtr', 'PstlAdr'))).toEqual(['StrtNm', 'BldgNb', 'PstCd', 'TwnNm', 'Ctry']);
  });

  it('is the same bytes when it is made again', () => {
    expect(pain001(instruction, debtor, creditor)).toBe(pain001({ ...instruction }, debtor, creditor));
  });
});

describe('the configuration', () => {
  it('names the field that is wrong', () => {
    const paths = (key: string, value: string) =>
      configSchema.safeParse({ [key]: value }).error?.issues.map((i) => i.path[0]);
    expect(paths('PORTOLAN_FX_COMMISSION', '1e3')).toEqual(['PORTOLAN_FX_COMMISSION']);
    expect(paths('PORTOLAN_FX_COLLECTION_ACCOUNTS', '{')).toEqual(['PORTOLAN_FX_COLLECTION_ACCOUNTS']);
    expect(paths('PORTOLAN_FX_BENEFICIARIES', '{"m":{}}')).toContain('PORTOLAN_FX_BENEFICIARIES');
  });
});

describe('what the banks on the way are told', () => {
  const deal = { unitCurrency: 'USD', rate: '7.1200', contract: 'DL1' };
  const regulatory = { country: 'CN', authority: 'SAFE', code: '121010' };

  it('is a UETR, a category purpose, the deal and the code for the authority, where there are any', () => {
    const root = read(pain001({ ...instruction, deal, regulatory }, debtor, creditor));
    const [transfer = {}] = all(one(root, 'PmtInf'), 'CdtTrfTxInf');
    expect(text(transfer, 'PmtId', 'UETR')).toBe(uetrOf('p', 1));
    expect(text(one(root, 'PmtInf'), 'PmtTpInf', 'CtgyPurp', 'Cd')).toBe('SUPP');
    expect(one(transfer, 'XchgRateInf')).toEqual({
      UnitCcy: 'USD',
      XchgRate: '7.1200',
      RateTp: 'AGRD',
      CtrctId: 'DL1',
    });
    expect(text(transfer, 'RgltryRptg', 'Dtls', 'Cd')).toBe('121010');
  });

  it.each([
    ['everything', { ...instruction, deal, regulatory }],
    ['as little as can be', { ...instruction, categoryPurpose: '', remittance: '' }],
  ])('fits the genuine schema with %s', (_, told) => {
    expect(schemaFlaws('pain.001.001.09', pain001(told, debtor, creditor))).toEqual([]);
    expect(schemaFlaws('pain.001.001.09', pain001(told, debtor, { name: 'Ann', account: '1' }))).toEqual([]);
  });

  it('names the field that would not', () => {
    const long = { ...creditor, name: 'A'.repeat(141) };
    expect(schemaFlaws('pain.001.001.09', pain001(instruction, debtor, long))).toEqual([
      { field: 'Nm', reason: 'breaks the maxLength of its type' },
    ]);
  });
});
