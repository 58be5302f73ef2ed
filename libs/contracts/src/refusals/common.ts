import type { Refusals } from '../language.ts';

const askAgain = { en: 'Send the same request again in a moment.', zh: '请稍后重发同一请求。' };

/** Refusals that every service can give: about the call itself, not about the trade. */
export const commonRefusals = {
  INCOMPLETE_REQUEST: {
    kind: 'invalid',
    en: 'The request lacks {missing}.',
    zh: '请求缺少 {missing}。',
    next: { en: 'Fill in what is missing and send it again.', zh: '补全后重新发送。' },
  },
  INVALID_MESSAGE: {
    kind: 'invalid',
    en: 'The message is kept, but it is not well-formed: {field} {reason}.',
    zh: '报文已留存，但格式有误：{field} {reason}。',
    next: { en: 'Mend the message and send it as a new one.', zh: '更正报文后作为新报文发送。' },
  },
  UNKNOWN_FIELD: {
    kind: 'invalid',
    en: 'There is no field {field} here.',
    zh: '此处没有字段 {field}。',
    next: { en: 'Remove the field, or correct its name.', zh: '删除该字段或更正其名称。' },
  },
  CURSOR_UNKNOWN: {
    kind: 'invalid',
    en: '{field} is not a place that this list has answered.',
    zh: '{field} 不是本列表返回过的位置。',
    next: {
      en: 'Send `nextCursor` of the page before, unchanged and with the same filters, or begin without a cursor.',
      zh: '请原样发送上一页的 `nextCursor` 并保持筛选条件不变，或不带游标从头查询。',
    },
  },
  COMMAND_ID_MISSING: {
    kind: 'invalid',
    en: 'A command needs an id of its own, and this one came without.',
    zh: '命令须带有自己的编号，本次调用未提供。',
    next: {
      en: 'Send an Idempotency-Key (REST) or a command id (gRPC).',
      zh: '请提供 Idempotency-Key（REST）或命令编号（gRPC）。',
    },
  },
  COMMAND_ID_REUSED: {
    kind: 'exists',
    en: 'The id {command} was used before with another request.',
    zh: '编号 {command} 已用于另一请求。',
    next: {
      en: 'Use a new Idempotency-Key for a new request; repeat the old request unchanged to get its answer again.',
      zh: '新请求请使用新的 Idempotency-Key；若要取回原答复，请原样重发原请求。',
    },
  },
  CALLER_MISSING: {
    kind: 'forbidden',
    en: 'The call does not say on whose behalf it is made.',
    zh: '调用未说明代表哪一方。',
    next: { en: 'Call with a tenant and a role.', zh: '请附带租户与角色后再调用。' },
  },
  DEADLINE_MISSING: {
    kind: 'invalid',
    en: 'The call has no deadline.',
    zh: '调用未设期限。',
    next: { en: 'Set a deadline on every call.', zh: '请为每次调用设定期限。' },
  },
  SERVICES_ONLY: {
    kind: 'forbidden',
    en: 'Only the services of the suite may ask this.',
    zh: '此接口仅供本套件的各服务内部调用。',
    next: {
      en: 'Use the REST interface: the steps of an order follow from the order, and its events stand at GET /v1/events.',
      zh: '请使用 REST 接口：订单各步骤由系统自动推进，事件可通过 GET /v1/events 查询。',
    },
  },
  PROJECTION_NOT_REBUILT: {
    kind: 'not_now',
    en: '{projection} is not built anew: {reason}.',
    zh: '{projection} 未重建：{reason}。',
    next: {
      en: 'Name a projection of this service; a record such as the feed is never built anew.',
      zh: '请指明本服务的视图；事件流等记录不可重建。',
    },
  },
  TEST_MODE_ONLY: {
    kind: 'forbidden',
    en: 'Time can be moved in test mode only, and this service follows the machine’s time.',
    zh: '仅测试模式可调整时间，本服务使用机器时间。',
    next: {
      en: 'Start the suite with a clock of its own: PORTOLAN_CLOCK=step, or a speed.',
      zh: '请以套件时钟启动：PORTOLAN_CLOCK=step 或指定倍速。',
    },
  },
  VERSION_NOT_FOUND: {
    kind: 'not_found',
    en: '{stream} has no version {version}.',
    zh: '{stream} 没有版本 {version}。',
    next: { en: 'Ask for a version that a command answered.', zh: '请查询命令答复中给出的版本。' },
  },
  NOT_YET_VISIBLE: {
    kind: 'not_now',
    en: 'Version {version} of {stream} cannot be read yet.',
    zh: '{stream} 的版本 {version} 尚不可读。',
    next: askAgain,
  },
} as const satisfies Refusals;

export type CommonRefusal = keyof typeof commonRefusals;
