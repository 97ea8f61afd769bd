import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Routes } from './http.ts';
import { MAX_FILE, tooLarge, UploadError, type StagedUploads } from './staged-uploads.ts';

export const UPLOAD_PATH = '/staged-uploads/';
/** Room for the fields of the form. */
const MAX_FORM = MAX_FILE + 64 * 1024;

/** The storage that staged uploads go to, which answers as Google Cloud Storage does. */
export function uploadRoutes(uploads: StagedUploads): Routes {
  return {
    [`POST ${UPLOAD_PATH}`]: async (request, response) => {
      try {
        const key = await uploads.take(await formOf(request));
        answer(response, 201, 'PostResponse', { Key: key });
      } catch (error) {
        if (!(error instanceof UploadError)) throw error;
        const status = error.code === 'AccessDenied' ? 403 : 400;
        answer(response, status, 'Error', { Code: error.code, Message: error.message });
      }
    },
  };
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const content = await contentOf(request);
  const type = request.headers['content-type'] ?? '';
  try {
    return await new Response(content, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new UploadError('MalformedPOSTRequest', 'The body is not a multipart form.');
  }
}

async function contentOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answer(
  response: ServerResponse,
  status: number,
  root: string,
  parts: Readonly<Record<string, string>>,
): void {
  const inside = Object.entries(parts).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`);
  response.writeHead(status, { 'content-type': 'application/xml; charset=UTF-8' });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><${root}>${inside.join('')}</${root}>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
