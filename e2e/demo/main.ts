import { rmSync } from 'node:fs';
import { startSuite } from '@portolan/suite';
import { verify } from '../reader/verify.ts';
import { connect } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { freePort } from '../support/ports.ts';
import { breakFact, breaks, isBreak } from './break.ts';
import { printTimeline } from './timeline.ts';

// `make demo`: its own suite on an empty folder, one story over REST alone, and a reader that recomputes everything.

const texts = {
  en: {
    story: 'Direct mail, 9610: three lines of electronics from Shenzhen to a buyer in Portland, USD 152.00',
    checked: 'An independent reader added up the event feed and compared it with what REST answers.',
  },
  zh: {
    story: '跨境电商直邮出口（9610）：深圳发往波特兰买家的三项电子产品，合计 USD 152.00',
    checked: '独立核对程序已按事件流重新汇总，并与 REST 接口的结果逐项比对。',
  },
} as const;

const began = performance.now();
const data = '.data/demo';
const wanted = process.env['BREAK'] ?? '';
// Many a shell has set it already, to the likes of en_GB:en or zh_CN:zh.
const language = process.env['LANGUAGE']?.startsWith('zh') ? 'zh' : 'en';
if (wanted !== '' && !isBreak(wanted)) {
  console.error(`BREAK=${wanted} is not known. There are: ${Object.keys(breaks).join(', ')}`);
  process.exit(2);
}
const words = texts[language];

rmSync(data, { recursive: true, force: true });
const suite = await startSuite({
  data,
  seed: process.env['SEED'] ?? 'portolan',
  clock: 'step',
  gatewayPort: await freePort(),
  sandboxPort: await freePort(),
});

const as = (key: string | undefined) =>
  connect({ baseUrl: () => suite.gatewayUrl, key: key ?? '', patienceMs: 10_000 });
const merchant = as(suite.keys['merchant-shenzhen']);
const cast = {
  merchant,
  operator: as(suite.keys['operator']),
  outside: connect({ baseUrl: () => suite.sandboxUrl, key: '', patienceMs: 10_000 }),
};

let failed = false;
try {
  console.log(`${words.story}\n`);
  const orderId = await begin(cast, 'SO-2026-0001');
  await finish(cast, orderId, suite.settle, suite.step);
  await printTimeline(merchant, orderId, language);
  if (isBreak(wanted)) console.log(`\nBREAK=${wanted}: ${await breakFact(wanted, data)}`);
  const { events, breaches } = await verify(merchant);
  console.log(`\n${words.checked}`);
  for (const breach of breaches) console.log(`  BREACH  ${breach}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`demo: 1 stories, ${events} events, ${breaches.length} breaches, ${seconds} s`);
  failed = breaches.length > 0;
} finally {
  await suite.stop();
}
process.exit(failed ? 1 : 0);
