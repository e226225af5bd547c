// Three generations of @openrouter/sdk, each with its own form of the same call, against a running Iris.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OpenRouter as OpenRouter0_5 } from '@openrouter/sdk-0.5';
import { OpenRouter as OpenRouter0_10 } from '@openrouter/sdk-0.10';
import { OpenRouter as OpenRouter1 } from '@openrouter/sdk-1';
import { badImages } from './support/bad-images.mjs';
import { assertUpstreamSaw, failureBeforeUpstream, failureOf } from './support/expect.mjs';
import { answerTo } from './support/fake-upstream.mjs';
import { all, jpeg, png, webp } from './support/pictures.mjs';
import { apiKey, models, startWorld } from './support/world.mjs';

const generations = [
  { version: '0.5.1', OpenRouter: OpenRouter0_5, form: (request) => request },
  { version: '0.10.2', OpenRouter: OpenRouter0_10, form: (request) => ({ chatGenerationParams: request }) },
  { version: '1.3.19', OpenRouter: OpenRouter1, form: (request) => ({ chatRequest: request }) },
];

// Since 1.0 a list is a page with the answer inside.
const listed = (answer) => (answer.result ?? answer).data;

for (const { version, OpenRouter, form } of generations) {
  describe(`@openrouter/sdk ${version}`, () => {
    let world;
    const connect = (key) => new OpenRouter({ apiKey: key, serverURL: `${world.url}/api/v1`, retryConfig: { strategy: 'none' } });
    const request = (model, urls, stream = false) => form({
      model,
      stream,
      messages: [{ role: 'user', content: [{ type: 'text', text: "What's in this image?" }, ...urls.map((url) => ({ type: 'image_url', imageUrl: { url } }))] }],
    });
    const ask = (model, ...urls) => connect(apiKey).chat.send(request(model, urls));

    before(async () => {
      world = await startWorld();
    });
    after(() => world?.stop());

    for (const picture of all) {
      it(`answers about a base64 ${picture.mime}`, async () => {
        const completion = await ask(models.seeing, picture.dataUrl);
        assertUpstreamSaw(world.upstream, picture);
        assert.equal(completion.choices[0].message.content, answerTo([picture]));
        assert.equal(completion.choices[0].finishReason, 'stop');
        assert.equal(completion.usage.promptTokens, 101);
      });
    }

    it('fetches an image by its URL', async () => {
      const completion = await ask(models.seeing, world.gallery.urlOf(webp));
      assertUpstreamSaw(world.upstream, webp);
      assert.equal(completion.choices[0].message.content, answerTo([webp]));
    });

    it('streams', async () => {
      const stream = await connect(apiKey).chat.send(request(models.seeing, [jpeg.dataUrl, world.gallery.urlOf(png)], true));
      let text = '';
      let finish = null;
      let usage;
      for await (const chunk of stream) {
        assert.equal(chunk.error, undefined);
        text += chunk.choices[0]?.delta.content ?? '';
        finish = chunk.choices[0]?.finishReason ?? finish;
        usage = chunk.usage ?? usage;
      }
      assertUpstreamSaw(world.upstream, jpeg, png);
      assert.equal(text, answerTo([jpeg, png]));
      assert.equal(finish, 'stop');
      assert.equal(usage.promptTokens, 102);
    });

    it('streams from the embedded model', async () => {
      const stream = await connect(apiKey).chat.send(request('iris/local-vision', [png.dataUrl], true));
      let text = '';
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      assert.match(text, /PNG/);
      assert.match(text, /640/);
    });

    it('refuses a wrong key', async () => {
      const error = await failureBeforeUpstream(world.upstream, () => connect('sk-iris-wrong-wrong-wrong-wrong').chat.send(request(models.seeing, [png.dataUrl])));
      assert.equal(error.statusCode, 401);
      assert.notEqual(error.message, 'Response validation failed');
    });

    for (const { what, url, errorType } of badImages) {
      it(`refuses ${what}`, async () => {
        const error = await failureBeforeUpstream(world.upstream, () => ask(models.seeing, url));
        assert.equal(error.statusCode, 400);
        const told = JSON.parse(error.body).error;
        assert.equal(told.metadata.error_type, errorType);
        assert.equal(error.message, told.message, 'the SDK shows the message of the server');
      });
    }

    it('does not know a model', async () => {
      const error = await failureBeforeUpstream(world.upstream, () => ask('nobody/has-this-model', png.dataUrl));
      assert.equal(error.statusCode, 404);
    });

    it('says in the words that agents match on that a model cannot see', async () => {
      const error = await failureBeforeUpstream(world.upstream, () => ask(models.textOnly, png.dataUrl));
      assert.equal(error.statusCode, 404);
      // 0.5.1 knows no type for 404 and shows the whole body: agents that match on the words find them all the same.
      assert.ok(error.message.includes('No endpoints found that support image input'), error.message);
      assert.equal(JSON.parse(error.body).error.metadata.reason, 'no_image_input');
    });

    it('reports a failing upstream as 502', async () => {
      const error = await failureOf(() => ask(models.failing, png.dataUrl));
      assert.equal(error.statusCode, 502);
      assert.notEqual(error.message, 'Response validation failed');
    });

    it('reports a rate limit with the time to wait', async () => {
      const error = await failureOf(() => ask(models.limited, png.dataUrl));
      assert.equal(error.statusCode, 429);
      assert.equal(Number(error.headers.get('retry-after')), 7);
    });

    it('lists the models', async () => {
      const data = listed(await connect(apiKey).models.list());
      const seeing = data.find((model) => model.id.endsWith('gpt-4o'));
      assert.ok(seeing.architecture.inputModalities.includes('image'));
      assert.equal(seeing.pricing.prompt, '-1', 'nobody knows what this provider takes');
      assert.equal(data.find((model) => model.id === 'iris/local-vision').pricing.prompt, '0');
    });

    it('lists the endpoints of a model', async () => {
      const client = connect(apiKey);
      const data = listed(await client.models.list());
      const [author, slug] = data.find((model) => model.id.endsWith('gpt-4o')).id.split('/');
      const answer = await client.endpoints.list({ author, slug });
      assert.equal(answer.data.id, `${author}/${slug}`);
      assert.equal(answer.data.endpoints.length, 1);
      assert.equal(answer.data.endpoints[0].providerName, 'fake');
    });
  });
}
