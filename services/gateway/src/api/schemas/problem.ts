import { z } from 'zod';
import type { ProblemDocument } from '../problem.ts';

const fieldProblem = z
  .strictObject({ field: z.string(), code: z.string(), detail: z.string(), next: z.string() })
  .meta({ id: 'FieldProblem' });

/** RFC 9457 with the suite's own members: what every error is answered with. */
export const problem = z
  .strictObject({
    type: z
      .string()
      .meta({ description: 'Where the problem is explained', examples: ['/docs/problems/ORDER_NOT_FOUND'] }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: programs go by this' }),
    detail: z.string().meta({ description: 'What is wrong, in the language of Accept-Language (zh or en)' }),
    next: z.string().meta({ description: 'What to do next' }),
    field: z
      .string()
      .optional()
      .meta({ description: 'The first mistaken field', examples: ['terms.lines[0].hsCode'] }),
    fields: z.array(fieldProblem).optional().meta({ description: 'Every mistaken field' }),
    data: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Problem' }) satisfies z.ZodType<ProblemDocument>;
