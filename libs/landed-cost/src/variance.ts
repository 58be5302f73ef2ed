import { type Money, sum } from '@portolan/money';
import { compareExact, type Exact, exactly, ofAmount, over } from './exact.ts';

/** The taxes of one line: as worked out, and as customs wrote them. */
export interface TaxedLine {
  readonly line: number;
  readonly duty: Money;
  readonly consumptionTax: Money;
  readonly valueAddedTax: Money;
}

export interface LineVariance {
  readonly line: number;
  /** Assessed less estimated, by tax and together. */
  readonly duty: Money;
  readonly consumptionTax: Money;
  readonly valueAddedTax: Money;
  readonly total: Money;
  /** exact: to the cent; rounding: every tax within one cent; different; missing: on one side only. */
  readonly verdict: 'exact' | 'rounding' | 'different' | 'missing';
}

export interface Variance {
  readonly lines: readonly LineVariance[];
  readonly estimated: Money;
  readonly assessed: Money;
  readonly difference: Money;
  /** Share of lines that are exact, and Σ |difference| over Σ assessed: decimal texts of four digits, rounded down. */
  readonly score: string;
  readonly deviation: string;
}

const taxes = ['duty', 'consumptionTax', 'valueAddedTax'] as const;

/**
 * What was estimated against what customs assessed, line by line (CEB816 TaxListRd).
 * @param currency of all amounts
 */
export function varianceOf(
  estimated: readonly TaxedLine[],
  assessed: readonly TaxedLine[],
  currency: string,
): Variance {
  const numbers = [...new Set([...estimated, ...assessed].map(({ line }) => line))].sort((one, other) => one - other);
  const lines = numbers.map((number) =>
    lineVariance(
      number,
      currency,
      estimated.find(({ line }) => line === number),
      assessed.find(({ line }) => line === number),
    ),
  );
  const [guessed, billed] = [totalOf(estimated, currency), totalOf(assessed, currency)];
  const exact = lines.filter(({ verdict }) => verdict === 'exact').length;
  return {
    lines,
    estimated: guessed,
    assessed: billed,
    difference: { minor: billed.minor - guessed.minor, currency },
    score: scoreOf(exact, lines.length),
    deviation: deviationOf(offBy(lines), billed),
  };
}

function lineVariance(
  line: number,
  currency: string,
  estimated: TaxedLine | undefined,
  assessed: TaxedLine | undefined,
): LineVariance {
  const difference = (tax: (typeof taxes)[number]): Money => ({
    minor: (assessed?.[tax].minor ?? 0n) - (estimated?.[tax].minor ?? 0n),
    currency,
  });
  const [duty, consumptionTax, valueAddedTax] = [
    difference('duty'),
    difference('consumptionTax'),
    difference('valueAddedTax'),
  ];
  const each = [duty, consumptionTax, valueAddedTax];
  const missing = estimated === undefined || assessed === undefined;
  const total = sum(each, currency);
  return { line, duty, consumptionTax, valueAddedTax, total, verdict: missing ? 'missing' : verdictOn(each) };
}

function verdictOn(differences: readonly Money[]): 'exact' | 'rounding' | 'different' {
  if (differences.every(({ minor }) => minor === 0n)) return 'exact';
  return differences.every(({ minor }) => minor >= -1n && minor <= 1n) ? 'rounding' : 'different';
}

function totalOf(lines: readonly TaxedLine[], currency: string): Money {
  return sum(
    lines.flatMap((line) => taxes.map((tax) => line[tax])),
    currency,
  );
}

/** Every difference of a tax, without its sign, in minor units. */
export function offBy(lines: readonly LineVariance[]): bigint {
  return lines
    .flatMap((line) => taxes.map((tax) => line[tax].minor))
    .reduce((all, minor) => all + (minor < 0n ? -minor : minor), 0n);
}

/** Share of so many lines that are exact. */
export function scoreOf(exact: number, lines: number): string {
  return lines === 0 ? '1.0000' : fourDigits({ of: BigInt(exact), in: BigInt(lines) });
}

/** What all differences come to (`offBy`) over what was assessed. */
export function deviationOf(off: bigint, assessed: Money): string {
  const { currency } = assessed;
  if (off === 0n) return '0.0000';
  if (compareExact(ofAmount(assessed), exactly('0')) === 0) return '1.0000';
  return fourDigits(over(ofAmount({ minor: off, currency }), ofAmount(assessed)));
}

function fourDigits(value: Exact): string {
  const tenThousandths = (value.of * 10_000n) / value.in;
  return `${tenThousandths / 10_000n}.${String(tenThousandths % 10_000n).padStart(4, '0')}`;
}
