/** What is held against the events of the log: the stores of their owners, what read models show, and what is told. */
export const keptTexts = {
  histories: {
    holds: {
      en: "An owner's history is what was on the log, event by event.",
      zh: '各服务的历史与日志中的事件逐条一致。',
    },
    flaws: {
      ALTERED: {
        en: '{event} in the store of {service} (shard {shard}, position {position}) is not what was sent.',
        zh: '{service} 存储中的 {event}（分片 {shard}，位置 {position}）与发出的内容不符。',
      },
      MISSING: {
        en: 'The store of {service} has nothing any more at position {position} of shard {shard}.',
        zh: '{service} 存储中分片 {shard} 的位置 {position} 已无事件。',
      },
    },
  },
  'read-models': {
    holds: {
      en: 'What a read model shows follows from the events.',
      zh: '读模型所示数字均由事件得出。',
    },
    flaws: {
      DIFFERS: {
        en: 'The {what} {key} shows {figure} {shown}; its events give {expected}.',
        zh: '{what} {key} 的 {figure} 显示为 {shown}，按事件应为 {expected}。',
      },
    },
  },
  projections: {
    holds: {
      en: 'Every projection is the fold of its events: read anew, they give the same documents.',
      zh: '每个投影都等于其事件的折叠：重新读取所得文档完全相同。',
    },
    flaws: {
      DIFFERS: {
        en: '{projection} has in {collection} under {id} other than its events give: {shown}, not {expected}.',
        zh: '{projection} 的 {collection} 中 {id} 与其事件所得不符：为 {shown}，应为 {expected}。',
      },
      HANDLER_FAILED: {
        en: '{projection} cannot be read anew: {event} makes its handler fail ({error}).',
        zh: '{projection} 无法重新读取：{event} 使其处理失败（{error}）。',
      },
    },
  },
  feeds: {
    holds: {
      en: 'A feed holds what its reader may see, each event once, under dense numbers, in the order of its stream.',
      zh: '订阅流包含读者可见的全部事件，各一次，编号连续，并按流的版本顺序排列。',
    },
    flaws: {
      TOLD_TWICE: {
        en: 'The feed of {reader} holds {event} under {number}, and had it before.',
        zh: '{reader} 的订阅流在 {number} 重复包含 {event}。',
      },
      NOT_TOLD: {
        en: 'Everything is at rest, and the feed of {reader} lacks {event}.',
        zh: '一切已经静止，{reader} 的订阅流中缺少 {event}。',
      },
      OUT_OF_ORDER: {
        en: 'The feed of {reader} holds {event} under {number} after version {last} of its stream.',
        zh: '{reader} 的订阅流在 {number} 才包含 {event}，其流此前已到版本 {last}。',
      },
      NUMBER_MISSING: {
        en: 'The feed of {reader} has number {number} after {last}.',
        zh: '{reader} 的订阅流编号 {number} 之前为 {last}，不连续。',
      },
    },
  },
  lines: {
    holds: { en: 'No personal datum stands in clear in a line of a log.', zh: '任何日志行中都没有明文个人信息。' },
    flaws: {
      // What was found is not repeated.
      IN_CLEAR: {
        en: '{service} wrote a line with a personal datum in clear: "{message}", field {field}.',
        zh: '{service} 写出的日志行“{message}”在字段 {field} 中含有明文个人信息。',
      },
    },
  },
} as const;
