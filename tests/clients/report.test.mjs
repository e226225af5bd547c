// The report of what was done to each image: asked for through the real SDKs, which must go on parsing the answer that carries it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { HTTPClient as HTTPClient0_5, OpenRouter as OpenRouter0_5 } from '@openrouter/sdk-0.5';
import { HTTPClient as HTTPClient0_10, OpenRouter as OpenRouter0_10 } from '@openrouter/sdk-0.10';
import { HTTPClient as HTTPClient1, OpenRouter as OpenRouter1 } from '@openrouter/sdk-1';
import { failureBeforeUpstream } from './support/expect.mjs';
import { answerTo } from './support/fake-upstream.mjs';
import { gif, jpeg, png } from './support/pictures.mjs';
import { apiKey, models, startWorld } from './support/world.mjs';

const steps = ['keep', 'link', 'relabel', 'strip_metadata', 'first_frame', 'rotate', 'convert_colour', 'shrink', 'flatten', 'reencode'];

// One entry for each picture, in the order of the request, whose "from" is the picture as it was sent.
function assertReports(iris, ...pictures) {
  assert.equal(iris.images.length, pictures.length);
  for (const [index, picture] of pictures.entries()) {
    const image = iris.images[index];
    assert.equal(image.part, `messages[0].content[${index + 1}].image_url.url`);
    assert.deepEqual(image.from, { format: picture.mime.slice('image/'.length), width: 640, height: 560, bytes: picture.bytes.length });
    assert.ok(image.to.width <= 640 && image.to.bytes > 0, JSON.stringify(image));
    assert.ok(image.steps.length > 0 && image.steps.every((step) => steps.includes(step)), JSON.stringify(image.steps));
    assert.ok(Number.isInteger(image.tokens_before) && Number.isInteger(image.tokens_after), JSON.stringify(image));
  }
}

function assertUpstreamHeardNothing(upstream) {
  assert.equal(upstream.last().body.iris, undefined, 'what is said to Iris is not for the provider');
}

describe('openai 6.49.0 asks for a report', () => {
  let world;
  let client;
  const request = (iris, ...pictures) => ({
    model: models.seeing,
    iris,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'What is in this image?' }, ...pictures.map(({ dataUrl }) => ({ type: 'image_url', image_url: { url: dataUrl } }))] }],
  });

  before(async () => {
    world = await startWorld();
    client = new OpenAI({ apiKey, baseURL: `${world.url}/v1`, maxRetries: 0 });
  });
  after(() => world?.stop());

  it('in a whole answer', async () => {
    const completion = await client.chat.completions.create(request({ report: true }, png, jpeg));
    assert.equal(completion.choices[0].message.content, answerTo(world.upstream.last().images));
    assertReports(completion.iris, png, jpeg);
    assertUpstreamHeardNothing(world.upstream);
  });

  it('in the chunk of a stream that has the usage', async () => {
    const stream = await client.chat.completions.create({ ...request({ report: true }, png), stream: true });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.equal(chunks.filter((chunk) => chunk.iris).length, 1);
    assert.ok(chunks.at(-1).usage.prompt_tokens > 0);
    assertReports(chunks.at(-1).iris, png);
    assertUpstreamHeardNothing(world.upstream);
  });

  it('through the helper that rebuilds the whole answer', async () => {
    const completion = await client.chat.completions.stream(request({ report: true }, jpeg)).finalChatCompletion();
    assert.equal(completion.choices[0].message.content, answerTo(world.upstream.last().images));
  });

  it('and hears nothing unless it asks', async () => {
    const completion = await client.chat.completions.create(request(undefined, png));
    assert.equal(completion.iris, undefined);
  });

  it('with a mistyped word and is told which', async () => {
    const error = await failureBeforeUpstream(world.upstream, () => client.chat.completions.create(request({ images: { policy: 'stric' } }, png)));
    assert.equal(error.status, 400);
    assert.equal(error.param, 'iris.images.policy');
    assert.match(error.message, /"adapt" or "strict"/);
  });

  it('and sets the detail of every image', async () => {
    await client.chat.completions.create(request({ images: { detail: 'low' } }, png, jpeg));
    assert.deepEqual(world.upstream.last().images.map(({ part }) => part.image_url.detail), ['low', 'low']);
  });
});

// These SDKs send and return only what they know, so the member goes in by a hook, and the answer is looked at on the wire.
for (const { version, OpenRouter, HTTPClient, form } of [
  { version: '0.5.1', OpenRouter: OpenRouter0_5, HTTPClient: HTTPClient0_5, form: (request) => request },
  { version: '0.10.2', OpenRouter: OpenRouter0_10, HTTPClient: HTTPClient0_10, form: (request) => ({ chatGenerationParams: request }) },
  { version: '1.3.19', OpenRouter: OpenRouter1, HTTPClient: HTTPClient1, form: (request) => ({ chatRequest: request }) },
]) {
  describe(`@openrouter/sdk ${version} asks for a report`, () => {
    let world;
    let onTheWire;
    const connect = () => {
      const httpClient = new HTTPClient();
      httpClient.addHook('beforeRequest', async (request) => new Request(request, { body: JSON.stringify({ ...await request.clone().json(), iris: { report: true } }) }));
      httpClient.addHook('response', (response) => { onTheWire = response.clone().text(); });
      return new OpenRouter({ apiKey, serverURL: `${world.url}/api/v1`, retryConfig: { strategy: 'none' }, httpClient });
    };
    const request = (stream, ...pictures) => form({
      model: models.seeing,
      stream,
      messages: [{ role: 'user', content: [{ type: 'text', text: "What's in this image?" }, ...pictures.map(({ dataUrl }) => ({ type: 'image_url', imageUrl: { url: dataUrl } }))] }],
    });

    before(async () => {
      world = await startWorld();
    });
    after(() => world?.stop());

    it('in a whole answer', async () => {
      const completion = await connect().chat.send(request(false, png, gif));
      assert.equal(completion.choices[0].message.content, answerTo(world.upstream.last().images));
      assert.equal(completion.usage.promptTokens, 102);
      assertReports(JSON.parse(await onTheWire).iris, png, gif);
      assertUpstreamHeardNothing(world.upstream);
    });

    it('in the chunk of a stream that has the usage', async () => {
      let text = '';
      let usage;
      for await (const chunk of await connect().chat.send(request(true, jpeg))) {
        text += chunk.choices[0]?.delta.content ?? '';
        usage = chunk.usage ?? usage;
      }
      assert.equal(text, answerTo(world.upstream.last().images));
      assert.equal(usage.promptTokens, 101);
      const events = (await onTheWire).split('\n\n').filter((event) => event.startsWith('data: {')).map((event) => JSON.parse(event.slice('data: '.length)));
      assert.ok(events.at(-1).usage);
      assertReports(events.at(-1).iris, jpeg);
    });
  });
}
