import { textAt, wholeList } from '../story/api.ts';
import { type Account, entryOf } from './reading.ts';

interface Line {
  warehouseId: string;
  sku: string;
  increased: bigint;
  reduced: bigint;
  plannedReduction: bigint;
}

/** The customs account book: stock = increased − reduced, and what the book holds lies on the zone's shelves. */
export function book(): Account {
  const lines = new Map<string, Line>();
  const shelves = new Map<string, bigint>();
  const shelf = (data: unknown, units: bigint) => {
    const [warehouse = '', sku = ''] = ['warehouseId', 'sku'].map((name) => textAt(data as never, 'bucket', name));
    shelves.set(`${warehouse}/${sku}`, (shelves.get(`${warehouse}/${sku}`) ?? 0n) + units);
  };
  return {
    add({ type, data }) {
      const quantity = BigInt(textAt(data, 'quantity') || '0');
      if (type === 'GoodsReceived' || type === 'StockReturned') shelf(data, quantity);
      if (type === 'StockDispatched') shelf(data, -quantity);
      if (!type.startsWith('Book')) return [];
      const key = `${textAt(data, 'emsNo')}/${textAt(data, 'recordNo')}`;
      const line = entryOf(lines, key, () => ({
        ...{ warehouseId: '', sku: '' },
        ...{ increased: 0n, reduced: 0n, plannedReduction: 0n },
      }));
      if (type === 'BookItemOpened')
        Object.assign(line, { warehouseId: textAt(data, 'warehouseId'), sku: textAt(data, 'sku') });
      if (type === 'BookIncreased') line.increased += quantity;
      if (type === 'BookReductionPlanned') line.plannedReduction += quantity;
      if (type === 'BookReduced') {
        line.plannedReduction -= quantity;
        line.reduced += quantity;
      }
      const available = line.increased - line.reduced - line.plannedReduction;
      return available < 0n || line.plannedReduction < 0n ? [`book: ${key} falls below zero`] : [];
    },

    async compare(api) {
      if (lines.size === 0) return [];
      const rows = await wholeList(api, '/v1/account-book', 'items');
      const shown = new Map(rows.map((row) => [`${textAt(row, 'emsNo')}/${textAt(row, 'recordNo')}`, row]));
      const breaches: string[] = [];
      const held = new Map<string, bigint>();
      for (const [key, { warehouseId, sku, increased, reduced, plannedReduction }] of lines) {
        const stock = increased - reduced;
        const expected = { increased, reduced, plannedReduction, stock, available: stock - plannedReduction };
        for (const [name, count] of Object.entries(expected)) {
          const answered = textAt(shown.get(key), name) || '0';
          if (BigInt(answered) !== count)
            breaches.push(`book: ${key} has ${name} ${count} by the feed, ${answered} by REST`);
        }
        held.set(`${warehouseId}/${sku}`, (held.get(`${warehouseId}/${sku}`) ?? 0n) + stock);
      }
      for (const [place, count] of held) {
        const lies = shelves.get(place) ?? 0n;
        if (lies !== count) breaches.push(`book: ${place} has ${count} by the account book, ${lies} on the shelf`);
      }
      return breaches;
    },

    open: () =>
      [...lines]
        .filter(([, { plannedReduction }]) => plannedReduction !== 0n)
        .map(([key, { plannedReduction }]) => `book: ${key} still has a planned reduction of ${plannedReduction}`),
  };
}
