import type { Recorded } from '@portolan/engine';
import type { Breach } from '@portolan/invariants';
import type { Document } from '@portolan/store';
import type { DocumentDisk } from '@portolan/testkit/simulation';
import type { Past } from './fold.ts';
import { releaseNoted } from './upgrade.ts';

/** The feeds are a record, which nobody can read anew; what may be asked of them is that they tell everything once. */
export function feedFlaws(past: Past, documents: DocumentDisk): readonly Breach[] {
  const expected = new Map<string, Map<string, Recorded>>();
  for (const event of past.events) {
    if (event.type === releaseNoted) continue;
    const { tenant, audience, id } = event.meta;
    for (const reader of new Set([tenant, ...audience.map((each) => each.tenant)])) {
      if (reader === '') continue;
      const own = expected.get(reader) ?? new Map<string, Recorded>();
      expected.set(reader, own.set(id, event));
    }
  }
  return [...expected].flatMap(([reader, events]) => [...flawsOf(reader, events, documents)]);
}

interface Row extends Document {
  readonly number: number;
  readonly event: {
    readonly id: string;
    readonly subject: string;
    readonly version: string;
    readonly correlation?: string;
  };
}

function* flawsOf(reader: string, events: ReadonlyMap<string, Recorded>, documents: DocumentDisk): Generator<Breach> {
  const query = { collection: 'feed', tenant: reader, index: 'by-number', limit: Number.MAX_SAFE_INTEGER };
  const told = new Set<string>();
  const versions = new Map<string, number>();
  let last = 0;
  for (const { document } of documents.find(query)) {
    const { number, event } = document as Row;
    const { id, subject, version } = event;
    const about = { reader, event: id, number: String(number) };
    const order = event.correlation ?? '';
    if (number !== last + 1) yield flaw('NUMBER_MISSING', { ...about, last: String(last) }, order, [id]);
    if (told.has(id)) yield flaw('TOLD_TWICE', about, order, [id]);
    const before = versions.get(subject) ?? 0;
    if (Number(version) < before) yield flaw('OUT_OF_ORDER', { ...about, last: String(before) }, order, [id]);
    told.add(id);
    versions.set(subject, Math.max(before, Number(version)));
    last = number;
  }
  for (const [id, { meta }] of events)
    if (!told.has(id)) yield flaw('NOT_TOLD', { reader, event: id }, meta.correlation, [id]);
}

function flaw(
  code: string,
  data: Readonly<Record<string, string>>,
  orderId: string,
  events: readonly string[],
): Breach {
  const tenant = data['reader'] ?? '';
  return { invariant: 'feeds', code, key: tenant, tenant, orderId, stream: '', time: '', data, events };
}
