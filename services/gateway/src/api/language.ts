import type { Language } from '@portolan/contracts';

/**
 * The language a caller wants: the better-weighted of zh and en in Accept-Language (RFC 9110 12.5.4), English where
 * neither is named.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: Language = 'en';
  let weight = 0;
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'en' && language !== 'zh') continue;
    const quality = qualityOf(parameters);
    if (quality <= weight) continue;
    best = language;
    weight = quality;
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  if (given === undefined) return 1;
  const quality = Number(given.slice(2));
  return Number.isFinite(quality) ? quality : 0;
}
