// The pictures of the tests: one scene in four formats, drawn for this repository.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

function load(name, mime) {
  const bytes = readFileSync(new URL(`../pictures/${name}`, import.meta.url));
  const base64 = bytes.toString('base64');
  return { name, mime, bytes, base64, dataUrl: `data:${mime};base64,${base64}`, sha256: sha256(bytes) };
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

export const png = load('hills.png', 'image/png');
export const jpeg = load('hills.jpg', 'image/jpeg');
export const webp = load('hills.webp', 'image/webp');
export const gif = load('hills.gif', 'image/gif');
export const all = [png, jpeg, webp, gif];
