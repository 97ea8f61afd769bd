/** The form that a request carries. @throws Response 400 when it carries none that can be read. */
export function readForm(request: Request): Promise<FormData> {
  return request.formData().catch(() => refuse('the request carries no form'));
}

/** The JSON that a request carries. @throws Response 400 when it carries none. */
export function readJson(request: Request): Promise<unknown> {
  return request.json().catch(() => refuse('the request carries no JSON'));
}

function refuse(reason: string): never {
  throw new Response(reason, { status: 400 });
}
