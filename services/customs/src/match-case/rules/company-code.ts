// GB 32100: the characters of a unified social credit code, without I O S V Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** True for a ten-character customs registration, or an 18-character credit code with its right check character. */
export function isCompanyCode(code: string): boolean {
  return /^[0-9A-Z]{10}$/.test(code) || isCreditCode(code);
}

/** Weights are powers of 3 modulo 31; the last character makes the sum a multiple of 31. */
function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = alphabet.indexOf(character);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17];
}
