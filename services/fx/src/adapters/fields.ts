import { isCurrency, type Money, minorDigits, money, parseMoney } from '@portolan/money';
import { isBic, isIban, isLei } from './identifiers.ts';
import { type Flaws, text, type XmlNode } from './xml.ts';

// The facets of ISO 20022's data types. Each reader notes what is wrong and answers something harmless.

/** Max35Text and its like. An empty one is a flaw only where it is required. */
export function boundedText(value: string, field: string, longest: number, required: boolean, flaws: Flaws): string {
  if (value === '' && required) flaws.push({ field, reason: 'is missing' });
  if (value.length > longest) flaws.push({ field, reason: `is longer than ${longest} characters` });
  return value;
}

/** ActiveOrHistoricCurrencyAndAmount: at most 18 digits, no more decimals than the currency has, above zero. */
export function amountOf(node: XmlNode, name: string, field: string, flaws: Flaws): Money {
  const amount = sumOf(node, name, field, flaws);
  if (amount.minor === 0n && amount.currency !== '' && !flaws.some((flaw) => flaw.field === field)) {
    flaws.push({ field, reason: 'is not above zero' });
  }
  return amount;
}

/** The same where it may be nothing: balances and charges. */
export function sumOf(node: XmlNode, name: string, field: string, flaws: Flaws): Money {
  const currency = text(node, name, '@Ccy');
  const value = text(node, name);
  if (!isCurrency(currency)) {
    flaws.push({ field: `${field}/@Ccy`, reason: 'is not a currency of ISO 4217' });
    return { minor: 0n, currency: '' };
  }
  const nothing = money(0n, currency);
  if (!/^\d+(\.\d+)?$/.test(value) || value.replace('.', '').length > 18) {
    flaws.push({ field, reason: 'is not a decimal amount of at most 18 digits' });
    return nothing;
  }
  if ((value.split('.')[1] ?? '').length > minorDigits(currency)) {
    flaws.push({ field, reason: `has more decimals than ${currency}` });
    return nothing;
  }
  return parseMoney(value, currency);
}

/** ISODate or ISODateTime: a date stays a date, a time becomes an instant in UTC. '' where neither stands there. */
export function dateOrTime(node: XmlNode, name: string, field: string, flaws: Flaws): string {
  const date = text(node, name, 'Dt');
  if (date !== '') {
    if (!isDate(date)) flaws.push({ field: `${field}/Dt`, reason: 'is not a date' });
    return date;
  }
  return instant(text(node, name, 'DtTm'), `${field}/DtTm`, flaws);
}

/** ISODateTime with an offset. Without one nobody knows which instant is meant. '' for ''. */
export function instant(value: string, field: string, flaws: Flaws): string {
  if (value === '') return '';
  const shape = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.exec(value);
  const parsed = Date.parse(value);
  if (shape === null || !isDate(shape[1] ?? '') || Number.isNaN(parsed)) {
    flaws.push({ field, reason: 'is not a time with its offset' });
    return '';
  }
  return new Date(parsed).toISOString();
}

/** Decimal, above zero, of at most `digits` digits: BaseOneRate and its like. '' for ''. */
export function rateOf(value: string, field: string, digits: number, flaws: Flaws): string {
  const fits = /^\d+(\.\d{1,10})?$/.test(value) && value.replace('.', '').length <= digits && Number(value) > 0;
  if (value !== '' && !fits) flaws.push({ field, reason: `is not a rate of at most ${digits} digits` });
  return value;
}

/** UUID version 4 in lower case, as banks follow a payment by it; undefined for ''. */
export function uetrOf(value: string, field: string, flaws: Flaws): string | undefined {
  if (value === '') return undefined;
  const fits = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value);
  if (!fits) flaws.push({ field, reason: 'is not a UUID of version 4 in lower case' });
  return value;
}

/** AccountIdentification4Choice: an IBAN whose check digits are right, or any other number. */
export function accountOf(id: XmlNode, field: string, required: boolean, flaws: Flaws): string {
  const iban = text(id, 'IBAN');
  if (iban !== '' && !isIban(iban)) flaws.push({ field: `${field}/Id/IBAN`, reason: 'is no IBAN of ISO 13616' });
  return boundedText(iban || text(id, 'Othr', 'Id'), field, 34, required, flaws);
}

/** Identifiers of a party or a bank that stand there must check out. */
export function checkedIds(party: XmlNode, field: string, flaws: Flaws): void {
  const lei = text(party, 'Id', 'OrgId', 'LEI') || text(party, 'LEI');
  if (lei !== '' && !isLei(lei)) flaws.push({ field: `${field}/LEI`, reason: 'is no LEI of ISO 17442' });
  const bic = text(party, 'BICFI') || text(party, 'Id', 'OrgId', 'AnyBIC');
  if (bic !== '' && !isBic(bic)) flaws.push({ field: `${field}/BIC`, reason: 'is no BIC of ISO 9362' });
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const parsed = Date.parse(`${value}T00:00:00.000Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(value);
}
