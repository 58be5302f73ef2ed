import { type Api, at, type Json, ok } from '../../story/api.ts';

export interface Books {
  readonly breaches: readonly string[];
  /** Messages that reached the outside world more than once and were recognised there. */
  readonly repeatedMessages: number;
}

/** The outside world's own books: one of everything for each order that was carried out. */
export async function readBooks(outside: Api, orders: number, credits: number): Promise<Books> {
  const books = ok(await outside.get('/books'), 'the books of the outside world');
  const breaches: string[] = [];
  for (const name of ['payments', 'declarations', 'labels']) {
    const counts = Object.entries((at(books, name) ?? {}) as Readonly<Record<string, Json>>);
    if (counts.length !== orders) breaches.push(`${name}: ${counts.length} in the books, for ${orders} orders`);
    for (const [what, count] of counts) if (count !== 1) breaches.push(`${name}: ${what} happened ${count} times`);
  }
  for (const name of ['refunds', 'rejections', 'cancellations', 'labelVoids'])
    for (const what of Object.keys((at(books, name) ?? {}) as Readonly<Record<string, Json>>))
      breaches.push(`${name}: ${what}, and nobody asked for it`);
  const wanted = { credits, deals: orders };
  for (const [name, count] of Object.entries(wanted))
    if (at(books, name) !== count) breaches.push(`${name}: ${at(books, name)} in the books, ${count} were to be`);
  return { breaches, repeatedMessages: Number(at(books, 'repeatedMessages')) };
}
