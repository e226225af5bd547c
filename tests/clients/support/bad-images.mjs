// Images that are none, and the words that say so.
import { png } from './pictures.mjs';

const dataUrl = (mime, bytes) => `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

export const badImages = [
  { what: 'text that calls itself a PNG', url: dataUrl('image/png', 'this is a letter, not an image'), errorType: 'unsupported_image_format', reason: 'unsupported_image_format' },
  { what: 'an SVG', url: dataUrl('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), errorType: 'unsupported_image_format', reason: 'unsupported_image_format' },
  { what: 'broken base64', url: 'data:image/png;base64,iVBORw0KGgo*', errorType: 'invalid_image', reason: 'invalid_base64' },
  { what: 'no bytes at all', url: 'data:image/png;base64,', errorType: 'invalid_image', reason: 'image_empty' },
  { what: 'a PNG cut in its header', url: dataUrl('image/png', png.bytes.subarray(0, 20)), errorType: 'invalid_image', reason: 'image_decode_failed' },
  { what: 'a file of the server', url: 'file:///etc/hostname', errorType: 'image_download_failed', reason: 'image_url_scheme_not_allowed' },
  { what: 'the metadata address of a cloud', url: 'http://169.254.169.254/latest/meta-data/', errorType: 'image_download_failed', reason: 'image_url_address_not_allowed' },
];
