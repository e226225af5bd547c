// What every client's tests ask of the upstream's side.
import assert from 'node:assert/strict';

// The upstream got exactly these pictures, byte for byte, in this order, each with its true type.
export function assertUpstreamSaw(upstream, ...pictures) {
  const seen = upstream.last().images.map(({ mime, sha256 }) => ({ mime, sha256 }));
  assert.deepEqual(seen, pictures.map(({ mime, sha256 }) => ({ mime, sha256 })));
}

// Runs a call that must fail, and returns what it threw.
export async function failureOf(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail('The call should have failed.');
}

// A call that is refused before it costs anything must not reach the upstream.
export async function failureBeforeUpstream(upstream, call) {
  const before = upstream.requests.length;
  const error = await failureOf(call);
  assert.equal(upstream.requests.length, before, 'the upstream was asked');
  return error;
}
