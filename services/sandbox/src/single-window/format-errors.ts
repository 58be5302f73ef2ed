import { buildMessage, tables } from '@portolan/ceb';
import { madeUuid } from '@portolan/eventsourcing';
import { later, second } from '../chance.ts';
import type { Push } from '../pushes.ts';
import type { World } from '../world.ts';
import type { Misshapen } from './messages.ts';
import { exchanged, returnTime } from './replies.ts';

/** CEB900: what the port says of a message whose form or signature it cannot take. */
export function formatError({ chance, runtime }: World, { copMsgId, messageType, code, flaws }: Misshapen): Push {
  const due = later(runtime.clock.now(), chance.between(second, 5 * second, 'single-window', 'format', copMsgId));
  const guid = madeUuid('format-error', copMsgId, due).toUpperCase();
  const head = {
    ...{ guid, returnStatus: `-${code}`, returnInfo: `[Code:${code};Desc:${flaws.join('; ')}]`.slice(0, 5_000) },
    ...{
      returnTime: returnTime(due),
      oriCopMsgId: copMsgId,
      oriMessageType: messageType.slice(0, 15),
      oriBizMessage: '',
    },
  };
  const body = exchanged('CEB900Message', guid, buildMessage(tables['900'], { guid, documents: [{ head }] }), due);
  return {
    key: `customs:${copMsgId}:format`,
    due,
    source: 'customs',
    path: 'customs',
    contentType: 'application/xml',
    body,
  };
}
