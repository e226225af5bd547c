// The requests that five services document, sent as they are: only base address, key and model are those of this Iris.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertUpstreamSaw } from './support/expect.mjs';
import { answerTo } from './support/fake-upstream.mjs';
import { all, gif, jpeg, png, webp } from './support/pictures.mjs';
import { apiKey, models, startWorld } from './support/world.mjs';

describe('the documented requests of five services', () => {
  let world;

  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  const post = (path, headers, body) => fetch(`${world.url}${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body),
  });
  const authorized = { Authorization: `Bearer ${apiKey}` };
  const textThenImage = (text, url) => [{ role: 'user', content: [{ type: 'text', text }, { type: 'image_url', image_url: { url } }] }];

  async function assertAnswer(response, ...pictures) {
    assert.equal(response.status, 200, await response.clone().text());
    const body = await response.json();
    assertUpstreamSaw(world.upstream, ...pictures);
    assert.equal(body.choices[0].message.role, 'assistant');
    assert.equal(body.choices[0].message.content, answerTo(pictures));
    return body;
  }

  for (const picture of [png, jpeg, webp]) {
    it(`Infron, ${picture.mime} by URL`, async () => {
      const url = world.gallery.urlOf(picture);
      await assertAnswer(await post('/v1/chat/completions', authorized, { model: models.seeing, messages: textThenImage("What's in this image?", url) }), picture);
    });

    it(`Infron, ${picture.mime} as data URL that always says JPEG`, async () => {
      const url = `data:image/jpeg;base64,${picture.base64}`;
      await assertAnswer(await post('/v1/chat/completions', authorized, { model: models.seeing, messages: textThenImage("What's in this image?", url) }), picture);
    });
  }

  for (const picture of all) {
    it(`OpenRouter, ${picture.mime} by plain HTTP`, async () => {
      const headers = { ...authorized, 'HTTP-Referer': 'https://example.com', 'X-Title': 'An application' };
      const response = await post('/api/v1/chat/completions', headers, {
        model: models.seeing, messages: textThenImage("What's in this image?", picture.dataUrl), stream: false,
      });
      const body = await assertAnswer(response, picture);
      assert.equal(typeof body.provider, 'string');
    });
  }

  it('OpenRouter, several images after the text, by URL and as base64', async () => {
    const messages = textThenImage('What are the differences?', world.gallery.urlOf(gif));
    messages[0].content.push({ type: 'image_url', image_url: { url: png.dataUrl } });
    await assertAnswer(await post('/api/v1/chat/completions', authorized, { model: models.seeing, messages }), gif, png);
  });

  it('AI/ML API, two images and max_tokens without a version in the path', async () => {
    const response = await post('/chat/completions', authorized, {
      model: models.seeing,
      messages: [{
        role: 'user',
        content: [
          { type: 'text', text: 'What are these images?' },
          { type: 'image_url', image_url: { url: world.gallery.urlOf(jpeg) } },
          { type: 'image_url', image_url: { url: png.dataUrl } },
        ],
      }],
      max_tokens: 300,
    });
    await assertAnswer(response, jpeg, png);
    const { body } = world.upstream.last();
    assert.equal(body.max_tokens ?? body.max_completion_tokens, 300);
  });

  describe('io.net', () => {
    const messages = (part) => [
      { role: 'system', content: 'You are a helpful assistant that describes images.' },
      { role: 'user', content: [{ type: 'text', text: 'What is in this image?' }, part] },
    ];
    const rawBase64 = (picture) => messages({ type: 'image', image: picture.base64 });

    for (const picture of all) {
      it(`${picture.mime} as raw base64`, async () => {
        await assertAnswer(await post('/api/v1/chat/completions', authorized, { model: models.seeing, messages: rawBase64(picture) }), picture);
        const [system, user] = world.upstream.last().body.messages;
        assert.deepEqual(system, { role: 'system', content: 'You are a helpful assistant that describes images.' });
        assert.deepEqual(user.content[0], { type: 'text', text: 'What is in this image?' });
      });
    }

    it('an image by URL', async () => {
      const part = { type: 'image_url', image_url: { url: world.gallery.urlOf(jpeg) } };
      await assertAnswer(await post('/api/v1/chat/completions', authorized, { model: models.seeing, messages: messages(part) }), jpeg);
    });

    for (const header of ['x-api-key', 'token']) {
      it(`the key in ${header}`, async () => {
        await assertAnswer(await post('/api/v1/chat/completions', { [header]: apiKey }, { model: models.seeing, messages: rawBase64(jpeg) }), jpeg);
      });
    }

    for (const { what, status, reason, headers = authorized, model = models.seeing, part } of [
      { what: 'a text-only model', status: 404, reason: 'no_image_input', model: models.textOnly, part: { type: 'image', image: jpeg.base64 } },
      { what: 'a wrong image format', status: 400, reason: 'unsupported_image_format', part: { type: 'image', image: `data:image/bmp;base64,${Buffer.from(`BM${'\0'.repeat(60)}`).toString('base64')}` } },
      { what: 'a missing key', status: 401, reason: 'missing_key', headers: {}, part: { type: 'image', image: jpeg.base64 } },
      { what: 'a wrong key', status: 401, reason: 'invalid_key', headers: { Authorization: 'Bearer not-the-key-not-the-key' }, part: { type: 'image', image: jpeg.base64 } },
    ]) {
      it(`says what is wrong with ${what}`, async () => {
        const before = world.upstream.requests.length;
        const response = await post('/api/v1/chat/completions', headers, { model, messages: messages(part) });
        assert.equal(response.status, status);
        const { error } = await response.json();
        assert.equal(error.code, status);
        assert.equal(error.metadata.reason, reason);
        assert.ok(error.message.length > 10);
        assert.equal(world.upstream.requests.length, before);
      });
    }

    it('at most ten images where the limits of io.net hold', async () => {
      const content = [{ type: 'text', text: 'Compare.' }, ...Array.from({ length: 11 }, () => ({ type: 'image', image: png.base64 }))];
      const response = await post('/api/v1/chat/completions', authorized, { model: 'iris/local-vision', messages: [{ role: 'user', content }] });
      assert.equal(response.status, 400);
      const { error } = await response.json();
      assert.equal(error.metadata.reason, 'too_many_images');
      assert.match(error.message, /10/);
    });
  });

  for (const url of ['by URL', 'as base64']) {
    it(`Siraya, claude-sonnet-4.5, ${url}`, async () => {
      const response = await post('/v1/chat/completions', authorized, {
        model: 'claude-sonnet-4.5',
        messages: textThenImage("What's in this image?", url === 'by URL' ? world.gallery.urlOf(webp) : jpeg.dataUrl),
      });
      await assertAnswer(response, url === 'by URL' ? webp : jpeg);
      assert.equal(world.upstream.last().body.model, models.sonnet);
    });
  }
});
