/** An amount or a quantity of a message (N19,5) as a whole number of its last digit; −1 where it is none. */
export function hundredThousandths(text: string | undefined): bigint {
  const [, whole, fraction = ''] = /^(\d{1,14})(?:\.(\d{1,5}))?$/.exec(text ?? '') ?? [];
  return whole === undefined ? -1n : BigInt(whole + fraction.padEnd(5, '0'));
}

export const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** An amount of a message in fen; 0 where there is none. */
export function fen(text: string | undefined): bigint {
  const read = hundredThousandths(text);
  return read < 0n ? 0n : halfUp(read, 1_000n);
}

/** 9100 fen are 91.00. */
export function yuan(amount: bigint): string {
  return `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
}
