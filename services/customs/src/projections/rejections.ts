import { chinaDay } from '@portolan/china';
import type { CustomsEvent, Only } from '@portolan/contracts';
import type { EventMeta, Projection, View } from '@portolan/engine';
import { type DocumentStore, type Found, findAll } from '@portolan/store';
import { foreseenBy } from '../match-case/matching.ts';

/** One code with which messages of a kind came back. */
export interface Returned {
  readonly kind: string;
  readonly code: string;
  readonly times: number;
  /** Rules that could have foreseen it, the likeliest first; none: nobody could. */
  readonly rules: readonly string[];
  /** Of one of them: what was said, and of which declaration. */
  readonly info: string;
  readonly declarationId: string;
}

/** What became of the lists of a day (China) at an office under a mode. */
export interface Tally {
  readonly [field: string]: unknown;
  readonly day: string;
  readonly customsCode: string;
  readonly tradeMode: string;
  /** Lists that went out, every version counted. */
  readonly lists: number;
  /** Matches that failed before anything went out, and how many of them for each rule. */
  readonly caught: number;
  readonly caughtBy: Readonly<Record<string, number>>;
  readonly returned: readonly Returned[];
}

type Where = Pick<Tally, 'customsCode' | 'tradeMode'>;

const tallies = 'rejection_tallies';
const places = 'rejection_places';

type Told = Only<
  CustomsEvent,
  | 'ListDrafted'
  | 'CaseMismatched'
  | 'DeclarationDrafted'
  | 'DeclarationResubmitted'
  | 'MessageSent'
  | 'DeclarationReturned'
>;

/**
 * What was caught here and what customs sent back all the same, by merchant, day, office and mode: so that it can be
 * seen whether what could be foreseen goes to zero. What never left the house (FORM, HTTP …) is not customs' answer.
 */
export const rejections: Projection<Told> = {
  name: 'customs.rejections.v1',
  reads: ['customs'],
  collections: {
    [tallies]: { indexes: { byDay: ['day'] }, tenantOnly: true },
    /** Office and mode of a case or declaration. */
    [places]: { tenantOnly: true },
  },
  on: {
    async ListDrafted({ data: { caseId, list }, meta }, view) {
      await place(view, meta, caseId, list);
    },
    async CaseMismatched({ data: { caseId, differences }, meta }, view) {
      await count(view, meta, caseId, (tally) => {
        const caughtBy = { ...tally.caughtBy };
        for (const rule of new Set(differences.map((difference) => difference.rule))) {
          caughtBy[rule] = (caughtBy[rule] ?? 0) + 1;
        }
        return { caught: tally.caught + 1, caughtBy };
      });
    },
    async DeclarationDrafted({ data: { declarationId, list }, meta }, view) {
      await place(view, meta, declarationId, list);
    },
    async DeclarationResubmitted({ data: { declarationId, list }, meta }, view) {
      await place(view, meta, declarationId, list);
    },
    async MessageSent({ data: { declarationId, kind }, meta }, view) {
      if (kind !== 'MESSAGE_KIND_CEB603' && kind !== 'MESSAGE_KIND_CEB621') return;
      await count(view, meta, declarationId, ({ lists }) => ({ lists: lists + 1 }));
    },
    async DeclarationReturned({ data: { declarationId, kind, status, info }, meta }, view) {
      const codes = codesOf(status, info);
      if (codes.length === 0) return;
      await count(view, meta, declarationId, ({ returned }) => ({
        returned: codes.reduce((all, code) => more(all, kind, code, info, declarationId), returned),
      }));
    },
  },
};

/** Tallies of a merchant from a day to a day (yyyy-mm-dd, both in it). */
export async function talliesOf(documents: DocumentStore, tenant: string, from: string, to: string) {
  const query = { collection: tallies, tenant, index: 'byDay', atMost: to };
  const found: readonly Found<Tally>[] = await findAll<Tally>((page) => documents.find(page), query);
  return found.map(({ document }) => document).filter(({ day }) => day >= from);
}

/**
 * The codes that a return names: `[Code:1320;Desc:…]`, several of them in one text; without one, the status itself.
 * Nothing for what customs and port never saw.
 */
export function codesOf(status: string, info: string): readonly string[] {
  if (!/^-?\d+$/.test(status)) return [];
  const named = [...info.matchAll(/\[Code:(-?\d+);/g)].flatMap(([, code]) => code ?? []);
  // The port's own codes are told as the status is: -621005 says 621005 in its text.
  return status.startsWith('-') || named.length === 0 ? [status] : [...new Set(named)];
}

function more(
  all: readonly Returned[],
  kind: string,
  code: string,
  info: string,
  declarationId: string,
): readonly Returned[] {
  const same = (one: Returned) => one.kind === kind && one.code === code;
  const known = all.find(same) ?? { kind, code, times: 0, rules: foreseenBy(code), info, declarationId };
  // The same one, in whatever order they are read.
  const told = declarationId < known.declarationId ? { info, declarationId } : {};
  const rest = all.filter((one) => !same(one));
  const order = (one: Returned, other: Returned) =>
    `${one.kind} ${one.code}` < `${other.kind} ${other.code}` ? -1 : 1;
  return [...rest, { ...known, ...told, times: known.times + 1 }].toSorted(order);
}

async function place(view: View, { tenant }: EventMeta, id: string, { customsCode, tradeMode }: Where): Promise<void> {
  await view.put(places, tenant, id, { customsCode, tradeMode });
}

async function count(view: View, meta: EventMeta, id: string, to: (tally: Tally) => Partial<Tally>): Promise<void> {
  const where = await view.get<Where & { readonly [field: string]: unknown }>(places, meta.tenant, id);
  // Taken back before it was drafted, or never declared: at no office.
  if (where === undefined) return;
  const { customsCode, tradeMode } = where;
  const day = chinaDay(meta.time);
  const key = `${day} ${customsCode} ${tradeMode}`;
  const none = { day, customsCode, tradeMode, lists: 0, caught: 0, caughtBy: {}, returned: [] };
  const tally = (await view.get<Tally>(tallies, meta.tenant, key)) ?? none;
  await view.put(tallies, meta.tenant, key, { ...tally, ...to(tally) });
}
