import { runSeed } from './run.ts';

const [seed = '1', order = '', faults = '1', orders = '8'] = process.argv.slice(2);
const events: {
  meta: { correlation: string; time: string; stream: string; service: string };
  type: string;
  data: object;
}[] = [];
const verbose = process.env['LOGS'];
const say = (name: string) => (fields: object, text: string) =>
  verbose !== undefined && name.startsWith(verbose)
    ? console.log(
        name,
        text,
        JSON.stringify(fields, (_k, v) => (v instanceof Error ? v.stack : typeof v === 'bigint' ? String(v) : v)).slice(
          0,
          600,
        ),
      )
    : undefined;
const outcome = await runSeed(seed, {
  orders: Number(orders),
  faults: faults === '1',
  watch: (_s, event) => void events.push(event as never),
  logger: (life) => ({ debug() {}, info() {}, warn: say(life.name), error: say(life.name) }),
});
console.log(outcome.breaches);
const id =
  events.find(
    ({ type, data }) =>
      type === 'OrderPlaced' &&
      JSON.stringify(data, (_k, v) => (typeof v === 'bigint' ? String(v) : v)).includes(order),
  )?.meta.correlation ?? '?';
for (const { meta, type, data } of events) {
  const text = JSON.stringify(data, (_k, v) => (typeof v === 'bigint' ? String(v) : v instanceof Uint8Array ? '…' : v));
  if (meta.correlation === id || text.includes(id))
    console.log(
      meta.time.slice(5, 19),
      meta.service.slice(0, 4),
      meta.stream.split('/')[1],
      type,
      text.replace(/"orderId":"[^"]*",?/, '').slice(0, Number(process.env['WIDE'] ?? 110)),
    );
}
