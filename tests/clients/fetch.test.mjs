// Plain HTTP, on every prefix and with every header that carries a key.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertUpstreamSaw } from './support/expect.mjs';
import { answerTo, retryAfterSeconds } from './support/fake-upstream.mjs';
import { gif, jpeg, png } from './support/pictures.mjs';
import { apiKey, models, startWorld } from './support/world.mjs';

describe('plain fetch', () => {
  let world;

  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  const bearer = { authorization: `Bearer ${apiKey}` };
  const send = (path, body, headers = bearer) => fetch(`${world.url}${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const about = (url, more = {}) => ({ model: models.seeing, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, { type: 'image_url', image_url: { url } }] }], ...more });

  for (const prefix of ['/v1', '/api/v1', '']) {
    it(`answers on ${prefix}/chat/completions`, async () => {
      const response = await send(`${prefix}/chat/completions`, about(png.dataUrl));
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type'), /^application\/json/);
      const body = await response.json();
      assert.equal(body.choices[0].message.content, answerTo([png]));
      assert.ok('system_fingerprint' in body);
      assertUpstreamSaw(world.upstream, png);
    });

    it(`lists the models on ${prefix}/models`, async () => {
      const response = await fetch(`${world.url}${prefix}/models`, { headers: bearer });
      const body = await response.json();
      assert.equal(response.status, 200);
      assert.equal(body.object, 'list');
      assert.equal(body.total_count, body.data.length);
      const { id } = body.data.find((model) => model.id.endsWith('gpt-4o'));
      for (const path of [`/models/${id}/endpoints`, `/model/${id}`]) {
        const answer = await fetch(`${world.url}${prefix}${path}`, { headers: bearer });
        assert.equal(answer.status, 200, path);
        assert.equal((await answer.json()).data.id, id);
      }
    });
  }

  for (const [name, headers] of Object.entries({ 'authorization': bearer, 'x-api-key': { 'x-api-key': apiKey }, 'token': { token: apiKey }, 'two headers with one key': { ...bearer, 'x-api-key': apiKey } })) {
    it(`takes the key from ${name}`, async () => {
      assert.equal((await send('/v1/chat/completions', about(png.dataUrl), headers)).status, 200);
    });
  }

  for (const { what, headers, status, reason } of [
    { what: 'no key', headers: {}, status: 401, reason: 'missing_key' },
    { what: 'a wrong key', headers: { 'x-api-key': 'sk-iris-wrong-wrong-wrong-wrong' }, status: 401, reason: 'invalid_key' },
    { what: 'two different keys', headers: { ...bearer, token: 'sk-iris-another-another-another' }, status: 400, reason: 'conflicting_credentials' },
  ]) {
    it(`refuses ${what}`, async () => {
      const response = await send('/v1/chat/completions', about(png.dataUrl), headers);
      assert.equal(response.status, status);
      const { error } = await response.json();
      assert.equal(error.code, status);
      assert.equal(error.metadata.reason, reason);
    });
  }

  it('never hands the key of the caller to the upstream', async () => {
    await send('/v1/chat/completions', about(png.dataUrl), { 'x-api-key': apiKey });
    assert.ok(!JSON.stringify(world.upstream.last().headers).includes(apiKey));
  });

  it('streams well-formed events to the end', async () => {
    const response = await send('/v1/chat/completions', about(jpeg.dataUrl, { stream: true }));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/event-stream/);
    const events = (await response.text()).split('\n\n').filter((event) => event !== '' && !event.startsWith(':'));
    assert.equal(events.pop(), 'data: [DONE]');
    const chunks = events.map((event) => JSON.parse(event.replace(/^data: /, '')));
    assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), answerTo([jpeg]));
    for (const chunk of chunks) {
      assert.equal(chunk.object, 'chat.completion.chunk');
      assert.notEqual(chunk.system_fingerprint, null);
      assert.notEqual(chunk.usage, null);
    }
    const last = chunks.at(-1);
    assert.deepEqual(last.choices, []);
    assert.equal(last.usage.prompt_tokens, 101);
  });

  it('answers HTTP errors of the upstream in its one shape', async () => {
    const failing = await send('/v1/chat/completions', about(gif.dataUrl, { model: models.failing }));
    assert.equal(failing.status, 502);
    assert.equal((await failing.json()).error.code, 502);
    const limited = await send('/v1/chat/completions', about(gif.dataUrl, { model: models.limited }));
    assert.equal(limited.status, 429);
    assert.equal(Number(limited.headers.get('retry-after')), retryAfterSeconds);
    assert.equal((await limited.json()).error.metadata.error_type, 'rate_limit_exceeded');
  });

  for (const { what, body, reason } of [
    { what: 'text that is no JSON', body: 'hello', reason: 'invalid_json' },
    { what: 'JSON that is no object', body: '[1]', reason: 'invalid_json' },
    { what: 'an empty body', body: '', reason: 'invalid_json' },
    { what: 'a key twice', body: '{"model":"a","model":"b","messages":[]}', reason: 'duplicate_key' },
    { what: 'no messages', body: '{"model":"gpt-4o"}', reason: 'invalid_request' },
  ]) {
    it(`refuses ${what}`, async () => {
      const response = await send('/v1/chat/completions', body);
      assert.equal(response.status, 400);
      assert.equal((await response.json()).error.metadata.reason, reason);
    });
  }

  it('answers an unknown route and a wrong method in its one shape', async () => {
    const lost = await fetch(`${world.url}/v1/nothing-here`, { headers: bearer });
    assert.equal(lost.status, 404);
    assert.equal((await lost.json()).error.code, 404);
    const wrong = await fetch(`${world.url}/v1/chat/completions`, { headers: bearer });
    assert.equal(wrong.status, 405);
    assert.equal((await wrong.json()).error.code, 405);
  });
});
