import { route } from '../route.ts';
import { noParams } from '../schemas/common.ts';
import { measureReleaseTimes, releaseTimes } from '../schemas/release-times.ts';

/** Release-time study (整体通关时间): how long customs, the port and the declarant take. */
export const releaseTimeRoutes = [
  route({
    method: 'GET',
    path: '/v1/release-times',
    tag: 'customs',
    summary: 'How long declarations take, step by step: median, 90th and 99th percentile',
    description:
      'By office, mode, direction and step, over all lanes and in each. Of your own declarations; of a customs office ' +
      'those that were declared there. A step counts on the day (China) on which it ended, by the time at which the ' +
      'suite heard of it. To the minute below 1,000 minutes, above that to three digits.',
    access: ['merchant', 'customs_office', 'operations'],
    params: noParams,
    query: measureReleaseTimes,
    status: 200,
    reply: releaseTimes,
    problems: ['RELEASE_PERIOD_INVALID', 'RELEASE_STEP_UNKNOWN'],
    handle: ({ query: { mode: tradeMode, office: customsCode, ...asked } }, { caller }, { clients }) =>
      clients.customs.measureReleaseTimes({ ...asked, tradeMode, customsCode }, caller),
  }),
];
