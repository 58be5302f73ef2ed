/** Weights of the eight serial digits: UPU standard S10. */
const weights = [8, 6, 4, 2, 3, 5, 9, 7];

// Service indicators that S10 gives out; J, K, S, T and W are reserved.
const services = 'ABCDEGHLNPQRUVZ';

/** A number as it is compared: no spaces, hyphens or dots, capitals, ASCII digits. */
export function normalised(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[\s.-]/g, '')
    .toUpperCase();
}

/** The check digit of a serial of eight digits: 11 − (Σ digit·weight mod 11); 10 becomes 0, 11 becomes 5. */
export function checkDigit(serial: string): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 0;
  return rest === 11 ? 5 : rest;
}

/**
 * True for a waybill number of UPU standard S10: two letters, eight digits, their check digit, country of the postal
 * operator. A serial of equal digits passes the sum and is refused all the same: nobody prints it.
 */
export function isS10(waybillNo: string): boolean {
  const [, service = '', serial = '', check, country = ''] =
    /^([A-Z])[A-Z](\d{8})(\d)([A-Z]{2})$/.exec(waybillNo) ?? [];
  if (!services.includes(service) || service === '' || !isCountry(country)) return false;
  return !/^(\d)\1{7}$/.test(serial) && checkDigit(serial) === Number(check);
}

// ISO 3166-1 alpha-2 without the codes that are free for private use (AA, QM–QZ, XA–XZ, ZZ).
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && !/^(AA|Q[M-Z]|X[A-Z]|ZZ)$/.test(code);
