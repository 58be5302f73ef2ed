import { chinaDay } from '@portolan/china';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { EventMeta, Projection, Recorded, View } from '@portolan/engine';
import { type DocumentStore, found } from '@portolan/store';
import { after, signOf } from '../declaration/course/moving.ts';
import { isSent, type Lane, laneAt, stepOf, whole } from '../declaration/course/steps.ts';
import type { Course, Position } from '../declaration/course/table.ts';
import { type DeclarationEvent, kindsOf, modeOf, type Papers } from '../declaration/state.ts';
import { type Durations, minutesBetween, withDuration } from '../release-times/durations.ts';

interface Where {
  readonly customsCode: string;
  readonly tradeMode: string;
  /** I or E: both stand under 9610. */
  readonly direction: string;
}

/** Where a declaration stands, and since when. */
interface Standing extends Where {
  readonly [field: string]: unknown;
  readonly course: Course;
  readonly list: MessageKind;
  readonly documents: readonly MessageKind[];
  /** Documents that are queued and not taken yet. */
  readonly unsent: readonly MessageKind[];
  readonly position: Position;
  readonly since: string;
  /** When the list went out first; ''. */
  readonly sentAt: string;
  readonly lane: Lane;
  readonly released: boolean;
}

/** How long a step took on a day (China) at an office under a mode: of every step that ended on it. */
export interface StepTimes extends Where {
  readonly [field: string]: unknown;
  readonly day: string;
  readonly step: string;
  /** As closely as customs had looked when the step ended. */
  readonly lane: Lane;
  readonly minutes: Durations;
}

const standings = 'release_standings';
const times = 'release_times';
/** The same of all merchants, by customs office, which stands in the tenant's place. */
const byOffice = 'release_times_by_office';
const kept = { indexes: { byDay: ['day'], byStep: ['step', 'day'] }, tenantOnly: true };

/** How long declarations take, step by step: counted on the day on which the step ends, so that nothing grows with them. */
export const releaseTimes: Projection<DeclarationEvent> = {
  name: 'customs.release-times.v1',
  reads: ['customs'],
  collections: { [standings]: { tenantOnly: true }, [times]: kept, [byOffice]: kept },
  unhurried: true,
  on: {
    async DeclarationDrafted({ data: { declarationId, ...papers }, meta }, view) {
      const place = placeOf(papers);
      const begun = { position: 'DRAFTED', since: meta.time, sentAt: '', lane: 'DIRECT', released: false } as const;
      await view.put(standings, meta.tenant, declarationId, { ...place, ...begun, unsent: place.documents });
    },
    async MessageQueued({ data: { declarationId, kind }, meta }, view) {
      const standing = await view.get<Standing>(standings, meta.tenant, declarationId);
      if (standing === undefined || !standing.documents.includes(kind) || standing.unsent.includes(kind)) return;
      await view.put(standings, meta.tenant, declarationId, { ...standing, unsent: [...standing.unsent, kind] });
    },
    async MessageSent(event, view) {
      const { kind } = event.data;
      await move(view, event, ({ unsent }) => ({ unsent: unsent.filter((one) => one !== kind) }));
    },
    // What it waited for while it was sent back is counted where it was sent back.
    DeclarationResubmitted: (event, view) => move(view, event, undefined, placeOf(event.data)),
    DocumentsAccepted: (event, view) => move(view, event),
    DeclarationStored: (event, view) => move(view, event),
    DeclarationUnderReview: (event, view) => move(view, event),
    DeclarationReleased: (event, view) => move(view, event),
    DeclarationClosed: (event, view) => move(view, event),
    DeclarationReturned: (event, view) => move(view, event),
    DeclarationSummarised: (event, view) => move(view, event),
    DeclarationEntered: (event, view) => move(view, event),
    DeclarationCancelled: (event, view) => move(view, event),
  },
};

/** Days, yyyy-mm-dd in China, both in it; `step` '' is any. */
interface Asked {
  readonly from: string;
  readonly until: string;
  readonly step: string;
}

/** Of a merchant's own declarations. */
export const stepTimesOf = (documents: DocumentStore, tenant: string, asked: Asked) =>
  within(documents, times, tenant, asked);

/** Of everything that was declared at customs offices. */
export async function stepTimesAt(documents: DocumentStore, offices: readonly string[], asked: Asked) {
  const all = [];
  for (const office of offices) all.push(...(await within(documents, byOffice, office, asked)));
  return all;
}

async function within(documents: DocumentStore, collection: string, tenant: string, { from, until, step }: Asked) {
  const index = step === '' ? { index: 'byDay' } : { index: 'byStep', equals: [step] };
  const query = { collection, tenant, ...index, atMost: until, descending: true };
  const all: StepTimes[] = [];
  for await (const { document } of found<StepTimes>((page) => documents.find(page), query)) {
    if (document.day < from) break;
    all.push(document);
  }
  return all;
}

function placeOf(papers: Papers) {
  const { customsCode, tradeMode } = papers.list;
  const { course, direction } = modeOf(papers);
  const { documents, list } = kindsOf(papers);
  return { customsCode, tradeMode, direction, course, list, documents };
}

type Moving = Recorded<DeclarationEvent>;

/** Takes the declaration where its course leads it; counts how long it stood, and on its release how long all of it took. */
async function move(
  view: View,
  event: Moving,
  to: (standing: Standing) => Partial<Standing> = () => ({}),
  place?: ReturnType<typeof placeOf>,
): Promise<void> {
  const { meta, data } = event;
  const before = await view.get<Standing>(standings, meta.tenant, data.declarationId);
  // Taken back before it was drafted: it never stood anywhere.
  if (before === undefined) return;
  const changed: Standing = { ...before, ...to(before) };
  const documentsSent = !changed.documents.some((kind) => changed.unsent.includes(kind));
  const sign = signOf(event, { list: changed.list, documentsSent });
  const position = sign === undefined ? undefined : after(changed.course, changed.position, sign);
  const stands = position === undefined ? changed : await arrived(view, meta, changed, position);
  await view.put(standings, meta.tenant, data.declarationId, { ...stands, ...place });
}

async function arrived(view: View, meta: EventMeta, standing: Standing, position: Position): Promise<Standing> {
  if (position === standing.position) return standing;
  const lane = laneAt(standing.lane, position);
  const sentAt = standing.sentAt === '' && isSent(position) ? meta.time : standing.sentAt;
  const now = { ...standing, lane, sentAt, position, since: meta.time };
  await count(view, meta, now, stepOf(standing.position, position), standing.since);
  if (position !== 'RELEASED' || standing.released) return now;
  await count(view, meta, now, whole, sentAt);
  return { ...now, released: true };
}

async function count(view: View, meta: EventMeta, standing: Standing, step: string, since: string): Promise<void> {
  const { customsCode, tradeMode, direction, lane } = standing;
  const day = chinaDay(meta.time);
  const key = [day, customsCode, tradeMode, direction, lane, step].join(' ');
  const none = { day, customsCode, tradeMode, direction, lane, step, minutes: {} };
  const minutes = minutesBetween(since, meta.time);
  for (const [collection, owner] of [
    [times, meta.tenant],
    [byOffice, customsCode],
  ] as const) {
    const counted = (await view.get<StepTimes>(collection, owner, key)) ?? none;
    await view.put(collection, owner, key, { ...counted, minutes: withDuration(counted.minutes, minutes) });
  }
}
