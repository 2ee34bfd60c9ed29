import { parentPort, workerData } from 'node:worker_threads';
import { inspectFiles } from './inspect.ts';
import { openSite } from './site.ts';
import type { ThreadInput } from './threads.ts';

// The entry of a thread: it inspects its share, sends what it found, and ends.
const input = workerData as ThreadInput;
const site = openSite(input.options, new Set(input.files.split('\n')));
parentPort?.postMessage(inspectFiles(input.paths.split('\n'), site));
