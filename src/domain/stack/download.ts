import { strToU8, zipSync } from 'fflate';
import type { StackFile } from './policies.ts';

/** The earliest time that a ZIP archive can state: the same files make the same archive. */
const noTime = '1980-01-01T00:00:00';

/** Packs files into one ZIP archive. */
export function packFiles(files: readonly StackFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, text }) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: noTime });
}
