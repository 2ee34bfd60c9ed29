import { make } from '../tester/dom.ts';

/** Milliseconds after which the browser has taken over a file. */
const taken = 10_000;

/** Saves a file as the browser saves downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), taken);
}
