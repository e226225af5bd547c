// npm openai against a running Iris.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { badImages } from './support/bad-images.mjs';
import { assertUpstreamSaw, failureBeforeUpstream, failureOf } from './support/expect.mjs';
import { answerTo, retryAfterSeconds } from './support/fake-upstream.mjs';
import { all, jpeg, png } from './support/pictures.mjs';
import { apiKey, models, startWorld } from './support/world.mjs';

describe('openai 6.49.0', () => {
  let world;
  let client;

  before(async () => {
    world = await startWorld();
    client = new OpenAI({ apiKey, baseURL: `${world.url}/v1`, maxRetries: 0 });
  });
  after(() => world?.stop());

  const question = (...urls) => ({
    role: 'user',
    content: [{ type: 'text', text: 'What is in this image?' }, ...urls.map((url) => ({ type: 'image_url', image_url: { url } }))],
  });
  const ask = (model, ...urls) => client.chat.completions.create({ model, messages: [question(...urls)] });

  for (const picture of all) {
    it(`answers about a base64 ${picture.mime}`, async () => {
      const completion = await ask(models.seeing, picture.dataUrl);
      assertUpstreamSaw(world.upstream, picture);
      assert.equal(completion.object, 'chat.completion');
      assert.equal(completion.choices[0].message.content, answerTo([picture]));
      assert.equal(completion.choices[0].finish_reason, 'stop');
      assert.equal(completion.usage.prompt_tokens, 101);
      assert.equal(completion.usage.completion_tokens, 20);
      assert.equal(world.upstream.last().body.model, models.seeing);
    });
  }

  it('keeps two images in their order', async () => {
    await ask(models.seeing, png.dataUrl, jpeg.dataUrl);
    assertUpstreamSaw(world.upstream, png, jpeg);
  });

  it('corrects a declared type that the bytes disprove', async () => {
    await ask(models.seeing, `data:image/jpeg;base64,${png.base64}`);
    assertUpstreamSaw(world.upstream, png);
  });

  it('fetches an image by its URL', async () => {
    const visits = world.gallery.visits.length;
    const completion = await ask(models.seeing, world.gallery.urlOf(jpeg));
    assert.equal(world.gallery.visits.length, visits + 1);
    assertUpstreamSaw(world.upstream, jpeg);
    assert.equal(completion.choices[0].message.content, answerTo([jpeg]));
  });

  it('streams', async () => {
    const stream = await client.chat.completions.create({
      model: models.seeing, stream: true, stream_options: { include_usage: true }, messages: [question(jpeg.dataUrl)],
    });
    const { text, pieces, finish, usage } = await collect(stream);
    assertUpstreamSaw(world.upstream, jpeg);
    assert.equal(text, answerTo([jpeg]));
    assert.ok(pieces > 3, `the answer came in ${pieces} pieces`);
    assert.equal(finish, 'stop');
    assert.equal(usage.prompt_tokens, 101);
  });

  it('streams through the helper that rebuilds the whole answer', async () => {
    const stream = client.chat.completions.stream({ model: models.seeing, messages: [question(world.gallery.urlOf(png))] });
    const completion = await stream.finalChatCompletion();
    assertUpstreamSaw(world.upstream, png);
    assert.equal(completion.choices[0].message.content, answerTo([png]));
  });

  it('answers text without an image, also on a text-only model', async () => {
    const completion = await client.chat.completions.create({ model: models.textOnly, messages: [{ role: 'user', content: 'Hello' }] });
    assert.equal(completion.choices[0].message.content, answerTo([]));
  });

  it('hands on fields that Iris does not know', async () => {
    await client.chat.completions.create({ model: models.seeing, messages: [question(png.dataUrl)], temperature: 0.25, seed: 7, something_new: { a: [1, 2.50, 'é'] } });
    const { body } = world.upstream.last();
    assert.equal(body.temperature, 0.25);
    assert.equal(body.seed, 7);
    assert.deepEqual(body.something_new, { a: [1, 2.5, 'é'] });
  });

  it('takes the default model when none is named', async () => {
    const completion = await client.chat.completions.create({ messages: [question(png.dataUrl)] });
    assert.equal(world.upstream.last().body.model, models.seeing);
    assert.equal(completion.choices[0].message.content, answerTo([png]));
  });

  it('describes a picture by itself with the embedded model', async () => {
    const before = world.upstream.requests.length;
    const completion = await ask('iris/local-vision', jpeg.dataUrl);
    const text = completion.choices[0].message.content;
    assert.match(text, /JPEG/);
    assert.match(text, /640/);
    assert.match(text, /560/);
    assert.ok(completion.usage.completion_tokens > 0);
    assert.equal(world.upstream.requests.length, before);
  });

  it('refuses a wrong key', async () => {
    const stranger = new OpenAI({ apiKey: 'sk-iris-wrong-wrong-wrong-wrong', baseURL: `${world.url}/v1`, maxRetries: 0 });
    const error = await failureBeforeUpstream(world.upstream, () => stranger.chat.completions.create({ model: models.seeing, messages: [question(png.dataUrl)] }));
    assert.ok(error instanceof OpenAI.AuthenticationError);
    assert.equal(error.status, 401);
    assert.equal(error.error.metadata.error_type, 'authentication');
    assert.ok(!error.message.includes('wrong-wrong'));
  });

  for (const { what, url, errorType, reason } of badImages) {
    it(`refuses ${what}`, async () => {
      const error = await failureBeforeUpstream(world.upstream, () => ask(models.seeing, png.dataUrl, url));
      assert.ok(error instanceof OpenAI.BadRequestError, String(error));
      assert.equal(error.status, 400);
      assert.equal(error.code, 400);
      assert.equal(error.type, 'invalid_request_error');
      assert.equal(error.error.metadata.error_type, errorType);
      assert.equal(error.error.metadata.reason, reason);
      assert.match(error.param, /^messages\[0\]\.content\[2\]/);
    });
  }

  it('refuses a URL where no image lies, without repeating its query', async () => {
    const error = await failureBeforeUpstream(world.upstream, () => ask(models.seeing, world.gallery.urlOfNothing));
    assert.equal(error.error.metadata.error_type, error.status === 404 ? 'image_not_found' : 'image_download_failed');
    assert.ok(error.status === 400 || error.status === 404);
    assert.ok(!JSON.stringify(error.error).includes('secret-in-a-query'));
  });

  it('does not know a model', async () => {
    const error = await failureBeforeUpstream(world.upstream, () => ask('nobody/has-this-model', png.dataUrl));
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.code, 404);
    assert.equal(error.error.metadata.reason, 'model_not_found');
  });

  it('says in the words that agents match on that a model cannot see', async () => {
    const error = await failureBeforeUpstream(world.upstream, () => ask(models.textOnly, png.dataUrl));
    assert.equal(error.status, 404);
    assert.equal(error.error.message, 'No endpoints found that support image input');
    assert.equal(error.error.metadata.error_type, 'not_found');
    assert.equal(error.error.metadata.reason, 'no_image_input');
    assert.ok(error.error.metadata.vision_models.some((id) => id.endsWith('gpt-4o')), error.error.metadata.vision_models.join());
  });

  it('reports a failing upstream as 502', async () => {
    const error = await failureOf(() => ask(models.failing, png.dataUrl));
    assert.ok(error instanceof OpenAI.InternalServerError);
    assert.equal(error.status, 502);
    assert.equal(error.code, 502);
    assert.equal(error.error.metadata.error_type, 'provider_unavailable');
  });

  it('reports a rate limit with the time to wait', async () => {
    const error = await failureOf(() => ask(models.limited, png.dataUrl));
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.status, 429);
    assert.equal(Number(error.headers.get('retry-after')), retryAfterSeconds);
    assert.equal(error.error.metadata.error_type, 'rate_limit_exceeded');
  });

  it('refuses before the stream begins with a status, not with an event', async () => {
    const error = await failureOf(() => client.chat.completions.create({ model: models.textOnly, stream: true, messages: [question(png.dataUrl)] }));
    assert.equal(error.status, 404);
  });

  it('lists the models', async () => {
    const listed = [];
    for await (const model of client.models.list()) listed.push(model);
    const seeing = listed.find((model) => model.id.endsWith('gpt-4o'));
    assert.equal(seeing.object, 'model');
    assert.equal(typeof seeing.created, 'number');
    assert.equal(typeof seeing.owned_by, 'string');
    assert.ok(seeing.architecture.input_modalities.includes('image'));
    assert.deepEqual(listed.find((model) => model.id.endsWith('gpt-3.5-turbo')).architecture.input_modalities, ['text']);
    assert.ok(listed.some((model) => model.id === 'iris/local-vision'));
  });
});

async function collect(stream) {
  const result = { text: '', pieces: 0, finish: null, usage: null };
  for await (const chunk of stream) {
    const choice = chunk.choices[0];
    if (choice?.delta.content) {
      result.text += choice.delta.content;
      result.pieces++;
    }
    result.finish = choice?.finish_reason ?? result.finish;
    result.usage = chunk.usage ?? result.usage;
  }
  return result;
}
