import type { ServerEntry } from '../catalogue.ts';
import { cleanAddress } from './addresses.ts';
import { readLaunch, splitCommand } from './launch.ts';
import type { Launch } from './launch-names.ts';

/**
 * What a server is started from and where it is hosted, as its record knows: what a configuration is recognised by. The command of
 * the capture tells whose package it is, and images, which the record has no field for.
 */
export function originsOf({ source, capture }: Pick<ServerEntry, 'source' | 'capture'>): {
  packages: string[];
  endpoints: string[];
} {
  const launch = readCapture(capture.command);
  const name = source.package;
  const started = launch.package ?? (launch.image === undefined ? undefined : `oci:${launch.image}`);
  const stated =
    name === undefined || started?.slice(started.indexOf(':') + 1) === name ? [] : [`npm:${name}`];
  const endpoints = [source.endpoint === undefined ? undefined : cleanAddress(source.endpoint), launch.url];
  return {
    packages: [...stated, ...(started === undefined ? [] : [started])],
    endpoints: [...new Set(endpoints.filter((each) => each !== undefined))],
  };
}

function readCapture(command: string | undefined): Launch {
  const [program, ...args] = splitCommand(command ?? '');
  return program === undefined ? {} : readLaunch(program, args);
}
