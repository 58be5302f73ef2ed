/** What the gateway itself answers instead of a reply, before or beside any service. */
export interface FaultText {
  readonly status: number;
  readonly en: string;
  readonly zh: string;
  readonly next: { readonly en: string; readonly zh: string };
}

/** Faults of a request as a whole. `{name}` is filled in from the problem's data. */
export const faults = {
  INVALID_REQUEST: {
    status: 422,
    en: 'The request is not as the document of this route says: {count} of its fields must be mended.',
    zh: '请求不符合本接口文档，共有 {count} 个字段需要更正。',
    next: {
      en: 'Mend each field that `fields` names and send the request again; nothing was written.',
      zh: '请按 `fields` 逐项更正后重新发送；本次未写入任何数据。',
    },
  },
  MALFORMED_JSON: {
    status: 400,
    en: 'The body is not JSON.',
    zh: '请求正文不是有效的 JSON。',
    next: { en: 'Send one JSON object in UTF-8.', zh: '请以 UTF-8 发送一个 JSON 对象。' },
  },
  BODY_TOO_LARGE: {
    status: 413,
    en: 'The body is larger than {limit} bytes.',
    zh: '请求正文超过 {limit} 字节。',
    next: { en: 'Send less in one request.', zh: '请拆分后分次发送。' },
  },
  MEDIA_TYPE_NOT_TAKEN: {
    status: 415,
    en: 'This route does not take bodies of the type that was sent.',
    zh: '本接口不接受该类型的请求正文。',
    next: { en: 'Send Content-Type: {accepted}.', zh: '请使用 Content-Type: {accepted}。' },
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 422,
    en: 'A write needs the header Idempotency-Key, 1 to 200 printable characters.',
    zh: '写入请求须带请求头 Idempotency-Key（1 至 200 个可打印字符）。',
    next: {
      en: 'Make one key for each thing you want done, and keep it for every repetition of that request.',
      zh: '请为每项操作生成一个键，重发同一请求时沿用该键。',
    },
  },
  API_KEY_REQUIRED: {
    status: 401,
    en: 'This route needs an API key.',
    zh: '本接口需要 API 密钥。',
    next: {
      en: 'Send Authorization: Bearer ptk_<id>.<secret>.',
      zh: '请发送 Authorization: Bearer ptk_<id>.<secret>。',
    },
  },
  API_KEY_UNKNOWN: {
    status: 401,
    en: 'The API key is not known.',
    zh: 'API 密钥无效。',
    next: {
      en: 'Check the key, or ask the operator of the suite for another.',
      zh: '请核对密钥，或向平台运营方申请新密钥。',
    },
  },
  ROLE_NOT_ALLOWED: {
    status: 403,
    en: 'A key of role {role} may not use this route.',
    zh: '角色为 {role} 的密钥不能使用本接口。',
    next: { en: 'Use a key of one of the roles {allowed}.', zh: '请使用以下角色之一的密钥：{allowed}。' },
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    en: 'There is no such route.',
    zh: '不存在该接口。',
    next: { en: 'See /docs for all routes.', zh: '全部接口见 /docs。' },
  },
  METHOD_NOT_TAKEN: {
    status: 405,
    en: '{path} does not take {method}, only {allowed}.',
    zh: '{path} 不支持 {method}，仅支持 {allowed}。',
    next: { en: 'Use {allowed}; see /docs for what it does.', zh: '请使用 {allowed}，用途见 /docs。' },
  },
  ADDRESS_MALFORMED: {
    status: 400,
    en: 'The address is not percent-encoded UTF-8, or a part of it is longer than {limit} characters.',
    zh: '请求地址不是有效的百分号编码（UTF-8），或其中一段超过 {limit} 个字符。',
    next: { en: 'Take ids as they were answered, and encode them.', zh: '请使用接口返回的标识，并进行编码。' },
  },
  ORDER_NOT_YET: {
    status: 404,
    en: 'At {at} there was no order {id} yet: it was placed at {begins}.',
    zh: '{at} 时订单 {id} 尚未存在，其下单时间为 {begins}。',
    next: { en: 'Ask for an instant from {begins} on.', zh: '请查询 {begins} 及以后的时刻。' },
  },
  INSTANT_AHEAD: {
    status: 422,
    en: 'It is {now} in the suite, and {at} has not come yet.',
    zh: '套件当前时间为 {now}，{at} 尚未到来。',
    next: { en: 'Ask for an instant up to {now}, or leave `at` out.', zh: '请查询 {now} 及以前的时刻，或省略 `at`。' },
  },
  TIMELINE_NOT_FOUND: {
    status: 404,
    en: 'Nothing has been told of an order {id}.',
    zh: '没有订单 {id} 的任何记录。',
    next: {
      en: 'Check the id; where the order was placed just now, ask again in a moment.',
      zh: '请核对订单标识；如刚下单，请稍后再查。',
    },
  },
  SIGNATURE_INVALID: {
    status: 401,
    en: 'The signature does not fit the bytes that arrived.',
    zh: '签名与收到的报文不符。',
    next: {
      en: 'Send Portolan-Signature: t=<unix ms>,v1=<hex HMAC-SHA256 of "t.body">, made over the very bytes sent.',
      zh: '请发送 Portolan-Signature: t=<毫秒时间戳>,v1=<"t.正文"的 HMAC-SHA256 十六进制值>，须对实际发送的字节签名。',
    },
  },
  CURSOR_AHEAD: {
    status: 422,
    en: 'Your feed ends at {end}, but `after` is {after}.',
    zh: '您的事件流止于 {end}，而 `after` 为 {after}。',
    next: { en: 'Go on from a place that this feed answered as `next`.', zh: '请使用事件流返回的 `next` 继续读取。' },
  },
  CONSUMER_NOT_FOUND: {
    status: 404,
    en: 'You have no consumer {name}.',
    zh: '您没有名为 {name} 的消费者。',
    next: {
      en: 'Create it with PUT /v1/consumers/{name}, or see yours at GET /v1/consumers.',
      zh: '请用 PUT /v1/consumers/{name} 创建，或用 GET /v1/consumers 查看已有消费者。',
    },
  },
  CONSUMERS_FULL: {
    status: 409,
    en: 'You have {limit} consumers, which is the most there can be.',
    zh: '您已有 {limit} 个消费者，达到上限。',
    next: { en: 'Delete one that is no longer used.', zh: '请删除不再使用的消费者。' },
  },
  ACKNOWLEDGED_AHEAD: {
    status: 422,
    en: 'Your feed ends at {end}: {through} has not happened yet and cannot be done.',
    zh: '您的事件流止于 {end}：第 {through} 条尚未发生，不能确认。',
    next: {
      en: 'Acknowledge `through` as GET /v1/consumers/{name}/events answered it.',
      zh: '请确认 GET /v1/consumers/{name}/events 返回的 `through`。',
    },
  },
  ACKNOWLEDGED_BACK: {
    status: 409,
    en: 'Consumer {name} has acknowledged {acknowledged} already and does not go back to {through}.',
    zh: '消费者 {name} 已确认至 {acknowledged}，不能退回到 {through}。',
    next: {
      en: 'To see earlier events again, read GET /v1/events?after={through}; to do all of them again, delete the consumer and create it anew.',
      zh: '如需重看较早的事件，请读取 GET /v1/events?after={through}；如需全部重新处理，请删除该消费者后重新创建。',
    },
  },
  SNAPSHOT_MOVED: {
    status: 409,
    en: 'This page belongs to a snapshot that is no longer kept: a newer one was begun.',
    zh: '该页所属的快照已失效：其后已开始新的快照。',
    next: {
      en: 'Begin again without `cursor`, and let one process at a time take a snapshot.',
      zh: '请去掉 `cursor` 重新开始，并避免多个进程同时获取快照。',
    },
  },
  PROBLEM_NOT_FOUND: {
    status: 404,
    en: 'There is no problem {code}.',
    zh: '不存在问题代码 {code}。',
    next: { en: 'Use the `code` of a problem as it was answered.', zh: '请使用接口返回的 `code`。' },
  },
  TEST_CLOCK_ABSENT: {
    status: 404,
    en: 'The clock of this suite is not moved on request.',
    zh: '本套件的时钟不接受手动推进。',
    next: { en: 'Start the suite in test mode.', zh: '请以测试模式启动套件。' },
  },
  CLOCK_NEVER_BACK: {
    status: 409,
    en: 'It is {now} in the suite, and time does not go back to {until}.',
    zh: '套件当前时间为 {now}，不能退回到 {until}。',
    next: {
      en: 'Advance to a later instant, or by a duration such as PT36H; for an earlier time start on an empty data folder.',
      zh: '请推进到更晚的时刻，或使用时长（如 PT36H）；如需更早的时间，请用空的数据目录重新启动。',
    },
  },
  RATE_LIMITED: {
    status: 429,
    en: 'More than {limit} requests a minute.',
    zh: '每分钟请求数超过 {limit}。',
    next: { en: 'Wait as long as Retry-After says.', zh: '请按 Retry-After 等待后再试。' },
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    en: 'The service {service} gives no answer at the moment.',
    zh: '服务 {service} 暂时没有应答。',
    next: {
      en: 'Send the same request again, a write with the same Idempotency-Key: it is done once, however often it is sent.',
      zh: '请重发同一请求；写入请求沿用同一 Idempotency-Key，无论重发多少次均只执行一次。',
    },
  },
  NOT_READY: {
    status: 503,
    en: 'Not ready: {missing}.',
    zh: '尚未就绪：{missing}。',
    next: { en: 'Wait until GET /readyz answers 200.', zh: '请等待 GET /readyz 返回 200。' },
  },
  OVERLOADED: {
    status: 503,
    en: 'The gateway has more work than it can take on.',
    zh: '网关负载过高。',
    next: { en: 'Wait as long as Retry-After says.', zh: '请按 Retry-After 等待后再试。' },
  },
  INTERNAL: {
    status: 500,
    en: 'The gateway failed.',
    zh: '网关内部错误。',
    next: {
      en: 'Send the same request again; if it fails again, tell the operator of the suite when you sent it.',
      zh: '请重发同一请求；如仍失败，请将请求时间告知平台运营方。',
    },
  },
} as const satisfies Readonly<Record<string, FaultText>>;

export type Fault = keyof typeof faults;
