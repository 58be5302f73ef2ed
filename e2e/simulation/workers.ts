import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Dealt<Task, Answer> {
  /** Module that each process runs; it answers every message that it gets with one. */
  readonly file: string;
  /** Set to 1 in the processes, so that the module knows what it is. */
  readonly mark: string;
  readonly execArgv?: readonly string[];
  /** Asked for the next whenever somebody is free. */
  readonly tasks: Iterator<Task>;
  told(answer: Answer): void;
}

/** Deals tasks out to as many processes as the machine has processors. @throws where one of them dies over its task */
export async function dealOut<Task, Answer>({ file, mark, execArgv = [], tasks, told }: Dealt<Task, Answer>) {
  const worker = (first: Task) =>
    new Promise<void>((resolve, reject) => {
      const env = { ...process.env, [mark]: '1' };
      const child = fork(file, { env, execArgv: [...process.execArgv, ...execArgv] });
      let finished = false;
      child.on('message', (answer) => {
        told(answer as Answer);
        const { value, done } = tasks.next();
        if (done === true) {
          finished = true;
          child.kill();
        } else child.send(value as never);
      });
      child.once('error', reject);
      child.once('exit', () => (finished ? resolve() : reject(new Error('a process died over its task'))));
      child.send(first as never);
    });
  const workers: Promise<void>[] = [];
  while (workers.length < availableParallelism()) {
    const { value, done } = tasks.next();
    if (done === true) break;
    workers.push(worker(value));
  }
  await Promise.all(workers);
}
