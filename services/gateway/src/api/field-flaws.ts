import type { FaultText } from './faults.ts';

type FlawText = Omit<FaultText, 'status'>;

/** What can be wrong with one field. Schemas name these codes as their messages. */
export const fieldFlaws = {
  FIELD_MISSING: {
    en: '{field} is missing.',
    zh: '缺少 {field}。',
    next: { en: 'Add {field}.', zh: '请补充 {field}。' },
  },
  FIELD_NOT_KNOWN: {
    en: '{field} is not a field of this request.',
    zh: '{field} 不是本请求的字段。',
    next: { en: 'Remove {field}, or correct its name.', zh: '请删除 {field}，或更正其名称。' },
  },
  WRONG_TYPE: {
    en: '{field} must be of type {expected}.',
    zh: '{field} 的类型应为 {expected}。',
    next: { en: 'Send {field} as {expected}.', zh: '请以 {expected} 类型发送 {field}。' },
  },
  WRONG_FORMAT: {
    en: '{field} is not written as it must be.',
    zh: '{field} 的写法不符合要求。',
    next: { en: 'See /docs for how {field} is written.', zh: '{field} 的写法见 /docs。' },
  },
  NOT_ONE_OF: {
    en: '{field} must be one of {values}.',
    zh: '{field} 须为以下之一：{values}。',
    next: { en: 'Choose one of {values}.', zh: '请选用：{values}。' },
  },
  EMPTY: {
    en: '{field} must not be empty.',
    zh: '{field} 不能为空。',
    next: { en: 'Fill in {field}.', zh: '请填写 {field}。' },
  },
  TOO_LONG: {
    en: '{field} is longer than {maximum}.',
    zh: '{field} 的长度超过 {maximum}。',
    next: { en: 'Shorten {field}.', zh: '请缩短 {field}。' },
  },
  NOT_PRINTABLE: {
    en: '{field} holds control characters, such as a line break.',
    zh: '{field} 含有控制字符（如换行符）。',
    next: { en: 'Send {field} as one line of plain text.', zh: '请以单行纯文本填写 {field}。' },
  },
  OUT_OF_RANGE: {
    en: '{field} is outside of what is allowed.',
    zh: '{field} 超出允许范围。',
    next: { en: 'See /docs for the range of {field}.', zh: '{field} 的范围见 /docs。' },
  },
  NOT_ABOVE_ZERO: {
    en: '{field} must be above zero.',
    zh: '{field} 须大于零。',
    next: { en: 'Send a value above zero.', zh: '请填写大于零的值。' },
  },
  BELOW_ZERO: {
    en: '{field} must not be below zero.',
    zh: '{field} 不能小于零。',
    next: { en: 'Send zero or more.', zh: '请填写零或正数。' },
  },
  AMOUNT_SHAPE: {
    en: '{field} must be a decimal amount as text, such as "12.34".',
    zh: '{field} 须为文本形式的十进制金额，如 "12.34"。',
    next: { en: 'Write digits, a point and the decimals of the currency.', zh: '请按数字、小数点、币种小数位书写。' },
  },
  CURRENCY_SHAPE: {
    en: '{field} must be a currency code of three capital letters.',
    zh: '{field} 须为三位大写字母的货币代码。',
    next: { en: 'Use an ISO 4217 code such as USD.', zh: '请使用 ISO 4217 代码，如 USD。' },
  },
  CURRENCY_UNKNOWN: {
    en: '{value} is not a currency of ISO 4217.',
    zh: '{value} 不是 ISO 4217 货币。',
    next: { en: 'Use an ISO 4217 code such as USD.', zh: '请使用 ISO 4217 代码，如 USD。' },
  },
  CURRENCY_DIGITS: {
    en: '{field} is {value}, but {currency} is written with {digits} decimals.',
    zh: '{field} 为 {value}，而 {currency} 应有 {digits} 位小数。',
    next: { en: 'Write the amount with {digits} decimals.', zh: '请按 {digits} 位小数书写金额。' },
  },
  INSTANT_SHAPE: {
    en: '{field} must be an instant with Z or an offset.',
    zh: '{field} 须为带 Z 或时区偏移的时刻。',
    next: {
      en: 'Write it as 2026-03-02T01:00:00Z or 2026-03-02T09:00:00+08:00.',
      zh: '请写作 2026-03-02T01:00:00Z 或 2026-03-02T09:00:00+08:00。',
    },
  },
  INTEGER_SHAPE: {
    en: '{field} must be a whole number as text.',
    zh: '{field} 须为文本形式的整数。',
    next: { en: 'Write digits in quotes, such as "3".', zh: '请以引号内的数字书写，如 "3"。' },
  },
  MEASURE_SHAPE: {
    en: '{field} must be a decimal above zero as text, with up to 5 decimals.',
    zh: '{field} 须为文本形式的正数，最多 5 位小数。',
    next: { en: 'Write it as "2" or "0.135".', zh: '请写作 "2" 或 "0.135"。' },
  },
  HS_CODE_SHAPE: {
    en: '{field} must be an HS code of 10 digits.',
    zh: '{field} 须为 10 位数字的商品编码（HS 编码）。',
    next: {
      en: 'Use the 10-digit commodity code of Chinese customs, without points.',
      zh: '请填写海关 10 位商品编码，不带小数点。',
    },
  },
  COUNTRY_SHAPE: {
    en: '{field} must be a country code of two capital letters.',
    zh: '{field} 须为两位大写字母的国家（地区）代码。',
    next: { en: 'Use ISO 3166-1 alpha-2, such as CN or US.', zh: '请使用 ISO 3166-1 两位代码，如 CN、US。' },
  },
  UNIT_SHAPE: {
    en: '{field} must be a unit code such as C62 or KGM.',
    zh: '{field} 须为计量单位代码，如 C62、KGM。',
    next: { en: 'Use a code of UN/ECE Recommendation 20.', zh: '请使用 UN/ECE 第 20 号建议书代码。' },
  },
  CUSTOMS_UNIT_SHAPE: {
    en: "{field} must be a unit of customs' own table, three digits.",
    zh: '{field} 须为海关计量单位代码（三位数字）。',
    next: { en: 'Use 035 for kilogram, 007 for piece.', zh: '千克为 035，个为 007。' },
  },
  LIMIT_RANGE: {
    en: '{field} must be from 1 to 200.',
    zh: '{field} 须在 1 至 200 之间。',
    next: { en: 'Ask for smaller pages and follow the cursor.', zh: '请减小每页条数并按游标翻页。' },
  },
  WAIT_RANGE: {
    en: '{field} must be from 0 to 30 seconds.',
    zh: '{field} 须在 0 至 30 秒之间。',
    next: { en: 'Wait shorter and ask again.', zh: '请缩短等待时间后重新查询。' },
  },
  CURSOR_SHAPE: {
    en: '{field} must be a place in the feed: digits.',
    zh: '{field} 须为事件流位置（数字）。',
    next: { en: 'Use `next` of the page before.', zh: '请使用上一页的 `next`。' },
  },
  CONSUMER_NAME_SHAPE: {
    en: '{field} must be 1 to 60 lower-case letters, digits, dots, dashes and underscores, and begin with a letter or digit.',
    zh: '{field} 须为 1 至 60 个小写字母、数字、点、连字符或下划线，且以字母或数字开头。',
    next: { en: 'Choose a name such as erp-stock.', zh: '请使用如 erp-stock 的名称。' },
  },
  EVENT_TYPE_UNKNOWN: {
    en: '{field} is not the full name of an event type.',
    zh: '{field} 不是事件类型的全名。',
    next: {
      en: 'Use a `type` that GET /v1/events/types answers, such as portolan.warehouse.v1.ParcelReserved.',
      zh: '请使用 GET /v1/events/types 返回的 `type`，如 portolan.warehouse.v1.ParcelReserved。',
    },
  },
  CLOCK_ONE_MOVE: {
    en: 'A move of the clock is exactly one of settle, step, freeze, advance, leap and speed.',
    zh: '时钟操作须为 settle、step、freeze、advance、leap、speed 之一，且仅限一项。',
    next: { en: 'Send one of them, such as {"advance":"PT36H"}.', zh: '请只发送其中一项，如 {"advance":"PT36H"}。' },
  },
  ADVANCE_SHAPE: {
    en: '{field} must be a duration of weeks, days, hours, minutes and seconds, or an instant.',
    zh: '{field} 须为时长（周、日、时、分、秒）或时刻。',
    next: { en: 'Write it as PT36H, P3D or 2026-03-05T01:00:00Z.', zh: '请写作 PT36H、P3D 或 2026-03-05T01:00:00Z。' },
  },
  ADVANCE_RANGE: {
    en: '{field} goes further than {days} days at once.',
    zh: '{field} 一次推进超过 {days} 天。',
    next: { en: 'Advance in several requests.', zh: '请分多次推进。' },
  },
  SPEED_RANGE: {
    en: '{field} must be a whole number from 1 to 1,000,000.',
    zh: '{field} 须为 1 至 1000000 的整数。',
    next: {
      en: 'Send 8640 for a day in ten seconds; to let time stand, send {"freeze":true}.',
      zh: '8640 表示十秒一天；如需暂停，请发送 {"freeze":true}。',
    },
  },
} as const satisfies Readonly<Record<string, FlawText>>;

export type FieldFlaw = keyof typeof fieldFlaws;
