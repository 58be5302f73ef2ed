import { z } from 'zod';

/** A setting that is JSON in its environment variable; `local` is its default. What is no JSON is said to be none. */
export function json<Schema extends z.ZodType>(schema: Schema, local: z.input<Schema>) {
  const parse = (text: string, context: z.RefinementCtx<string>): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  };
  return z.string().default(JSON.stringify(local)).transform(parse).pipe(schema);
}
