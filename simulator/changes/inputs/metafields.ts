import { z } from 'zod';

const date = z.iso.date();
const dateTime = z.iso.datetime({ offset: true, local: true });
const line = z.string().regex(/^.+$/, 'must be one line');
const listOf = (item: z.ZodType<string>) =>
  z.string().refine((text) => z.array(item).safeParse(parsed(text)).success, {
    error: 'must be a JSON list of what the type says',
  });

const place = {
  namespace: z.string().regex(/^[\w-]{3,255}$/),
  key: z.string().regex(/^[\w-]{2,64}$/),
};
const typed = <Type extends string>(type: Type, value: z.ZodType<string>) =>
  z.strictObject({ ...place, type: z.literal(type), value: value.nullable() });

/** `POST /__sim/customers/:id/metafields`: a value of the type's form, or null to take it away. */
export const MetafieldInput = z.discriminatedUnion('type', [
  typed('boolean', z.enum(['true', 'false'])),
  typed('date', date),
  typed('date_time', dateTime),
  typed('list.date', listOf(date)),
  typed('list.date_time', listOf(dateTime)),
  typed('list.single_line_text_field', listOf(line)),
  typed('number_decimal', z.string().regex(/^-?\d{1,13}(\.\d{1,9})?$/, 'must be a number')),
  typed('number_integer', z.string().regex(/^-?\d{1,16}$/, 'must be a whole number')),
  typed('single_line_text_field', line),
]);
export type MetafieldInput = z.infer<typeof MetafieldInput>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
