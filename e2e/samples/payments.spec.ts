import { describe, expect, it, test } from 'vitest';
import { readValidMessage } from '../../services/fx/src/adapters/read-bank-message.ts';
import { schemaFlaws, withSchema } from '../../services/fx/src/adapters/schemas.ts';
import { dayOf } from './day.ts';
import { paymentSamples } from './payments.ts';

const samples = paymentSamples(dayOf('samples'));
const typeOf = (file: string) => file.replace('.xml', '');

describe('samples of what goes between us and the bank', () => {
  test.each(samples)('$file fits the genuine schema', ({ file, xml }) => {
    expect(withSchema).toContain(typeOf(file));
    expect(xml).toContain(`xmlns="urn:iso:std:iso:20022:tech:xsd:${typeOf(file)}"`);
    expect(schemaFlaws(typeOf(file), xml)).toEqual([]);
  });

  test.each(samples.filter(({ file }) => !file.startsWith('pain.001')))('$file is read again', ({ file, xml }) => {
    expect(readValidMessage(Buffer.from(xml))).toMatchObject({ kind: typeOf(file) });
  });

  it('are one of each, the same bytes from one seed and others from another', () => {
    expect(new Set(samples.map(({ file }) => file)).size).toBe(samples.length);
    expect(paymentSamples(dayOf('samples'))).toEqual(samples);
    const others = paymentSamples(dayOf('other'));
    expect(others.filter(({ xml }, index) => xml === samples[index]?.xml)).toEqual([]);
  });
});
