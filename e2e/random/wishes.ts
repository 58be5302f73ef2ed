import { type Api, type Json, ok, textAt } from '../story/api.ts';
import { noteReturn, returnTerms, sameDocument, sellerOf } from './orders.ts';
import type { Crew } from './people.ts';
import type { Plan, Wish } from './plan.ts';

/** Where an order stands when somebody wants something of it. */
export interface Standing {
  readonly id: string;
  readonly plan: Plan;
  /** '' where nothing holds it. */
  readonly hold: string;
  /** Different holds that it has stood on so far, this one included. */
  readonly stood: number;
}

/** Refusals that a wish at the wrong moment may meet. */
const wrongMoment: ReadonlySet<string> = new Set([
  ...['ORDER_ON_ITS_WAY', 'ORDER_ENDS_ALREADY', 'ORDER_NOTHING_TO_RETRY', 'ORDER_DOCUMENT_TOO_LATE'],
  ...['ORDER_NOT_IN_INSPECTION', 'ORDER_RETURNED_ALREADY', 'ORDER_DOCUMENT_NOT_NEEDED', 'ORDER_NOT_UNDER_WAY'],
]);

/** Fulfils a wish when its moment has come: true then, whatever came of it. */
export async function fulfil(crew: Crew, wish: Wish, after: number, standing: Standing): Promise<boolean> {
  const { plan, hold, stood } = standing;
  const returning = returnTerms(plan, wish) !== undefined;
  if (wish === 'none') return true;
  if (returning || wish === 'accept' ? hold !== 'AWAITING_INSPECTION_END' : stood < after) return false;
  if (wish === 'nonsense') await refuseNonsense(crew, standing);
  else await ask(crew, wish, standing);
  return true;
}

async function ask({ cast, refused }: Crew, wish: Wish, { id, plan }: Standing): Promise<void> {
  const seller = sellerOf(cast, plan);
  const key = `${wish}-${id}`;
  const post = (what: string, body: Json) => seller.post(`/v1/orders/${id}/${what}`, body, key);
  const calls: Readonly<Partial<Record<Wish, () => ReturnType<typeof post>>>> = {
    cancel: () => post('cancellation', { reason: 'nobody wants it any more' }),
    accept: () => post('acceptance', {}),
    retry: () => post('retry', {}),
  };
  const [terms, document] = [returnTerms(plan, wish), sameDocument(plan)];
  const put = () => cast.platform.put(`/v1/orders/${id}/documents/order`, document, key);
  const made = terms !== undefined ? post('returns', terms) : wish === 'document' && document ? put() : calls[wish]?.();
  const answer = await made;
  if (answer === undefined) return;
  if (answer.status < 400) return noteReturn(plan, terms);
  if (!wrongMoment.has(textAt(answer.body, 'code'))) refused(`${wish} of ${plan.orderNo}`, answer.body);
}

/** What must be refused changes nothing. */
async function refuseNonsense({ cast, chance, refused }: Crew, { id, plan }: Standing): Promise<void> {
  const seller = sellerOf(cast, plan);
  const look = async () =>
    JSON.stringify([
      ok(await seller.get(`/v1/orders/${id}`), 'the order'),
      ok(await seller.get(`/v1/orders/${id}/holds`), 'the holds'),
    ]);
  const before = await look();
  const all = returnTerms(plan, 'keep-all') as { readonly refund: { readonly currency: string } };
  const tooMuch = { ...all, refund: { ...all.refund, amount: '9999.00' } };
  const [path, who, body] = chance.oneOf<readonly [string, Api, Json]>([
    ['returns', seller, tooMuch],
    ['cancellation', cast.operator, { reason: 'not theirs' }],
    ['returns', seller, { ...all, reason: 'BORED' }],
    ['acceptance', cast.overseasOperator, {}],
    ['retry', cast.platform, {}],
  ]);
  const answer = await who.post(`/v1/orders/${id}/${path}`, body, `nonsense-${id}`);
  if (answer.status < 400) refused(`nonsense at ${path} of ${plan.orderNo} was granted`, answer.body);
  if ((await look()) !== before) refused(`nonsense at ${path} of ${plan.orderNo} changed it`, answer.body);
}
