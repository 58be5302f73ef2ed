import { describe, expect, test } from 'vitest';
import { readReplies } from './ceb-read.ts';

const ns = 'http://www.chinaport.gov.cn/ceb';
const read = (text: string) => readReplies(new Uint8Array(Buffer.from(text)), { agentCode: '4403180A21' });
const tags = (of: Readonly<Record<string, string>>) =>
  Object.entries(of)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('');
const guid = '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11';
const head: Readonly<Record<string, string>> = {
  ...{ guid, returnTime: '20260302180000000', invtNo: '31052026I000000001', taxNo: 'T31052026I000000001' },
  ...{ customsTax: '0.00', valueAddedTax: '49.87000', consumptionTax: '0', status: '1', assureCode: '4403180A21' },
};
const line: Readonly<Record<string, string>> = {
  ...{ gnum: '1', gcode: '1901101000', taxPrice: '548.00' },
  ...{ customsTax: '0.00', valueAddedTax: '49.87', consumptionTax: '0.00' },
};
const bill = (of = head, row = line) =>
  `<CEB816Message xmlns="${ns}" guid="${guid}" version="1.0"><Tax><TaxHeadRd>${tags(of)}</TaxHeadRd><TaxListRd>${tags(row)}</TaxListRd></Tax></CEB816Message>`;
const due = (status: string) =>
  `<CEB818Message xmlns="${ns}" guid="${guid}" version="1.0"><Tax><TaxHeadStatus>${tags({
    ...{ guid, returnTime: '20260405180000000', invtNo: '31052026I000000001', taxNo: 'T1', status, entDutyNo: 'D1' },
  })}</TaxHeadStatus></Tax></CEB818Message>`;
const yuan = (minor: bigint) => ({ minor, currency: 'CNY' });

describe('reading tax notices', () => {
  test('816 is a bill, to the cent', () =>
    expect(read(bill())).toEqual({
      replies: [],
      taxNotices: [
        {
          ...{ invtNo: '31052026I000000001', taxNo: 'T31052026I000000001', status: '1', entryDutyNo: '' },
          ...{ duty: yuan(0n), valueAddedTax: yuan(4_987n), consumptionTax: yuan(0n) },
          lines: [
            {
              ...{ line: 1, hsCode: '1901101000', taxableValue: yuan(54_800n) },
              ...{ duty: yuan(0n), valueAddedTax: yuan(4_987n), consumptionTax: yuan(0n) },
            },
          ],
          returnTime: {
            ...{ instant: '2026-03-02T10:00:00.000Z', original: '20260302180000000', offset: '+08:00' },
            zoneSource: 'ZONE_SOURCE_INFERRED',
          },
        },
      ],
    }));
  test.each(['2', '3'])('818 says what becomes of it (%s), and names no amounts', (status) => {
    const reading = read(due(status));
    expect(reading).toMatchObject({ taxNotices: [{ taxNo: 'T1', status, entryDutyNo: 'D1' }] });
    expect('taxNotices' in reading && reading.taxNotices[0]).not.toHaveProperty('duty');
  });
  test.each([
    ['a third decimal', { valueAddedTax: '49.871' }, 'Tax.TaxHeadRd.valueAddedTax'],
    ['a negative amount', { customsTax: '-1.00' }, 'Tax.TaxHeadRd.customsTax'],
    ['no number of a list', { invtNo: '' }, 'Tax.TaxHeadRd.invtNo'],
    ['a status that is none', { status: '4' }, 'Tax.TaxHeadRd.status'],
    ['a 31 June', { returnTime: '20260631180000000' }, 'Tax.TaxHeadRd.returnTime'],
  ])('%s is a flaw', (_, changed, field) =>
    expect(read(bill({ ...head, ...changed }))).toMatchObject({ flaws: [{ field }] }),
  );
  test('a third decimal of a line is a flaw', () =>
    expect(read(bill(head, { ...line, customsTax: '0.001' }))).toMatchObject({
      flaws: [{ field: 'Tax.TaxListRd[1].customsTax' }],
    }));
  test('a bill without a head is a flaw', () =>
    expect(read(`<CEB816Message xmlns="${ns}" guid="${guid}" version="1.0"><Tax/></CEB816Message>`)).toMatchObject({
      flaws: [{ field: 'Tax.TaxHeadRd', reason: 'is missing (MISSING)' }, { field: 'Tax.TaxListRd' }],
    }));
});
