import type { Language } from '@portolan/contracts';
import type { DocumentStore } from '@portolan/store';
import { renderPayload } from '../../projections/render.ts';
import { outsideCause, type TimelineEntry } from '../../projections/timeline.ts';
import { sentenceOf } from './sentences.ts';

/** One entry of a timeline as it is read: its sentence, its cause and its payload. */
export async function told(
  entry: TimelineEntry,
  all: readonly TimelineEntry[],
  language: Language,
  documents: DocumentStore,
) {
  return {
    id: entry.id,
    service: entry.service,
    type: entry.type,
    time: entry.time,
    text: sentenceOf(entry.type, entry.data, language),
    cause: await causeOf(entry.cause, all, documents),
    data: renderPayload(entry.data),
  };
}

async function causeOf(id: string, all: readonly TimelineEntry[], documents: DocumentStore) {
  const known = all.find((entry) => entry.id === id) ?? (await outsideCause(documents, id));
  if (known !== undefined) return { id, kind: 'event' as const, type: known.type, service: known.service };
  return { id, kind: id.includes('@') ? ('event' as const) : ('command' as const) };
}
