import { afterAll, expect, it } from 'vitest';
import { personalData } from '../story/direct-mail.ts';
import { filesContaining } from '../support/folder.ts';
import { type Played, playOnce } from '../support/play.ts';

let played: Played | undefined;
afterAll(() => played?.folder.remove());

it('leaves no personal datum in clear in any database, log or log file', { timeout: 90_000 }, async () => {
  played = await playOnce('canary');
  // The search itself works: what may be known is found in several places.
  expect(filesContaining(played.folder.path, ['SO-2026-0001']).length).toBeGreaterThan(3);
  expect(filesContaining(played.folder.path, personalData)).toEqual([]);
});
