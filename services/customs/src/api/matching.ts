import type { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Runtime, ServiceClient } from '@portolan/service';
import type { Bureau } from './bureau.ts';
import { matchCaseQueries } from './match-cases.ts';
import { countRejections } from './rejections.ts';

/** What is asked about three-document matching: cases, rules, and what customs sent back all the same. */
export function matchingApi(runtime: Runtime, bureau: Bureau, books: ServiceClient<BooksDefinition>) {
  return { ...matchCaseQueries(runtime, bureau, books), countRejections: countRejections(runtime) };
}
