import { expect, test } from 'vitest';
import { isCompanyCode } from './company-code.ts';

test.each(['4403160ABC', '91350100M000100Y43'])('%s is the code of a company', (code) =>
  expect(isCompanyCode(code)).toBe(true),
);
test.each(['', '440316', '91350100M000100Y44', '91350100M000100I43', '4403160abc', '无'])('%j is not', (code) =>
  expect(isCompanyCode(code)).toBe(false),
);
