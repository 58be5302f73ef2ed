import type { Flaw, Invariant, Observed } from './invariant.ts';

interface Found {
  readonly flaw: Flaw | undefined;
}

const email = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
// GB 11643: region, date of birth, serial number, check digit.
const identityNumber = /(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\w)/;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * No personal datum in clear in any event. `canaries` are texts that stand for people's data; without them what can be
 * told by its form is found: addresses of e-mail, and identity numbers with a right check digit.
 */
export function personal(canaries: readonly string[]): Invariant<Found> {
  const canary = anyOf(canaries);
  const flawOf = ({ data, meta }: Observed): Flaw | undefined => {
    const kind = kindOf(data, canary);
    return kind === undefined ? undefined : { code: 'IN_CLEAR', data: { event: meta.id, kind } };
  };
  return {
    name: 'personal',
    holds: { en: 'No personal datum stands in clear in an event.', zh: '任何事件中都没有明文个人信息。' },
    flaws: {
      // What was found is not repeated.
      IN_CLEAR: { en: '{event} holds a personal datum in clear ({kind}).', zh: '{event} 含有明文个人信息（{kind}）。' },
    },
    across: false,
    begin: () => ({ flaw: undefined }),
    on: {},
    each: {
      about: (event) => (flawOf(event) === undefined ? [] : [event.meta.id]),
      next: (_, event) => ({ flaw: flawOf(event) }),
    },
    never: ({ flaw }) => flaw,
  };
}

/** One look for all of them. */
function anyOf(canaries: readonly string[]): RegExp | undefined {
  if (canaries.length === 0) return undefined;
  return new RegExp(canaries.map((canary) => canary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

function kindOf(value: unknown, canary: RegExp | undefined): string | undefined {
  if (typeof value === 'string') return kindOfText(value, canary);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  for (const name in value) {
    const kind = kindOf((value as Readonly<Record<string, unknown>>)[name], canary);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function kindOfText(text: string, canary: RegExp | undefined): string | undefined {
  if (canary?.test(text)) return 'canary';
  if (text.includes('@') && email.test(text)) return 'email';
  if (text.length < 18) return undefined;
  const number = identityNumber.exec(text)?.[0];
  return number !== undefined && isIdentityNumber(number) ? 'identity number' : undefined;
}

function isIdentityNumber(text: string): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === '10X98765432'[sum % 11];
}
