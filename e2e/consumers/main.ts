import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { connect, listAt, ok, textAt } from '../story/api.ts';

// A consumer as an integrator would run it: reads under a name, does its work, acknowledges, and again. It may be killed
// at any moment; what it has done stands in its own book, a line for an event.
const [, , baseUrl = '', key = '', name = '', book = ''] = process.argv;
const api = connect({ baseUrl: () => baseUrl, key, patienceMs: 10_000 });

for (;;) {
  const done = new Set(existsSync(book) ? readFileSync(book, 'utf8').split('\n') : []);
  const page = ok(await api.get(`/v1/consumers/${name}/events?limit=7&wait=1`), 'the events');
  for (const event of listAt(page, 'events')) {
    const line = `${textAt(event, 'sequence')} ${textAt(event, 'id')}`;
    if (!done.has(line)) appendFileSync(book, `${line}\n`);
  }
  const through = textAt(page, 'through');
  if (listAt(page, 'events').length > 0)
    ok(await api.post(`/v1/consumers/${name}/acknowledgements`, { through }, name), 'the acknowledgement');
}
