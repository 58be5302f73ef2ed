import type { Flaw, Invariant, Observed } from './invariant.ts';

/** Of how many commands a stream's state knows the ids: a repetition comes soon, or is held off by the store's own index. */
const remembered = 32;

interface Stream {
  readonly version: number;
  readonly tenant: string;
  readonly service: string;
  /** The last commands, oldest first. */
  readonly commands: readonly string[];
  /** Version of the first event of the last command, where commits are known. */
  readonly begun: number;
  readonly flaw: Flaw | undefined;
}

/** Each event's effect exactly once: versions without gap or double, a command carried out once, one owner for good. */
export const streams: Invariant<Stream> = {
  name: 'streams',
  holds: {
    en: "A stream's versions have no gap, it has one owner, and each command is carried out once.",
    zh: '流的版本连续无缺，归属唯一，同一命令只执行一次。',
  },
  flaws: {
    VERSION_SKIPPED: {
      en: '{event} follows version {last} of its stream.',
      zh: '{event} 紧接在其流的版本 {last} 之后，版本不连续。',
    },
    COMMAND_TWICE: {
      en: 'Command {command} was carried out once more by {event}.',
      zh: '命令 {command} 被重复执行，产生了 {event}。',
    },
    TENANT_DIFFERS: {
      en: '{event} belongs to {tenant}, but its stream is of {owner}.',
      zh: '{event} 记在 {tenant} 名下，其流却属于 {owner}。',
    },
    SERVICE_DIFFERS: {
      en: '{event} was written by {service}, but its stream is of {owner}.',
      zh: '{event} 由 {service} 写入，其流却属于 {owner}。',
    },
  },
  across: false,
  begin: () => ({ version: 0, tenant: '', service: '', commands: [], begun: 0, flaw: undefined }),
  on: {},
  each: {
    about: ({ meta }) => [meta.stream],
    next(before, event) {
      const { version, tenant, service, commandId, begun = 0 } = event.meta;
      const same = before.commands.at(-1) === commandId;
      const kept = before.commands.length < remembered ? before.commands : before.commands.slice(1);
      const commands = same || commandId === '' ? before.commands : [...kept, commandId];
      return { version, tenant, service, commands, begun, flaw: flawOf(before, event) };
    },
  },
  never: ({ flaw }) => flaw,
};

function flawOf(before: Stream, { meta }: Observed): Flaw | undefined {
  const { id: event, tenant, service, commandId } = meta;
  const owner = meta.stream.slice(0, meta.stream.indexOf('/'));
  if (meta.version !== before.version + 1)
    return { code: 'VERSION_SKIPPED', data: { event, last: String(before.version) } };
  if (tenant !== owner) return { code: 'TENANT_DIFFERS', data: { event, tenant, owner } };
  if (before.service !== '' && service !== before.service)
    return { code: 'SERVICE_DIFFERS', data: { event, service, owner: before.service } };
  const again = { code: 'COMMAND_TWICE', data: { event, command: commandId } };
  const place = commandId === '' ? -1 : before.commands.lastIndexOf(commandId);
  if (place === -1) return undefined;
  // Several events of one command follow each other; another run of it begins anew.
  if (place < before.commands.length - 1) return again;
  return meta.begun !== undefined && meta.begun !== before.begun ? again : undefined;
}
