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
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const env = { ...process.env, [mark]: '1' };
      const child = fork(file, { env, execArgv: [...process.execArgv, ...execArgv] });
      let finished = false;
      const next = () => {
        const { value, done } = tasks.next();
        if (done === true) {
          finished = true;
          child.kill();
        } else child.send(value as never);
      };
      child.on('message', (answer) => {
        told(answer as Answer);
        next();
      });
      child.once('error', reject);
      child.once('exit', () => (finished ? resolve() : reject(new Error('a process died over its task'))));
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
