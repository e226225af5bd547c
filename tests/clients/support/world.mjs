// A running Iris of its own for one test file: a child process, a fake provider behind it and a gallery beside it.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startFakeUpstream, upstreamKey } from './fake-upstream.mjs';
import { startGallery } from './gallery.mjs';

const executable = fileURLToPath(new URL('../../../artifacts/bin/Iris/release/iris', import.meta.url));
const startLimitMs = 60_000;
const stopLimitMs = 20_000;

export const apiKey = 'sk-iris-key-of-the-client-tests';

// Names of models: the first two are in the catalogue (one sees, one reads text only), nobody knows the others.
export const models = { seeing: 'gpt-4o', textOnly: 'gpt-3.5-turbo', sonnet: 'claude-sonnet-4.5', failing: 'failing', limited: 'limited' };

export async function startWorld() {
  const upstream = await startFakeUpstream();
  const gallery = await startGallery();
  const folder = await mkdtemp(join(tmpdir(), 'iris-clients-'));
  await mkdir(join(folder, 'data'), { mode: 0o700 });
  await writeFile(join(folder, 'data', 'iris.yaml'), configuration(upstream, gallery));
  const iris = await startIris(join(folder, 'data'));
  return {
    upstream,
    gallery,
    url: iris.url,
    async stop() {
      const code = await iris.stop();
      await upstream.stop();
      await gallery.stop();
      await rm(folder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`Iris ended with ${code}:\n${iris.log()}`);
    },
  };
}

function configuration(upstream, gallery) {
  return `default_model: ${models.seeing}
providers:
  fake:
    dialect: chat-completions
    base_url: ${upstream.baseUrl}
    api_key: \${FAKE_UPSTREAM_KEY}
    models: [${Object.values(models).join(', ')}]
images:
  fetch:
    allow: ["${gallery.host}"]
`;
}

async function startIris(dataFolder) {
  // Not the environment of whoever runs the tests: a key in it would become an endpoint.
  const child = spawn(executable, ['serve'], {
    env: {
      PATH: process.env.PATH, HOME: dataFolder, DOTNET_ROOT: process.env.DOTNET_ROOT ?? '',
      IRIS_DATA: dataFolder, IRIS_PORT: '0', IRIS_API_KEY: apiKey, FAKE_UPSTREAM_KEY: upstreamKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const lines = [];
  const ready = new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`Iris was not ready in time:\n${lines.join('\n')}`)), startLimitMs);
    const settle = (action, value) => { clearTimeout(limit); action(value); };
    child.once('error', (error) => settle(reject, error));
    ended.then((code) => settle(reject, new Error(`Iris ended with ${code} before it was ready:\n${lines.join('\n')}`)));
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        lines.push(line);
        const match = /^Iris is ready at (http:\/\/\S+)/.exec(line);
        if (match) settle(resolve, match[1]);
      });
    }
  });
  try {
    const url = await ready;
    return {
      url,
      log: () => lines.join('\n'),
      stop() {
        child.kill('SIGTERM');
        const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
        return ended.finally(() => clearTimeout(limit));
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
