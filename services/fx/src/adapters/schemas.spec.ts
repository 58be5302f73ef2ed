import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaFlaws, withSchema } from './schemas.ts';

const folder = new URL('../../schemas/', import.meta.url);
const camt054 = (content: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>` +
  `<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-02T00:00:00Z</CreDtTm></GrpHdr>${content}</BkToCstmrDbtCdtNtfctn></Document>`;
const notification = (entries: string) =>
  camt054(`<Ntfctn><Id>N</Id><Acct><Id><Othr><Id>A</Id></Othr></Id></Acct>${entries}</Ntfctn>`);
const entry = (amount: string, indicator = 'CRDT') =>
  `<Ntry><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>${indicator}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BkTxCd/></Ntry>`;
const flaws = (xml: string) => schemaFlaws('camt.054.001.08', xml).map(({ field, reason }) => `${field} ${reason}`);

describe('the genuine schemas', () => {
  it('are all there, as their packages had them', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.xsd'));
    expect(files.toSorted()).toEqual(withSchema.map((type) => `${type}.xsd`).toSorted());
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const file of files) {
      const sum = createHash('sha256')
        .update(readFileSync(new URL(file, folder)))
        .digest('hex');
      expect(readme).toContain(`| ${file} | \`${sum}\` |`);
    }
  });

  it.each(withSchema)('%s compiles', (type) => {
    expect(schemaFlaws(type, '<Document/>')).toEqual([{ field: 'Document', reason: expect.any(String) }]);
  });

  it('say nothing of what fits, nor of types that they do not know', () => {
    expect(flaws(notification(entry('12.34')))).toEqual([]);
    expect(schemaFlaws('pacs.004.001.09', '<Document/>')).toEqual([]);
  });

  it.each([
    ['an amount with a decimal comma', notification(entry('12,34')), 'Amt is no value of its type'],
    ['an indicator that is none', notification(entry('1', 'BOTH')), 'CdtDbtInd breaks the enumeration of its type'],
    [
      'an amount of too many digits',
      notification(entry('1234567890123456789')),
      'Amt breaks the totalDigits of its type',
    ],
    ['a missing element', camt054(''), 'BkToCstmrDbtCdtNtfctn lacks an element: expected is Ntfctn'],
    ['a foreign element', camt054('<Ann>Neil</Ann>'), 'Ann does not stand here: expected is Ntfctn'],
    ['no attribute', notification(entry('1').replace(' Ccy="USD"', '')), 'Amt lacks an attribute'],
  ])('name the element and the rule of %s', (_, xml, flaw) => {
    expect(flaws(xml)).toContain(flaw);
  });

  it('never repeat what stood in a field', () => {
    expect(flaws(notification(entry('Ann Neil'))).join()).not.toContain('Neil');
  });
});
