/** What is held against the events of the log: the stores of their owners, and what read models show. */
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
} as const;
