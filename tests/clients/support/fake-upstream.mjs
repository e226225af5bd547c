// A provider that speaks the OpenAI wire on loopback, keeps what it was sent, and answers by the name of the model.
import { createServer } from 'node:http';
import { sha256 } from './pictures.mjs';

export const upstreamKey = 'upstream-key-that-only-iris-knows';
export const retryAfterSeconds = 7;

export async function startFakeUpstream() {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    if (request.method !== 'POST' || !request.url.endsWith('/v1/chat/completions')) {
      reply(response, 404, { error: { message: 'no such route', type: 'invalid_request_error', param: null, code: null } });
      return;
    }

    const body = JSON.parse(text);
    const seen = { headers: request.headers, body, images: imagesOf(body), streamed: body.stream === true };
    requests.push(seen);
    answer(seen, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    requests,
    last: () => requests.at(-1),
    baseUrl: `http://127.0.0.1:${server.address().port}/v1`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

// What the upstream says about a request: it can only be known by one who has the picture's bytes.
export function answerTo(pictures) {
  return pictures.length === 0
    ? 'I see no image.'
    : `I see ${pictures.map((picture) => `${picture.mime} ${picture.sha256.slice(0, 16)}`).join(' and ')} – crème brûlée 🚲.`;
}

function answer(seen, response) {
  if (seen.headers.authorization !== `Bearer ${upstreamKey}`) {
    reply(response, 401, { error: { message: 'Incorrect API key provided', type: 'invalid_request_error', param: null, code: 'invalid_api_key' } });
  } else if (seen.body.model === 'failing') {
    reply(response, 500, { error: { message: 'The server had an error', type: 'server_error', param: null, code: null } });
  } else if (seen.body.model === 'limited') {
    reply(response, 429, { error: { message: 'Rate limit reached', type: 'requests', param: null, code: 'rate_limit_exceeded' } }, { 'retry-after': String(retryAfterSeconds) });
  } else if (seen.streamed) {
    stream(seen, response);
  } else {
    reply(response, 200, {
      id: 'chatcmpl-1', object: 'chat.completion', created: 1763640000, model: seen.body.model,
      choices: [{ index: 0, message: { role: 'assistant', content: answerTo(seen.images), refusal: null, annotations: [] }, logprobs: null, finish_reason: 'stop' }],
      usage: usageOf(seen), service_tier: 'default', system_fingerprint: 'fp_1',
    });
  }
}

function stream(seen, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const wantsUsage = seen.body.stream_options?.include_usage === true;
  const chunk = (choices, usage = null) => {
    const event = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1763640000, model: seen.body.model, service_tier: 'default', system_fingerprint: 'fp_1', choices };
    if (wantsUsage) event.usage = usage;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  chunk([{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: null }]);
  for (const piece of pieces(answerTo(seen.images))) {
    chunk([{ index: 0, delta: { content: piece }, logprobs: null, finish_reason: null }]);
  }
  chunk([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]);
  if (wantsUsage) chunk([], usageOf(seen));
  response.end('data: [DONE]\n\n');
}

function pieces(text) {
  const characters = [...text];
  const parts = [];
  for (let start = 0; start < characters.length; start += 9) parts.push(characters.slice(start, start + 9).join(''));
  return parts;
}

export function usageOf(seen) {
  return { prompt_tokens: 100 + seen.images.length, completion_tokens: 20, total_tokens: 120 + seen.images.length };
}

function imagesOf(body) {
  return (body.messages ?? [])
    .flatMap((message) => (Array.isArray(message.content) ? message.content : []))
    .filter((part) => part.type !== 'text')
    .map(read);
}

// A strict provider: only the documented form counts.
function read(part) {
  const url = part.type === 'image_url' ? part.image_url?.url : undefined;
  const match = typeof url === 'string' ? /^data:([^;,]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) : null;
  if (match === null) return { mime: 'not the documented form', sha256: '', part };
  return { mime: match[1], sha256: sha256(Buffer.from(match[2], 'base64')), part };
}

function reply(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
