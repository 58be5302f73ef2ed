import type { Refusals } from '../language.ts';

/** What the ledger refuses of reservations, reversals and closed periods. */
export const ledgerRefusals = {
  LEDGER_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: "Only operations may see or change another organisation's books.",
    zh: '仅运营人员可查看或更改其他组织的账簿。',
    next: { en: 'Leave the tenant out to see your own.', zh: '如查看本组织账簿，请勿填写租户。' },
  },
  LEDGER_RESERVATION_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no reservation {reservation} in these books.',
    zh: '账簿中没有冻结 {reservation}。',
    next: { en: 'List the reservations for its id.', zh: '请在冻结列表中核对编号。' },
  },
  LEDGER_RESERVATION_DIFFERS: {
    kind: 'exists',
    en: 'Reservation {reservation} was made before with other entries.',
    zh: '冻结 {reservation} 此前已按其他分录建立。',
    next: { en: 'Reserve under an id of its own.', zh: '请使用新的编号建立冻结。' },
  },
  LEDGER_RESERVATION_POSTED: {
    kind: 'not_now',
    en: 'Reservation {reservation} is already posted.',
    zh: '冻结 {reservation} 已入账。',
    next: { en: 'What is wrong with it is corrected by a reversal.', zh: '如有错误，请冲正该交易。' },
  },
  LEDGER_RESERVATION_VOIDED: {
    kind: 'not_now',
    en: 'Reservation {reservation} is already voided.',
    zh: '冻结 {reservation} 已撤销。',
    next: { en: 'Reserve anew.', zh: '请重新建立冻结。' },
  },
  LEDGER_RESERVATION_EXPIRED: {
    kind: 'not_now',
    en: 'The time of reservation {reservation} is over.',
    zh: '冻结 {reservation} 已过期。',
    next: { en: 'Reserve anew.', zh: '请重新建立冻结。' },
  },
  LEDGER_RESERVATION_EXCEEDED: {
    kind: 'invalid',
    en: 'Reservation {reservation} holds less than that on account {account}.',
    zh: '冻结 {reservation} 在账户 {account} 上的金额不足。',
    next: { en: 'Post at most what was reserved.', zh: '入账金额不得超过冻结金额。' },
  },
  LEDGER_TRANSACTION_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no transaction {transaction} in these books.',
    zh: '账簿中没有交易 {transaction}。',
    next: { en: 'List the transactions for its id.', zh: '请在交易列表中核对编号。' },
  },
  LEDGER_ALREADY_REVERSED: {
    kind: 'not_now',
    en: 'Transaction {transaction} is already reversed by {reversal}.',
    zh: '交易 {transaction} 已由 {reversal} 冲正。',
    next: { en: 'A transaction is reversed once.', zh: '每笔交易仅可冲正一次。' },
  },
  LEDGER_PERIOD_CLOSED: {
    kind: 'not_now',
    en: '{type} is dated {date}; the books are closed until {until}.',
    zh: '{type} 的业务日期为 {date}，账簿已结账至 {until}。',
    next: { en: 'Date it on the first open day.', zh: '请记入首个未结账日。' },
  },
  LEDGER_PERIOD_NOT_OVER: {
    kind: 'not_now',
    en: 'The day {until} is not over.',
    zh: '{until} 尚未结束。',
    next: { en: 'Close up to yesterday at the most.', zh: '最多可结账至昨日。' },
  },
} as const satisfies Refusals;
