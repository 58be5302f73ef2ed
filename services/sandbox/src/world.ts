import type { Runtime } from '@portolan/service';
import type { z } from 'zod';
import type { Chance } from './chance.ts';
import type { Pushes } from './pushes.ts';

/** What each simulator works with. */
export interface World {
  readonly runtime: Runtime;
  readonly chance: Chance;
  readonly pushes: Pushes;
  /** Messages that the single window takes of one sender in a minute of business time; 0: any number. */
  readonly windowPerMinute: number;
}

/** What a simulator answers to a call. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const taken: Answer = { status: 202, body: { taken: true } };

/** `field` names what it is about, where it is about one: amount.currency, DxpMsg/TransInfo/CopMsgId. */
export function refused(status: number, error: string, field?: string): Answer {
  return { status, body: field === undefined ? { error } : { error, field } };
}

/** 400 for a body that is not as agreed: its first flaw. The value is not repeated, since it may name people. */
export function flawed({ issues: [issue] }: z.ZodError): Answer {
  const path = issue?.path.join('.') ?? '';
  return refused(400, issue?.message ?? 'is not as agreed', path === '' ? 'body' : path);
}

/** Thrown for a message that a simulator cannot take. */
export class Unreadable extends SyntaxError {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.name = 'Unreadable';
    this.field = field;
  }
}

/** 400 for what could not be read, naming the field where that is known. */
export function unreadable(error: unknown): Answer {
  if (error instanceof Unreadable) return refused(400, error.message, error.field);
  return refused(400, error instanceof Error ? error.message : 'is unreadable', 'body');
}
