import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Target = z.object({
  url: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
});
/** Where one file may be sent, and with what. */
export type UploadTarget = z.infer<typeof Target>;

const Result = z.object({
  stagedUploadsCreate: z.object({
    stagedTargets: z.array(Target).nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  }),
});

/** Asks for a place for a file of variables of a bulk mutation. */
export function stageUpload(filename: string): Operation<z.infer<typeof Result>> {
  return {
    name: 'stage upload',
    document: `mutation StageUpload($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets { url parameters { name value } }
    userErrors { message }
  }
}`,
    variables: {
      input: [
        {
          resource: 'BULK_MUTATION_VARIABLES',
          filename,
          mimeType: 'text/jsonl',
          httpMethod: 'POST',
        },
      ],
    },
    cost: 10,
    result: Result,
  };
}
