/** The languages that operators are spoken to in; as the shell is set. */
export type Language = 'en' | 'zh';

export const languageOf = (env: NodeJS.ProcessEnv): Language => (env['LANGUAGE']?.startsWith('zh') ? 'zh' : 'en');

type Texts = Readonly<Record<string, string>>;

/** Asked wrongly, or of nobody who answers: the words say what to do next. */
export class Unusable extends Error {}

export const words = {
  en: {
    columns: [
      'service',
      'address',
      'ready',
      'leads',
      'lag',
      'waits',
      'unsent',
      'parked',
      'requests',
      'timers',
      'fresh p99',
    ],
    ports: ['service', 'gRPC', 'live, ready, metrics'],
    yes: 'yes',
    no: 'no',
    absent: 'no answer',
    allWell: 'All is well.',
    wrong: {
      absent: (service: string, address: string) =>
        `${service} does not answer at ${address}. Is the suite up (make up)? Other places: DATA=<folder>, or PORTOLAN_${service.toUpperCase()}_ADDRESS=<host:port>.`,
      notReady: (service: string) => `${service} is not ready: its log says what it waits for.`,
      noLeader: (service: string) =>
        `Nobody leads ${service}, as far as this instance knows: nothing of it is sent. Its log says why the lease is not gained.`,
      parked: (service: string, count: number) => `${service} has ${count} parked: make parked shows them.`,
      unsent: (service: string, seconds: number) =>
        `${service} has had an event for ${seconds} s that is not on the log: is the broker up?`,
      unasked: (service: string, seconds: number) =>
        `${service} has asked somebody for ${seconds} s and had no answer: its log names who ("a request failed").`,
      imbalance: (service: string) =>
        `A ledger of ${service} does not add up to zero: stop payouts, its log names tenant and currency.`,
      breaches: (count: number) =>
        `${count} ${count === 1 ? 'invariant does' : 'invariants do'} not hold: GET /v1/operations/breaches names order and events.`,
    },
    nothingParked: 'Nothing is parked.',
    parkedColumns: ['service', 'consumer', 'kind', 'key', 'event', 'place', 'tries', 'waiting', 'error'],
    parkedNext: 'Look at one: make parked SHOW=<key>. Mend what is wrong, then: make parked REDRIVE=<key>.',
    unknownKey: (key: string) => `Nothing is parked under ${key}. make parked lists what is.`,
    redriven: (consumer: string, through: number, waiting: number) =>
      `${consumer}: ${through} went through, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} still.`,
    stillParked: 'What stays parked failed again: make parked SHOW=<key> says how.',
    reasonMissing: 'To give an event up for good, say why: make parked DROP=<key> REASON="…". It stands in the log.',
    dropped: (event: string, waiting: number) =>
      `${event} was given up; ${waiting} of its key ${waiting === 1 ? 'waits' : 'wait'} still. It is not applied here any more, and a rebuild leaves it out too: what it would have changed must be mended by hand.`,
    notDropped: (event: string) => `${event} was not the first of its key any more. make parked shows what is now.`,
    ambiguous: (consumers: readonly string[]) =>
      `Several consumers have it parked: ${consumers.join(', ')}. Say which: CONSUMER=<name>.`,
    nobody:
      'No service answers. Is the suite up (make up)? Other places: DATA=<folder>, or PORTOLAN_<SERVICE>_ADDRESS=<host:port>.',
    payload: 'content (people’s data stays sealed)',
    noPayload: 'The content could not be read from its owner.',
    rebuild: {
      live: 'The suite runs: the projection is built anew beside the live one, compared and swapped.',
      stopped: 'No suite runs: the projection is emptied in the data folder.',
      which: 'Say which: make rebuild PROJECTION=<service>.<projection>.v<n>.',
      known: 'There are:',
      down: (name: string) => `the service of ${name} does not answer`,
      states: { building: 'building', comparing: 'comparing', swapped: 'swapped', failed: 'failed' } as Texts,
      progress: (name: string, state: string, applied: bigint, total: bigint) =>
        `${name}: ${state}, ${applied} of ${total} events`,
      compared: (live: bigint, anew: bigint, sampled: bigint, differing: bigint) =>
        `documents before ${live}, now ${anew}; compared ${sampled}, of which ${differing} differed`,
      swapped: (name: string) => `${name} is read from what was built anew.`,
      failed: (name: string, error: string) => `${name} was not built anew, and the live one stays: ${error}`,
    },
  },
  zh: {
    columns: [
      '服务',
      '地址',
      '就绪',
      '主导',
      '积压',
      '最久待处理',
      '最久未发送',
      '搁置',
      '请求',
      '定时器',
      '新鲜度 p99',
    ],
    ports: ['服务', 'gRPC', 'live、ready、metrics'],
    yes: '是',
    no: '否',
    absent: '无应答',
    allWell: '一切正常。',
    wrong: {
      absent: (service: string, address: string) =>
        `${service} 在 ${address} 无应答。套件是否已启动（make up）？如在别处，请设 DATA=<目录> 或 PORTOLAN_${service.toUpperCase()}_ADDRESS=<主机:端口>。`,
      notReady: (service: string) => `${service} 尚未就绪：其日志说明在等待什么。`,
      noLeader: (service: string) => `就该实例所知，${service} 无主导实例，事件不会发出。日志说明为何未取得租约。`,
      parked: (service: string, count: number) => `${service} 有 ${count} 项被搁置：用 make parked 查看。`,
      unsent: (service: string, seconds: number) => `${service} 有事件已 ${seconds} 秒未写入日志：消息服务器是否正常？`,
      unasked: (service: string, seconds: number) =>
        `${service} 的请求已 ${seconds} 秒未获应答：其日志指明对方（"a request failed"）。`,
      imbalance: (service: string) => `${service} 有账簿借贷不平：请停止付款，其日志指明租户与币种。`,
      breaches: (count: number) => `有 ${count} 项不变量不成立：GET /v1/operations/breaches 列出订单与事件。`,
    },
    nothingParked: '没有被搁置的事项。',
    parkedColumns: ['服务', '消费者', '类别', '键', '事件', '位置', '次数', '等待', '错误'],
    parkedNext: '查看一项：make parked SHOW=<键>。排除原因后重做：make parked REDRIVE=<键>。',
    unknownKey: (key: string) => `${key} 下没有被搁置的事项。make parked 可列出全部。`,
    redriven: (consumer: string, through: number, waiting: number) =>
      `${consumer}：通过 ${through} 项，仍等待 ${waiting} 项。`,
    stillParked: '仍被搁置者再次失败：make parked SHOW=<键> 说明原因。',
    reasonMissing: '永久放弃一个事件须说明理由：make parked DROP=<键> REASON="…"，理由记入日志。',
    dropped: (event: string, waiting: number) =>
      `已放弃 ${event}，同键仍等待 ${waiting} 项。此处不再应用该事件，重建视图时同样略过：其应有的变更须人工补正。`,
    notDropped: (event: string) => `${event} 已不是该键的首个事件。make parked 显示现状。`,
    ambiguous: (consumers: readonly string[]) =>
      `多个消费者搁置了它：${consumers.join('、')}。请指明 CONSUMER=<名称>。`,
    nobody:
      '没有服务应答。套件是否已启动（make up）？如在别处，请设 DATA=<目录> 或 PORTOLAN_<SERVICE>_ADDRESS=<主机:端口>。',
    payload: '内容（个人数据保持密封）',
    noPayload: '无法从事件所属服务读取内容。',
    rebuild: {
      live: '套件正在运行：在现有视图旁重建，比对后切换。',
      stopped: '套件未运行：清空数据目录中的视图，下次启动时重新读取。',
      which: '请指明视图：make rebuild PROJECTION=<服务>.<视图>.v<n>。',
      known: '现有视图：',
      down: (name: string) => `${name} 所属服务无应答`,
      states: { building: '重建中', comparing: '比对中', swapped: '已切换', failed: '失败' } as Texts,
      progress: (name: string, state: string, applied: bigint, total: bigint) =>
        `${name}：${state}，事件 ${applied}/${total}`,
      compared: (live: bigint, anew: bigint, sampled: bigint, differing: bigint) =>
        `文档：原 ${live}，现 ${anew}；抽查 ${sampled}，不一致 ${differing}`,
      swapped: (name: string) => `${name} 已切换到新建的视图。`,
      failed: (name: string, error: string) => `${name} 未能重建，现有视图保持不变：${error}`,
    },
  },
} as const;

export type Words = (typeof words)[Language];
