import type { Refusals } from '../language.ts';

/** Refusals of the checker: breaches of invariants. */
export const checkerRefusals = {
  BREACH_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no breach {breach}.',
    zh: '未找到违例 {breach}。',
    next: {
      en: 'Take the id from the list of breaches (GET /v1/operations/breaches).',
      zh: '请从违例列表（GET /v1/operations/breaches）中取得编号。',
    },
  },
  BREACHES_OPERATIONS_ONLY: {
    kind: 'forbidden',
    en: 'Breaches of invariants are shown to operations alone.',
    zh: '不变量违例仅供运维查看。',
    next: { en: 'Use a key of operations.', zh: '请使用运维密钥。' },
  },
} as const satisfies Refusals;
