import type { Refusals } from '../language.ts';

/** Refusals about what becomes of payments, and about statements. */
export const paymentsRefusals = {
  STATEMENT_DOUBLED: {
    kind: 'exists',
    en: 'Statement {statement} (number {number}) of account {account} was taken before, in other bytes.',
    zh: '账户 {account} 的对账单 {statement}（第 {number} 号）此前已收到，内容不同。',
    next: { en: 'Ask the bank which of the two is right.', zh: '请向银行核实以哪一份为准。' },
  },
  PAYOUT_ALREADY_RETURNED: {
    kind: 'not_now',
    en: 'Payout {payout} came back already.',
    zh: '付款 {payout} 此前已退回。',
    next: { en: 'Ask the bank what the second return is.', zh: '请向银行核实第二笔退汇。' },
  },
  PAYOUT_NOT_SETTLED: {
    kind: 'not_now',
    en: 'Payout {payout} is not settled, so it cannot have come back.',
    zh: '付款 {payout} 尚未结清，不可能退回。',
    next: { en: 'Ask the bank for the debit that it returns.', zh: '请向银行核实所退回的出账分录。' },
  },
  PAYOUT_NOT_RECALLABLE: {
    kind: 'not_now',
    en: 'Payout {payout} cannot be called back: it is {state}.',
    zh: '付款 {payout} 当前状态为 {state}，不能撤回。',
    next: {
      en: 'A payment is called back once, after it went to the bank.',
      zh: '付款发送银行后方可请求撤回，且仅可请求一次。',
    },
  },
  PAYOUT_NOT_RECALLED: {
    kind: 'not_now',
    en: 'Nobody asked for payout {payout} back.',
    zh: '付款 {payout} 未曾请求撤回。',
    next: { en: 'Ask the bank what it answers.', zh: '请向银行核实其答复。' },
  },
  PAYOUT_RECALL_REASON_UNKNOWN: {
    kind: 'invalid',
    en: "'{reason}' is no reason for a recall.",
    zh: '“{reason}”不是有效的撤回原因。',
    next: {
      en: 'Give DUPL, CUST, TECH, FRAD or AM09.',
      zh: '请提供 DUPL（重复）、CUST（客户要求）、TECH（技术故障）、FRAD（欺诈）或 AM09（金额错误）。',
    },
  },
} as const satisfies Refusals;
