import { roles } from '../../access/api-keys.ts';
import { Problem } from '../problem.ts';
import { type Ground, route } from '../route.ts';
import { noParams, noQuery } from '../schemas/common.ts';
import { clockMoved, clockReply, moveClock } from '../schemas/suite.ts';
import { instantAfter } from './duration.ts';

const advanceAtMostDays = 366;

export const clockRoutes = [
  route({
    method: 'GET',
    path: '/v1/clock',
    tag: 'suite',
    summary: 'What time it is in the suite, and how fast it goes',
    access: roles,
    params: noParams,
    query: noQuery,
    status: 200,
    reply: clockReply,
    problems: [],
    handle: async (_input, _call, ground) => stateOf(ground),
  }),
  route({
    method: 'POST',
    path: '/v1/test/clock',
    tag: 'suite',
    summary: 'Let the time of the whole suite stand, run or advance (test mode)',
    description:
      'One of: settle, step, freeze, advance, leap, speed. It is one clock for all services. Moves wait for each other; an ' +
      'advance answers when every timer on the way has fired and all that follows from it is done.',
    access: roles,
    params: noParams,
    query: noQuery,
    body: moveClock,
    status: 200,
    reply: clockMoved,
    problems: ['TEST_CLOCK_ABSENT', 'CLOCK_NEVER_BACK'],
    examples: { body: { advance: 'PT36H' } },
    async handle({ body }, _call, ground) {
      const { testClock } = ground;
      if (testClock === undefined) throw new Problem('TEST_CLOCK_ABSENT');
      const moved = async (move: Promise<{ readonly moved: boolean }>) => {
        const answer = await move;
        return { ...stateOf(ground), moved: answer.moved };
      };
      if (body.step) return moved(testClock.step());
      if (body.advance !== undefined) return moved(testClock.advance(goalOf('advance', body.advance, testClock.now())));
      if (body.leap !== undefined) return moved(testClock.leap(goalOf('leap', body.leap, testClock.now())));
      if (body.freeze) await testClock.setSpeed(0);
      else if (body.speed !== undefined) await testClock.setSpeed(body.speed);
      else await testClock.settle();
      return { ...stateOf(ground), moved: false };
    },
  }),
];

function stateOf({ clock, testClock }: Ground) {
  const now = clock.now();
  if (testClock === undefined) return { now, mode: 'machine' as const, speed: 1 };
  const speed = testClock.speed();
  return { now: testClock.now(), mode: speed === 0 ? ('frozen' as const) : ('running' as const), speed };
}

function goalOf(field: 'advance' | 'leap', move: string, now: string): string {
  const goal = instantAfter(now, move);
  if (goal < now) throw new Problem('CLOCK_NEVER_BACK', { now, until: goal, field });
  if (Date.parse(goal) - Date.parse(now) <= advanceAtMostDays * 86_400_000) return goal;
  const flawed = { field, flaw: 'ADVANCE_RANGE' as const, data: { days: String(advanceAtMostDays) } };
  throw new Problem('INVALID_REQUEST', { count: '1' }, [flawed]);
}
