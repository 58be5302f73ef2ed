import { type Api, at, type Json, listAt } from '../story/api.ts';
import type { Things } from './things.ts';

/** A route as the served document describes it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** The document's own example of a body: a request that is right but for whose thing it is about. */
  readonly body: Json;
  /** What its query must name, by the document's own examples; ''. */
  readonly query: string;
}

/** All routes below /v1 that a key opens; what a signature opens is not among them. */
export async function routesOf(api: Api): Promise<readonly Route[]> {
  const document = (await api.get('/openapi.json')).body;
  return Object.entries(at(document, 'paths') as Record<string, Json>)
    .filter(([path]) => path.startsWith('/v1/') && !path.startsWith('/v1/inbound/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Json>).map(([method, route]) => {
        const schema = at(route, 'requestBody', 'content', 'application/json', 'schema', '$ref');
        const [body] = listAt(document, 'components', 'schemas', String(schema).split('/').at(-1) ?? '', 'examples');
        return { method, path, body, query: neededOf(route) };
      }),
    );
}

function neededOf(route: Json): string {
  const needed = listAt(route, 'parameters').filter(
    (each) => at(each, 'in') === 'query' && at(each, 'required') === true,
  );
  const pairs = needed.map((each): [string, string] => [String(at(each, 'name')), String(at(each, 'example'))]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

const kinds: Readonly<Record<string, string>> = {
  ...{ orders: 'order', declarations: 'declaration', shipments: 'shipment', parcels: 'parcel', accounts: 'account' },
  ...{ goods: 'sku', consumers: 'consumer', imports: 'import', inbounds: 'inbound', returns: 'return', funds: 'fund' },
  ...{ transactions: 'transaction', reservations: 'reservation' },
  payouts: 'payout',
  ...{ escrows: 'escrow', disputes: 'dispute', withholdings: 'withholding' },
  ...{ receipts: 'receipt', 'virtual-accounts': 'virtual' },
  ...{ 'bop-declarations': 'bop', 'reconciliation-breaks': 'difference' },
  ...{ 'match-cases': 'case', 'payment-inquiries': 'inquiry' },
  ...{ 'refund-claims': 'refund', 'signed-statements': 'statement' },
  ...{ messages: 'message', quotes: 'cost', deals: 'deal', breaches: 'breach', summaries: 'summary' },
};

interface Asked {
  readonly name: string;
  readonly id: string;
  /** Id of the thing that it has its place in; '' where it has one of its own. */
  readonly within: string;
}

// The first of what is counted within a thing is no thing of its own.
const numbered = (path: string) => path.replace('{number}', '1');

/** What a route with a parameter is asked about: names and ids of every real thing of that kind. */
export function asked(path: string, things: Things): readonly Asked[] {
  const owner = [...numbered(path).matchAll(/\/([a-z-]+)\/\{/g)].at(-1)?.[1] ?? '';
  const kind = path.startsWith('/v1/exchange/quotes/') ? 'firm' : kinds[owner];
  const found = [...things].filter(([name]) => name.split('.')[1] === kind);
  if (found.length === 0) throw new Error(`no real thing stands for the parameter of ${path}`);
  const within = (name: string) => (kind === 'message' ? things.get(`${name.split('.')[0]}.declaration`) : undefined);
  return found.map(([name, id]) => ({ name, id, within: within(name) ?? '' }));
}

/** A path with its parameters. */
export const filled = (path: string, { id, within }: Omit<Asked, 'name'>) =>
  [within, id]
    .filter((each) => each !== '')
    .reduce((left, each) => left.replace(/\{[^}]+\}/, encodeURIComponent(each)), numbered(path));

/** An id of the same form that nothing has. */
export const invented = (id: string) => id.replace(/[a-z0-9]$/i, (last) => (last === '0' ? '1' : '0'));
