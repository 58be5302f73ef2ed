import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flawText, flawTexts, reasonTexts } from './flaws.ts';

test('a reason is said in either language, with what it names', () => {
  const flaw = { field: 'body', reason: 'is larger than 1000000 bytes' };
  expect(flawText(flaw, 'en')).toBe('body is larger than 1000000 bytes');
  expect(flawText(flaw, 'zh')).toBe('body 超过 1000000 字节');
});

test('the code of the rule that is broken stays behind it', () => {
  const flaw = { field: 'orderNo', reason: 'is missing (MISSING)' };
  expect(flawText(flaw, 'en')).toBe('orderNo is missing (MISSING)');
  expect(flawText(flaw, 'zh')).toBe('orderNo 缺失 (MISSING)');
});

test('a code becomes a sentence', () => {
  const flaws = [
    { field: 'waybillNo', reason: 'WAYBILL_TAKEN' },
    { field: 'consignee', reason: 'PERSON_FORGOTTEN' },
  ];
  expect(flawTexts(flaws, 'en')).toBe('waybillNo was given to another shipment before; consignee has been deleted');
  expect(flawTexts(flaws, 'zh')).toBe('waybillNo 已用于另一货件；consignee 资料已删除');
});

test('what a hold carries as one text is said as well', () =>
  expect(reasonTexts('waybillNo WAYBILL_TAKEN; status HTTP 422', 'en')).toBe(
    'waybillNo was given to another shipment before; status HTTP 422',
  ));

test('what is not known stays as it was written', () =>
  expect(flawText({ field: 'status', reason: 'HTTP 422' }, 'zh')).toBe('status HTTP 422'));

const isSource = /(?<!\.spec)\.ts$/;
const reasonInCode = /['`]((?:is|has|must|cannot|declares|uses|stands|carries)\b[^'`]*)['`]/g;

// Read as text: contracts know no service, and nothing that reads messages.
test.each([
  'services/customs/src/adapters',
  'libs/ceb/src',
  'libs/xml/src',
  'services/tracking/src/adapters',
  'services/fx/src/adapters',
])('every reason that %s writes is said in Chinese', (folder) => {
  const root = fileURLToPath(new URL(`../../../../${folder}/`, import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => isSource.test(file));
  const text = sources.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
  const written = [...text.matchAll(reasonInCode)].map(([, reason = '']) => reason.replace(/\$\{[^}]*\}/g, '7'));
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((reason) => !/[\u4e00-\u9fff]/.test(flawText({ field: '', reason }, 'zh')))).toEqual([]);
});
