import { blank, givenGuid, moment, status, text } from '../../table/field.ts';
import { table } from '../../table/table.ts';

/** What the port says of a message whose form it cannot take: any message, of either family. */
export const formatError900 = table({
  number: '900',
  title: { zh: '报文格式校验回执', en: 'format error' },
  family: 'import',
  sender: 'port',
  business: 'MessageReturn',
  fields: {
    guid: givenGuid,
    returnStatus: status,
    returnInfo: blank(text(5000)),
    returnTime: moment(),
    oriCopMsgId: blank(text(255, 'CopMsgId of the message that is meant')),
    oriMessageType: blank(text(15, 'CEB311Message, or Unknown')),
    oriBizMessage: blank(text(10_000_000, 'the message itself')),
  },
  mostDocuments: 1,
  direction: 'received',
  signature: 'none',
  key: ['oriCopMsgId'],
});
