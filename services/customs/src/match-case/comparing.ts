import type { Complete } from '@portolan/contracts';
import type { Comparison } from '@portolan/contracts/customs/v1/customs';
import type { DocumentKind } from '@portolan/contracts/customs/v1/types';
import type { Compared } from './matching.ts';
import { documentKinds } from './waiting.ts';

/** Version of each paper, by its name in a field. */
export type Versions = Readonly<Record<string, number>>;

const sources: Readonly<Record<string, string>> = {
  order: 'platform',
  receipt: 'payment_institution',
  payment: 'payment_institution',
  waybill: 'carrier',
  list: 'declarant',
  filing: 'merchant',
  register: 'customs',
  book: 'zone_operator',
};

/** A comparison as it is shown: what each paper says, in which version, and from whom that is. */
export function shownComparison(compared: Compared, versions: Versions): Complete<Comparison> {
  const { rule, field, expected, actual, against, agrees } = compared;
  return {
    rule: rule.code,
    field,
    agrees,
    severity: rule.severity,
    values: [valueAt(against, expected, versions), valueAt(field, actual, versions)],
    owner: rule.owner,
    document: rule.document,
    ruleSource: rule.source,
  };
}

/** An amount worked out of several fields of one paper is that paper's; of several papers, the first's. */
function valueAt(field: string, value: string, versions: Versions) {
  const paper = /[a-z]+/.exec(field)?.[0] ?? '';
  const document: DocumentKind =
    Object.entries(documentKinds).find(([name]) => name === paper)?.[1] ?? 'DOCUMENT_KIND_UNSPECIFIED';
  return { document, version: versions[paper] ?? 0, source: sources[paper] ?? 'law', field, value };
}
